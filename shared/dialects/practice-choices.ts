/** The systems that Tokendesk can play by itself: a certified OpenID provider and one for each seed document. */
export const practiceProviders = ['standard', 'maxkey', 'xt', 'workfront', 'tkeel', 'bamboocloud'] as const
export type PracticeProvider = (typeof practiceProviders)[number]

/** What people call them; product names are the same in every language. */
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
 * it gets, the fourth how it gets it; then come those of the standard provider alone, and the two of tKeel.
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
  'wrong_signature',
  'rotated_keys',
  'dpop_nonce',
  'slow_down',
  'expired_device_code',
  'external_idp',
  'location_tokens',
] as const
export type PracticeFault = (typeof practiceFaults)[number]

const onlyAtTkeel: readonly PracticeFault[] = ['external_idp', 'location_tokens']
/** Faults of what the five dialects do not have: published keys that change, proofs, codes for another device. */
const onlyAtStandard: readonly PracticeFault[] = [
  ...(['wrong_signature', 'rotated_keys', 'dpop_nonce', 'slow_down', 'expired_device_code'] as const),
]
/** tKeel's authorize endpoint returns neither state nor nonce nor issuer, and knows no scope. */
const neverAtTkeel: readonly PracticeFault[] = ['wrong_state', 'wrong_nonce', 'wrong_issuer', 'scope_reduced']

/** The faults that mean something at this provider; the others have no address there. */
export function practiceFaultsOf(provider: PracticeProvider): readonly PracticeFault[] {
  return practiceFaults.filter((fault) => {
    if (onlyAtStandard.includes(fault)) return provider === 'standard'
    return provider === 'tkeel' ? !neverAtTkeel.includes(fault) : !onlyAtTkeel.includes(fault)
  })
}
