import type { RequestPart } from '../lib/request-part.ts'
import { type AuthorizationRequest, moveParameters } from './authorization-request.ts'
import { readSentName } from './authorization-request-parameters.ts'
import type { Profile } from './profile.ts'

/**
 * The parameters that are handed in (RFC 9126, section 2.1): all of the request; where they are signed, the JWT takes their place
 * and the client alone stands beside it (section 3). `request_uri` is the one that must not be there.
 */
export function readPushedParts(profile: Profile, { parts }: AuthorizationRequest): readonly RequestPart[] {
  const client = readSentName(profile, 'client_id')
  const query = parts.filter((part) => part.in === 'query' && part.name !== 'request_uri')
  const isSigned = query.some((part) => part.origin === 'request_object')
  return isSigned ? query.filter((part) => part.origin === 'request_object' || part.name === client) : query
}

/** The request by the name that the provider gave to what was handed in (RFC 9126, section 4). */
export function buildPushedRequest(
  profile: Profile,
  request: AuthorizationRequest,
  requestUri: string,
): AuthorizationRequest {
  const moved = readPushedParts(profile, request).map((part): RequestPart => ({ ...part, in: 'pushed' }))
  const carrier = { in: 'query', name: 'request_uri', value: requestUri, secret: false, origin: 'request_uri' } as const
  return moveParameters(profile, request, moved, ['client_id'], carrier)
}
