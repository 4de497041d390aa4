import { z } from 'zod'
import { type Step, steps } from './problem.ts'

type Severity = 'info' | 'warning' | 'error'

/**
 * Everything the product can notice without being stopped by it, with its severity and its sentence. Words in
 * braces come from the finding's evidence. The interface has its own words per code, in each language.
 */
export const findingCodes = {
  // the request
  secret_in_url: [
    'warning',
    'The client secret travels in the URL, where proxies and servers write it into their logs.',
  ],
  credentials_in_url: [
    'warning',
    'The user name and password travel in the URL, where proxies and servers write them into their logs.',
  ],
  basic_raw: [
    'info',
    'The credentials were joined as they are; RFC 6749 form-encodes id and secret first. {difference}',
  ],
  basic_encoding_differs: [
    'warning',
    'The provider refused the client, and its id or secret has characters that the two Basic encodings write differently. Try {other}.',
  ],
  pkce_plain: [
    'warning',
    'PKCE "plain" sends the verifier itself; whoever sees the authorization request can use the code.',
  ],
  pkce_off: [
    'info',
    'PKCE is off in this dialect: whoever gets hold of a code can use it, unless a client secret stands in the way.',
  ],
  grant_discouraged: ['warning', 'The {grant} grant was removed by RFC 9700: {reason}.'],
  insecure_transport: [
    'warning',
    'The address is http: and not on this machine; everything on the way can read the secret.',
  ],
  // the redirect
  redirect_ignored: ['info', '{count} other request(s) reached the listener and did not end the run.'],
  state_not_sent: ['warning', 'No state was sent in this run, so the redirect proves nothing about who started it.'],
  code_slow: ['warning', 'The code waited {age} before it was sent; this provider lets it live {limit}.'],
  // the wait for a person elsewhere
  address_not_opened: ['warning', 'The provider sent an address that is not opened from here: {received}.'],
  wait_assumed: ['info', 'The answer does not say how long the code lives; {seconds} s were assumed.'],
  polls_left_out: ['info', '{count} more answers said "not yet"; they are left out of this trail.'],
  poll_slowed: ['info', 'The provider wants to be asked less often: every {seconds} s from here on.'],
  poll_failed: ['warning', 'This question did not get through ({reason}); the next one waits {seconds} s.'],
  // the response
  clock_skew: ['warning', 'The provider clock is {skew} away from this one.'],
  content_type_unexpected: ['info', 'The answer says it is {declared}, and it reads as {read}.'],
  not_no_store: ['info', 'The answer does not say Cache-Control: no-store (RFC 6749, section 5.1).'],
  body_repaired: ['warning', 'The body is not what its syntax allows; it was read leniently ({tolerated}).'],
  byte_order_mark: ['info', 'The body starts with a byte order mark, which JSON does not allow.'],
  bytes_not_utf8: ['warning', 'The body is not UTF-8; it was read as {charset}.'],
  member_repeated: ['warning', 'The member {name} occurs more than once; the last one counts for most readers.'],
  envelope: ['info', 'The token response is wrapped: it is read from {place}.'],
  error_with_success_status: ['warning', 'The provider refused and still answered HTTP {status}.'],
  success_with_error_status: ['warning', 'The provider sent tokens with HTTP {status}.'],
  vendor_error_code: ['info', 'The provider calls it {vendor}; it is read as {code}.'],
  tokens_in_location: [
    'warning',
    'The tokens came in the Location of a redirect, where every log on the way can keep them. It was not followed.',
  ],
  redirect_not_followed: ['warning', 'The token endpoint answered HTTP {status} with a Location. It was not followed.'],
  check_failed: ['error', 'A check failed: {of}, {name}. {because}'],
  retry_later: ['info', 'The provider asks to come back at {moment}.'],
  logout_without_hint: [
    'info',
    'No ID token goes along, so the provider cannot tell who signs out and has to ask the person.',
  ],
  answer_unsigned: ['warning', 'A signed answer was asked for, and a plain one came.'],
  answer_not_used: ['warning', 'The answer failed a check, so nothing of it was kept with the tokens.'],
  claims_elsewhere: ['info', 'Some claims are elsewhere ({names}). Their addresses are shown and never asked.'],
  registration_differs: ['warning', 'Asked for {name} {asked}, and registered was {received}.'],
  registration_silent: ['info', 'Asked for, and not named in the answer: {names}.'],
  registration_elsewhere: [
    'warning',
    'The registration is kept at another origin ({origin}) than the one that was asked ({asked}).',
  ],
  registration_replaced: ['info', 'This profile was {client} before.'],
  removal_unconfirmed: ['warning', 'The provider answered HTTP {status} instead of 204, so nothing was cleared here.'],
  client_secret_ends: ['info', 'The client secret ends {moment}.'],
  not_saved: [
    'error',
    'This could not be stored ({reason}). It is shown here and is gone when the program ends; what was stored before is intact.',
  ],
  // the keys of the provider
  key_broken: ['warning', 'The key at {place} of the key set was left out: {why}.'],
  key_id_repeated: ['warning', 'Several keys of the provider are called {keyId}; each that fits is tried.'],
  private_key_published: [
    'error',
    'The provider publishes {count} key(s) with their private or symmetric half; they prove nothing and are not used.',
  ],
  // the fields
  token_type_missing: ['warning', 'The answer has no token_type, which RFC 6749 section 5.1 requires.'],
  token_type_unknown: ['info', 'The token type is {type}; only Bearer can be copied as a plain header.'],
  token_malformed: ['warning', 'The {kind} is not well formed: {reason}.'],
  place_missed: ['warning', '{field} is configured at {place}, and nothing is there.'],
  field_wrong_type: ['warning', '{field} at {place} is {type}, not text.'],
  field_misspelt: ['warning', '{found} is not known here; did you mean {meant}?'],
  field_with_spaces: ['warning', 'The member name "{found}" has spaces around it; did the provider mean {meant}?'],
  field_unknown: ['info', '{names}: not known here; kept as sent.'],
  scope_reduced: ['warning', 'Asked for and not granted: {missing}.'],
  scope_extended: ['info', 'Granted without being asked for: {added}.'],
  scope_absent: ['info', 'The answer names no scope; by RFC 6749 section 5.1 that means exactly what was asked for.'],
  refresh_token_kept: [
    'info',
    'The answer has no new refresh token; the earlier one stays in use (RFC 6749, section 6).',
  ],
  refreshed_elsewhere: [
    'info',
    'Another process refreshed this set meanwhile; its answer is used, and nothing was sent.',
  ],
  refresh_interrupted: [
    'warning',
    'An earlier refresh of this set was stopped before its end. If the provider rotates refresh tokens, this one may be used up.',
  ],
  refresh_unguarded: [
    'warning',
    'The vault could not note that this set is being refreshed ({reason}); another program may refresh it at the same time.',
  ],
  // the metadata
  metadata_issuer_derived: ['info', 'The issuer {issuer} was read from the address that was given.'],
  metadata_other_origin: ['warning', '{members} lie at {origin}, not at the origin of the issuer.'],
  metadata_insecure: ['warning', '{members} are http: addresses of an https: issuer.'],
  metadata_incomplete: ['warning', 'Required and not there: {members}.'],
  metadata_member_invalid: ['warning', '{members}: not of the form that is specified; not used.'],
  metadata_tried: ['info', 'Not found at {addresses}.'],
  metadata_pkce_without_s256: [
    'warning',
    'The metadata lists {listed} for PKCE and not S256. S256 stays chosen: a weaker method is never taken silently (RFC 7636, section 7.2).',
  ],
  metadata_pkce_unlisted: ['info', 'The metadata does not say whether PKCE is supported; S256 is sent all the same.'],
  metadata_authentication_unknown: [
    'warning',
    'The metadata lists only client authentications that are not known here ({listed}); {chosen} was chosen.',
  ],
  metadata_algorithms_unknown: [
    'warning',
    'The metadata lists no algorithm for ID tokens that is known here ({listed}).',
  ],
  metadata_grants_unknown: [
    'info',
    'The metadata lists grants that are not known here ({listed}); they can be sent as a custom grant.',
  ],
  // the time
  lifetime_unknown: ['info', 'Nothing says how long the {kind} lives. Unknown does not mean never.'],
  lifetime_as_text: ['info', '{field} is text ("{sent}"), read as a number.'],
  lifetime_invalid: ['warning', '{field} is "{sent}", which is no lifetime.'],
  lifetime_zero: [
    'warning',
    '{field} is 0. By its words the token has ended already; some providers mean that it never ends.',
  ],
  lifetime_long: ['warning', '{field} is more than a hundred years.'],
  unit_contradiction: [
    'warning',
    'The document says {field} is in {documented}, and the tokens prove {proved}: {arithmetic}.',
  ],
  expiry_contradiction: ['warning', 'The sources for the end of the {kind} are {difference} apart: {arithmetic}.'],
  lifetime_looks_epoch: ['warning', '{field} is {sent}: that looks like a moment, not a duration.'],
  token_inactive: [
    'warning',
    'The provider says that the {kind} is not active, {difference} before its end: {arithmetic}.',
  ],
  active_after_end: [
    'warning',
    'The provider still calls the {kind} active, {difference} after its end: {arithmetic}.',
  ],
  refresh_ends_first: ['warning', 'The refresh token ends before the access token does.'],
} as const satisfies Record<string, readonly [Severity, string]>

