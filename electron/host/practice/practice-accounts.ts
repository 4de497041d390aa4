import {
  type PracticeFault,
  type PracticeProvider,
  type PracticeShape,
  practiceFaultsOf,
  practiceProviders,
  practiceShapes,
} from '../../../shared/dialects/practice-choices.ts'

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
