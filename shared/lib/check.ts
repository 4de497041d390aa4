import { z } from 'zod'

/** What a check looks at. */
export const checkSubjects = [
  'authorization_response',
  'id_token',
  'front_id_token',
  'access_token',
  'userinfo',
  'introspection',
  'token_response',
] as const

/** What is compared, by the name of the parameter or claim. */
export const checkNames = [
  'state',
  'iss',
  'redirect_uri',
  's_hash',
  'form',
  'alg',
  'signature',
  'aud',
  'azp',
  'exp',
  'iat',
  'nbf',
  'sub',
  'nonce',
  'at_hash',
  'c_hash',
  'auth_time',
  'acr',
  'cnf_jkt',
  'cnf_x5t',
  'token_type',
  'typ',
  'active',
] as const

/**
 * Why a verdict is what it is: one sentence each; words in braces come from the evidence. The interface has its own words per
 * code, in each language.
 */
export const checkReasons = {
  same: '{what} is the one that was expected.',
  differs: '{what} is {received}, expected was {expected}.',
  missing: '{what} is missing.',
  claim_there: '{what} is there and has the right form.',
  // state, iss
  state_same: 'The same state came back.',
  state_other: 'Another state came back.',
  state_absent: 'No state came back.',
  state_not_sent: 'No state was sent.',
  code_pasted: 'A bare code was pasted.',
  answered_itself: 'The endpoint answered this request itself.',
  iss_absent: 'The redirect carries no iss.',
  iss_required: 'The redirect carries no iss, and this provider says that it sends one (RFC 9207).',
  issuer_unnamed: 'The profile names no issuer.',
  iss_same: 'iss is the issuer of the profile.',
  iss_other: 'iss is another issuer: {received}, expected was {expected}.',
  // form and signature
  signed_jwt: 'It is a signed JWT.',
  decrypted_jwt: 'It is an encrypted JWT that a key of the profile opens, with a signed one inside.',
  claims_repeated: '{names} occurs more than once, and readers may take different ones.',
  not_a_jwt: 'It is not a JWT: {why}.',
  encrypted: 'It is encrypted, and the profile has no key that opens it: {why}.',
  alg_allowed: 'The algorithm {alg} is accepted.',
  alg_refused: 'The algorithm {alg} is not accepted here.',
  alg_none: 'The token is not signed (alg is none).',
  signature_verified: 'The signature was verified with {key}.',
  signature_wrong: 'The signature does not fit {key}.',
  key_not_found: 'The provider publishes no key for it ({key}).',
  keys_ambiguous: 'The token names no key, and {count} of the published keys would fit.',
  keys_unavailable: 'The keys could not be fetched: {why}.',
  keys_unnamed: 'The profile names no place for the keys of the provider.',
  key_unfit: 'The key {key} is not fit to verify it: {why}.',
  switched_off: 'The profile has switched this check off.',
  secret_absent: 'The algorithm {alg} needs the client secret, and the profile has none.',
  token_active: 'The provider says that it is active.',
  token_inactive: 'The provider says that it is not active.',
  // the rest
  not_asked: 'It was not asked for.',
  not_present: 'The claim is not there, and nothing requires it.',
  nothing_to_compare: 'There is nothing to compare it with: {what}.',
  nonce_other: 'The nonce is not the one that was sent; the token may have been issued for somebody else.',
  nonce_missing: 'It carries no nonce although one was sent.',
  nonce_not_sent: 'It carries a nonce, and this run sent none; it may belong to another sign-in.',
  refreshed_other: '{what} is {received}; before the refresh it was {expected}.',
  front_other: '{what} is {received}; the ID token of the redirect says {expected}.',
  hash_unknown: 'No hash is defined for the algorithm {alg}.',
  hash_same: 'It is the hash of {what}.',
  hash_other: 'It is not the hash of {what}.',
  hash_missing: 'It is missing, and this flow requires it.',
  time_good: '{when}, seen at {now}, with {skew} s allowed for clocks.',
  time_past: 'It ended {when}, seen at {now}, with {skew} s allowed for clocks.',
  time_future: 'It says {when}, which lies in the future of {now}, with {skew} s allowed for clocks.',
  time_before_run: 'It was issued {when}, before this run began at {began}.',
  time_unreadable: 'It is no moment: {received}.',
  audience_others: 'The client is named, and so are others that this profile does not know: {others}.',
  azp_missing: 'Several audiences are named and no azp says whose it is.',
  auth_too_old: 'The person signed in {when}, longer ago than the {limit} s asked for.',
  bound: 'It is bound to our key ({expected}).',
  bound_other: 'It is bound to another key: {received}, ours is {expected}.',
  not_bound: 'It is bound to no key, although a proof was sent.',
  opaque: 'The token is opaque; nothing can be read from it.',
  downgraded: 'The token type is {received}, although DPoP was asked for.',
} as const
export type CheckReason = keyof typeof checkReasons

export const checkVerdicts = ['pass', 'fail', 'not_checked'] as const

/** One comparison that was made, or why it was not. All are reported, the first failure hides no other. */
export const checkSchema = z.strictObject({
  of: z.enum(checkSubjects),
  name: z.enum(checkNames),
  verdict: z.enum(checkVerdicts),
  reason: z.enum(Object.keys(checkReasons) as [CheckReason, ...CheckReason[]]),
  /** The sentence of the reason in English; the interface shows its own. */
  because: z.string(),
  /** Masked; safe to show and to store. */
  evidence: z.record(z.string(), z.string()),
})
export type Check = Readonly<z.output<typeof checkSchema>>
export type CheckSubject = Check['of']
export type CheckName = Check['name']

/** Builds a check; the sentence of its reason is filled from the evidence. */
export function check(
  of: CheckSubject,
  name: CheckName,
  verdict: Check['verdict'],
  reason: CheckReason,
  evidence: Readonly<Record<string, string>> = {},
): Check {
  const because = checkReasons[reason].replace(/\{(\w+)\}/g, (whole, word: string) => evidence[word] ?? whole)
  return { of, name, verdict, reason, because, evidence: { ...evidence } }
}