export type FindingCode = keyof typeof findingCodes

/** One change of a profile that would answer a finding: an RFC 6901 pointer into the profile document and a value. */
export const fixSchema = z.strictObject({
  place: z.string(),
  value: z.union([z.string(), z.boolean(), z.number(), z.null()]),
})
export type Fix = Readonly<z.infer<typeof fixSchema>>

/** Something the product noticed that did not stop it. `evidence` is safe to show: secrets are masked. */
export const findingSchema = z.strictObject({
  code: z.enum(Object.keys(findingCodes) as [FindingCode, ...FindingCode[]]),
  severity: z.enum(['info', 'warning', 'error']),
  step: z.enum(steps),
  message: z.string(),
  evidence: z.record(z.string(), z.string()),
  fix: fixSchema.optional(),
})
export type Finding = Readonly<z.infer<typeof findingSchema>>

/** Builds a finding; the sentence of its code is filled from the evidence. */
export function finding(
  step: Step,
  code: FindingCode,
  evidence: Readonly<Record<string, string>> = {},
  fix?: Fix,
): Finding {
  const [severity, sentence] = findingCodes[code]
  const message = sentence.replace(/\{(\w+)\}/g, (whole, name: string) => evidence[name] ?? whole).trim()
  const base = { code, severity, step, message, evidence: { ...evidence } }
  return fix === undefined ? base : { ...base, fix }
}
