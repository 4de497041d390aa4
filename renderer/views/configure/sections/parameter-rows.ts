import type { Profile } from '../../../../shared/flow/profile.ts'
import type { Preview, PreviewedRequest } from '../../../../shared/flow/token-request-preview.ts'
import type { RequestPart } from '../../../../shared/lib/request-part.ts'

export type RequestName = keyof Preview

/** The standard parameters of each request (RFC 6749, RFC 7636, OpenID Connect), in the order they are sent. */
export const standardParameters = {
  authorize: [
    'response_type',
    'client_id',
    'redirect_uri',
    'scope',
    'state',
    'nonce',
    'code_challenge',
    'code_challenge_method',
    'username',
    'password',
  ],
  token: [
    'grant_type',
    'code',
    'redirect_uri',
    'code_verifier',
    'username',
    'password',
    'scope',
    'client_id',
    'client_secret',
  ],
  refresh: ['grant_type', 'refresh_token', 'client_id', 'client_secret'],
} as const satisfies Readonly<Record<RequestName, readonly string[]>>

/** Those that only some settings, grants and client authentications send; each has a row where it is sent or changed. */
const furtherParameters = {
  authorize: [
    'response_mode',
    'prompt',
    'max_age',
    'login_hint',
    'acr_values',
    'ui_locales',
    'claims',
    'resource',
    'audience',
    'authorization_details',
    'request',
    'request_uri',
  ],
  token: [
    'resource',
    'audience',
    'authorization_details',
    'device_code',
    'auth_req_id',
    'subject_token',
    'subject_token_type',
    'actor_token',
    'actor_token_type',
    'requested_token_type',
    'assertion',
    'client_assertion_type',
    'client_assertion',
  ],
  refresh: ['resource', 'client_assertion_type', 'client_assertion'],
} as const satisfies Readonly<Record<RequestName, readonly string[]>>

/** One standard parameter of one request: the name it gets, and whether it is sent. */
export interface ParameterRow {
  readonly name: string
  /** The name that the rules give it; its own when they say nothing. */
  readonly sentAs: string
  /** Taken out by the rules of this request; for a refresh also by those of the token request. */
  readonly omitted: boolean
  readonly inherited: boolean
  /** What is sent for it, or `null` when this profile has nothing to send under that name. */
  readonly part: RequestPart | null
}

function findPart(request: PreviewedRequest | null, name: string, sentAs: string): RequestPart | null {
  const parts = request?.request?.parts ?? []
  return (
    parts.find((part) => part.name === sentAs && part.origin !== 'profile' && part.origin !== 'dialect') ??
    parts.find((part) => part.name === sentAs && part.name === name) ??
    null
  )
}

/** The table of a request's standard parameters under the rules of a profile. */
export function buildParameterRows(profile: Profile, name: RequestName, preview: Preview): readonly ParameterRow[] {
  const { request } = profile.dialect
  const own = request[name]
  const before: Pick<typeof own, 'rename' | 'omit'> = name === 'refresh' ? request.token : { rename: {}, omit: [] }
  const rename: Readonly<Record<string, string>> = { ...before.rename, ...own.rename }
  const usual: readonly string[] = standardParameters[name]
  const rows = [...usual, ...furtherParameters[name]].map((parameter) => {
    const sentAs = rename[parameter] ?? parameter
    const inherited = before.omit.includes(parameter)
    const omitted = own.omit.includes(parameter) || inherited
    return {
      name: parameter,
      sentAs,
      omitted,
      inherited,
      part: omitted ? null : findPart(preview[name], parameter, sentAs),
    }
  })
  return rows.filter((row) => usual.includes(row.name) || row.part !== null || row.omitted || row.sentAs !== row.name)
}
