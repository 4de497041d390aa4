import { readJson } from '../dialects/body/read-json.ts'
import { createJsonObject, type JsonObject, type JsonValue } from '../lib/json-value.ts'
import type { RequestPart } from '../lib/request-part.ts'
import { readUrl } from '../lib/url.ts'
import { type AuthorizationRequest, moveParameters, readPart } from './authorization-request.ts'
import type { Profile } from './profile.ts'

/** What a signed request says about itself; whoever signs knows the time and can make an id. */
export interface RequestObjectFrame {
  /** The issuer of the profile, or ''. */
  readonly issuer: string
  /** Seconds since 1970. */
  readonly issuedAt: number
  /** Seconds. */
  readonly lifetime: number
  readonly id: string
}

/** Members of the JWT itself, and those that must not be in it (RFC 9101, section 4). */
const framed = ['iss', 'aud', 'iat', 'nbf', 'exp', 'jti', 'request', 'request_uri']

/** JSON stays JSON and a number a number inside the JWT (RFC 9101, section 4). Text that is not what it should be stays text. */
function readMember(name: string, value: string): JsonValue {
  if (name === 'max_age' && /^\d{1,15}$/.test(value)) return Number(value)
  if (name !== 'claims' && name !== 'authorization_details') return value
  const read = readJson(value)
  return read.ok ? read.body.value : value
}

function listCarried({ parts }: AuthorizationRequest): readonly RequestPart[] {
  return parts.filter((part) => part.in === 'query' && !framed.includes(part.name))
}

/** The claims of a request object (RFC 9101, section 4): every parameter of the request, and what makes it good once. */
export function buildRequestObjectClaims(
  profile: Profile,
  request: AuthorizationRequest,
  frame: RequestObjectFrame,
): JsonObject {
  const claims = createJsonObject()
  claims.iss = profile.clientId
  // Section 4: the authorization server. Who has no issuer is named by its origin.
  claims.aud = frame.issuer === '' ? (readUrl(request.address)?.origin ?? request.address) : frame.issuer
  claims.iat = frame.issuedAt
  claims.nbf = frame.issuedAt
  claims.exp = frame.issuedAt + frame.lifetime
  claims.jti = frame.id
  for (const part of listCarried(request)) {
    const earlier = claims[part.name]
    const value = readMember(part.name, part.value)
    // Only resources occur more than once.
    claims[part.name] = earlier === undefined ? value : [earlier, value].flat()
  }
  return claims
}

/**
 * The request with its parameters in a signed JWT. Beside it the URL keeps what RFC 9101, section 5 wants (the client) and OpenID
 * Connect Core, section 6.1 (response type and scope).
 */
export function buildSignedRequest(profile: Profile, request: AuthorizationRequest, jwt: string): AuthorizationRequest {
  const secret = request.parts.some((part) => part.in === 'query' && part.secret)
  const carried: RequestPart = { in: 'query', name: 'request', value: jwt, secret, origin: 'request_object' }
  const asksForIdentity = (readPart(profile, request.parts, 'scope')?.value ?? '').split(' ').includes('openid')
  const kept = asksForIdentity ? ['client_id', 'response_type', 'scope'] : ['client_id', 'response_type']
  const moved = listCarried(request).map((part): RequestPart => ({ ...part, in: 'request_object' }))
  return moveParameters(profile, request, moved, kept, carried)
}
