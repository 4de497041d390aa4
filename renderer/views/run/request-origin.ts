import type { Origin } from '../../../shared/lib/request-part.ts'
import type { RequestLine } from './request-lines.ts'

/** What is known around a request when it is said where its lines come from. */
export interface OriginContext {
  readonly step: 'authorization-request' | 'token-request' | 'side-call'
  /** The redirect URI of step 1, or `null` when there was none. */
  readonly redirectUri: string | null
  /** The request is not sent yet. */
  readonly planned: boolean
  /** Id and secret are joined as they are and not form-encoded first. */
  readonly basicRaw: boolean
}

type Refined =
  | 'authorization_endpoint'
  | 'other_endpoint'
  | 'basic_raw'
  | 'basic_encoded'
  | 'code_planned'
  | 'redirect_uri_same'
  | 'redirect_uri_differs'
  | 'redirect_uri_planned'
  | 'grant_type_own'
  | 'content_type'
  | 'refused'

export type OriginCode = Origin | Refined

const endpointCodes = {
  'authorization-request': 'authorization_endpoint',
  'token-request': 'endpoint',
  'side-call': 'other_endpoint',
} as const

const standardGrants = ['authorization_code', 'refresh_token', 'password', 'client_credentials']

function readRedirectCode(line: RequestLine, context: OriginContext): OriginCode {
  if (context.step === 'authorization-request' || context.redirectUri === null) return 'redirect_uri'
  if (context.planned) return 'redirect_uri_planned'
  return line.value === encodeURIComponent(context.redirectUri) || line.value === JSON.stringify(context.redirectUri)
    ? 'redirect_uri_same'
    : 'redirect_uri_differs'
}

/** Says where a line of a request comes from; `null` for a line that is only form. */
export function readOriginCode(line: RequestLine, context: OriginContext): OriginCode | null {
  switch (line.origin) {
    case null:
      return null
    case 'endpoint':
      return endpointCodes[context.step]
    case 'client_authentication':
      return context.basicRaw ? 'basic_raw' : 'basic_encoded'
    case 'code':
      return context.planned ? 'code_planned' : 'code'
    case 'redirect_uri':
      return readRedirectCode(line, context)
    case 'grant_type':
      return standardGrants.includes(line.value) ? 'grant_type' : 'grant_type_own'
    case 'dialect':
      return /^content-type/i.test(line.lead) ? 'content_type' : 'dialect'
    default:
      return line.origin
  }
}
