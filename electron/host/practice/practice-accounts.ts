/** The systems that Tokendesk can play by itself: a certified OpenID provider and one for each seed document. */
export const practiceProviders = ['standard', 'maxkey', 'xt', 'workfront', 'tkeel', 'bamboocloud'] as const
export type PracticeProvider = (typeof practiceProviders)[number]

/** What people call them; proper names, the same in every language. */
export const practiceNames: Readonly<Record<PracticeProvider, string>> = {
  standard: 'OpenID Connect',
  maxkey: 'MaxKey',
  xt: 'XT.COM',
  workfront: 'Adobe Workfront',
  tkeel: 'tKeel',
  bamboocloud: 'BambooCloud',
}

/** How a provider answers: as its real servers do, or as its document prints it. */
export const practiceShapes = ['real', 'documented'] as const
export type PracticeShape = (typeof practiceShapes)[number]

/**
 * What can be made to go wrong. The first group spoils the sign-in, the second what the client sends, the third what
 * it gets, the fourth how it gets it; the last two exist at tKeel only.
 */
export const practiceFaults = [
  'none',
  'access_denied',
  'wrong_state',
  'wrong_nonce',
  'wrong_issuer',
  'scope_reduced',
  'wrong_secret',
  'expired_code',
  'redirect_mismatch',
  'error_200',
  'malformed_body',
  'html_body',
  'empty_body',
  'wrong_content_type',
  'missing_token',
  'no_lifetime',
  'no_refresh_token',
  'redirect',
  'server_error',
  'rate_limited',
  'clock_skew',
  'huge_body',
  'compressed_bomb',
  'slow',
  'stalled',
  'reset',
  'external_idp',
  'location_tokens',
] as const
export type PracticeFault = (typeof practiceFaults)[number]

/** Who may sign in and as what. These are no secrets: they open nothing but the practice providers. */
export const practiceAccount = {
  clientId: 'tokendesk-practice',
  clientSecret: 'practice-secret',
  /** A client without a secret (RFC 6749, section 2.1); the standard provider alone has one. */
  publicClientId: 'tokendesk-practice-public',
  tenant: 'demo-tenant',
  username: 'practice',
  password: 'practice-password',
  /** The person who signs in, as a subject identifier. */
  subject: '10001',
  name: 'Practice Person',
  email: 'practice@practice.invalid',
} as const

/** Where a code may go besides loopback addresses: a place that exists nowhere (RFC 2606, section 2). */
export const practiceRedirectUri = 'https://practice.invalid/callback'

/** What the first segment of a practice address selects. */
export interface PracticeChoice {
  readonly provider: PracticeProvider
  readonly shape: PracticeShape
  readonly fault: PracticeFault
}

const onlyAtTkeel: readonly PracticeFault[] = ['external_idp', 'location_tokens']
/** tKeel's authorize endpoint returns neither state nor nonce nor issuer, and knows no scope. */
const neverAtTkeel: readonly PracticeFault[] = ['wrong_state', 'wrong_nonce', 'wrong_issuer', 'scope_reduced']

/** The faults that mean something at this provider; the others have no address there. */
export function practiceFaultsOf(provider: PracticeProvider): readonly PracticeFault[] {
  return practiceFaults.filter((fault) =>
    provider === 'tkeel' ? !neverAtTkeel.includes(fault) : !onlyAtTkeel.includes(fault),
  )
}

/** Builds the first path segment, e.g. `maxkey`, `maxkey.documented`, `maxkey.real.slow`: the address alone switches. */
export function buildPracticePath(
  provider: PracticeProvider,
  shape: PracticeShape = 'real',
  fault: PracticeFault = 'none',
): string {
  if (fault !== 'none') return `${provider}.${shape}.${fault}`
  return shape === 'real' ? provider : `${provider}.${shape}`
}

/** Reads a first path segment; undefined where nothing is played at that address. */
export function readPracticePath(segment: string): PracticeChoice | undefined {
  const [name, form = 'real', trouble = 'none', ...rest] = segment.split('.')
  const provider = practiceProviders.find((known) => known === name)
  const shape = practiceShapes.find((known) => known === form)
  if (provider === undefined || shape === undefined || rest.length > 0) return undefined
  const fault = practiceFaultsOf(provider).find((known) => known === trouble)
  return fault === undefined ? undefined : { provider, shape, fault }
}
