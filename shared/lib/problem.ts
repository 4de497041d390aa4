import { z } from 'zod'

/** The places where something can stop: the files of `shared/flow` in their order, and the two things around them. */
export const steps = [
  'profile',
  'authorization-request',
  'captured-redirect',
  'grant',
  'token-request',
  'raw-response',
  'token-set',
  'decoded-token',
  'expiry',
  'exchange',
  'vault',
  'contract',
] as const

export type Step = (typeof steps)[number]

/**
 * Every problem code, with what it means. Stable: tools and tests match on them, the interface translates
 * them. A code is never built from strings; a new one is a new row here.
 */
export const problemCodes = {
  // profile
  profile_unknown: 'No profile has this id.',
  profile_invalid: 'The profile or dialect document does not fit its schema; evidence names the member.',
  profile_exists: 'A profile with this id is already stored.',
  import_diverts: 'The document would send what is stored for this profile to another address.',
  variable_missing: 'A URL template uses a variable that has no value.',
  url_invalid: 'A configured address is not an absolute http or https URL.',
  url_insecure: 'A configured address is http: and not on this machine.',
  secret_missing: 'The chosen client authentication needs a secret that is not stored.',
  secret_in_url_refused: 'This profile would put a secret into the URL and nobody has allowed that yet.',
  header_invalid: 'A configured header has characters that HTTP does not allow.',
  grant_unsupported: 'This profile cannot use that grant.',
  key_invalid: 'A key or certificate cannot be used; evidence says why.',
  endpoint_missing: 'The profile names no address for this call.',
  dialect_unknown: 'No preset and no file has this dialect.',
  // authorization-request, captured-redirect
  authorization_endpoint_missing: 'The profile has no authorization endpoint.',
  browser_not_opened: 'The sign-in page could not be opened; the address is shown instead.',
  capture_unsupported: 'This door cannot catch the redirect in the way the profile asks for.',
  pushed_answer_invalid: 'The answer to the pushed request has no request_uri, so that there is nothing to open.',
  request_uri_expired: 'The signed or pushed request has run out; its page can be opened no more.',
  port_taken: 'The loopback port of the registered redirect URI is in use.',
  redirect_timeout: 'Nobody came back from the sign-in page in time.',
  redirect_mismatch: 'The pasted or caught address is not the redirect URI of this run.',
  redirect_unreadable: 'The pasted text is neither a redirect URL nor a code.',
  window_closed: 'The sign-in window was closed before it came back.',
  cancelled: 'The run was cancelled by the person.',
  // grant
  authorization_refused: 'The provider sent an error to the redirect URI.',
  state_missing: 'The redirect carries no state although one was sent.',
  state_mismatch: 'The state that came back is not the one that was sent.',
  issuer_mismatch: 'The iss of the redirect is not the issuer of the profile.',
  code_missing: 'The redirect carries neither a code nor an error.',
  code_used: 'This code was exchanged before.',
  parameter_repeated: 'A parameter that may occur once occurs more than once (RFC 6749, section 3.1).',
  refresh_token_missing: 'There is no refresh token to use.',
  response_jwt_invalid: 'The authorization response is a JWT that cannot be trusted; evidence names what failed.',
  pending_answer_invalid:
    'The answer that should say what the person must do cannot be used; evidence names what is wrong.',
  code_expired: 'Nobody confirmed the sign-in before it ran out.',
  // token-request, raw-response
  network_dns: 'The host name could not be resolved.',
  network_refused: 'Nothing listens at that address.',
  network_reset: 'The connection was closed before the answer was complete.',
  network_timeout: 'A deadline passed; evidence names the phase.',
  network_tls: 'The TLS connection failed; evidence names the reason.',
  network_failed: 'The network failed in another way; evidence names it.',
  response_too_large: 'The answer is larger than the limit.',
  response_malformed: 'The answer is not HTTP.',
  // token-set
  redirect_answered: 'The token endpoint answered with a redirect; it is never followed.',
  body_empty: 'The answer has no body.',
  body_html: 'The answer is a web page, not a token response.',
  body_unreadable: 'The body has none of the syntaxes that the dialect accepts.',
  body_too_deep: 'The body is nested too deeply or has too many members.',
  token_missing: 'The body reads well but holds no access token where the dialect looks for it.',
  provider_refused: 'The provider answered with an error.',
  consent_elsewhere: 'The provider asks to continue at another address and sent no token.',
  metadata_not_found: 'No metadata document was found under this issuer.',
  metadata_invalid: 'The metadata document cannot be used; evidence names what is wrong.',
  metadata_redirected: 'The metadata address answered with a redirect; it is never followed.',
  metadata_web_page: 'The metadata address answered with a web page.',
  issuer_differs: 'The metadata names another issuer than the one that was asked.',
  registration_invalid: 'The answer registers no client; evidence names the member.',
  // decoded-token
  decryption_failed: 'The token is encrypted and cannot be opened; evidence says why.',
  keys_invalid: 'The keys of the provider cannot be used; evidence says what is wrong.',
  token_malformed: 'The token looks like a JWT and is not one; evidence says where.',
  // exchange
  exchange_unknown: 'No exchange has this id.',
  exchange_not_waiting: 'The exchange is not waiting for a redirect.',
  refresh_busy: 'Another process is refreshing this token set and has not come to an end.',
  token_set_unknown: 'No token set has this id.',
  // vault
  vault_locked: 'The vault is locked.',
  vault_unreadable: 'The vault cannot be read; nothing was overwritten.',
  vault_not_saved: 'The vault could not be written; what it held before is intact.',
  passphrase_wrong: 'The passphrase does not open the vault.',
  holder_unavailable: 'There is no keychain that could hold the key.',
  // contract
  call_unknown: 'There is no call of that name.',
  input_invalid: 'The input does not fit the contract.',
  sender_refused: 'The sender may not make calls.',
  unsupported_here: 'This door cannot do that; evidence says why.',
  internal: 'A mistake of ours; evidence has the reference.',
} as const

export type ProblemCode = keyof typeof problemCodes

/** What stopped, where, and what to look at. `evidence` holds masked values only and is safe to show and to store. */
export const problemSchema = z.strictObject({
  step: z.enum(steps),
  code: z.enum(Object.keys(problemCodes) as [ProblemCode, ...ProblemCode[]]),
  /** One English sentence; the interface shows its own words for `code` and this as detail. */
  message: z.string(),
  /** Named facts, e.g. `{ expected: '...', received: '...' }`; secrets masked. */
  evidence: z.record(z.string(), z.string()).optional(),
})

export type Problem = Readonly<z.infer<typeof problemSchema>>

/** Builds a problem; the code's own sentence is the message unless a better one is given. */
export function problem(
  step: Step,
  code: ProblemCode,
  evidence?: Readonly<Record<string, string>>,
  message: string = problemCodes[code],
): Problem {
  return evidence === undefined ? { step, code, message } : { step, code, message, evidence: { ...evidence } }
}
