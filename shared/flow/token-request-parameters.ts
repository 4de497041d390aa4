import { createPartList } from '../lib/part-list.ts'
import type { Origin, RequestPart } from '../lib/request-part.ts'
import type { Grant } from './grant.ts'
import type { Profile } from './profile.ts'
import { buildAccessParameters } from './profile-access.ts'

/** A parameter by its standard name, with its origin. */
export type Parameter = readonly [name: string, value: string, origin: Origin]

/** What is wrong with the authorization details that go along (RFC 9396, section 2): they are a JSON array, or nothing is sent. */
export function findBadDetails(
  { access }: Profile,
  parts: readonly RequestPart[],
): Readonly<Record<string, string>> | null {
  const details = access.authorizationDetails
  if (details === '' || !parts.some((part) => part.origin === 'access' && part.value === details)) return null
  try {
    if (Array.isArray(JSON.parse(details))) return null
  } catch {
    // Named below; the parser's words would quote it.
  }
  return { '/access/authorizationDetails': 'is not a JSON array' }
}

/** The scopes as one parameter, or nothing where none are asked for. */
export function buildScopeParameters(profile: Profile): readonly Parameter[] {
  const { scopeSeparator } = profile.dialect.request
  return profile.scopes.length > 0 ? [['scope', profile.scopes.join(scopeSeparator), 'scope']] : []
}

function buildCodeParameters(profile: Profile, grant: Extract<Grant, { kind: 'authorization_code' }>): Parameter[] {
  // RFC 6749, section 4.1.3 defines no scope here, and strict servers refuse it.
  const parameters: Parameter[] = [
    ['code', grant.code, 'code'],
    ['redirect_uri', grant.redirectUri, 'redirect_uri'],
  ]
  if (grant.codeVerifier !== null) parameters.push(['code_verifier', grant.codeVerifier, 'code_verifier'])
  // RFC 8707, section 2.2: the audience of this token, out of those that were asked for before.
  return [...parameters, ...buildAccessParameters(profile).filter(([name]) => name === 'resource')]
}

/** RFC 8693, section 2.1. */
function buildExchangeParameters(profile: Profile, grant: Extract<Grant, { kind: 'token_exchange' }>): Parameter[] {
  const { subjectTokenType, actorTokenType, requestedTokenType } = profile.tokenExchange
  const parameters: Parameter[] = [
    ['subject_token', grant.subjectToken, 'subject_token'],
    ['subject_token_type', subjectTokenType, 'token_exchange'],
  ]
  if (grant.actorToken !== null) {
    parameters.push(['actor_token', grant.actorToken, 'actor_token'])
    parameters.push(['actor_token_type', actorTokenType, 'token_exchange'])
  }
  if (requestedTokenType !== '') parameters.push(['requested_token_type', requestedTokenType, 'token_exchange'])
  return parameters
}

/** The standard parameters of a grant, by their standard names (RFC 6749, sections 4.1.3, 4.3.2, 4.4.2 and 6, and the others' own). */
function buildStandardParameters(profile: Profile, grant: Grant): readonly Parameter[] {
  const { grantTypes } = profile.dialect.request
  const wanted = [...buildScopeParameters(profile), ...buildAccessParameters(profile)]
  const kind: Parameter = [
    'grant_type',
    grant.kind === 'custom' ? grant.grantType : grantTypes[grant.kind],
    'grant_type',
  ]
  switch (grant.kind) {
    case 'authorization_code':
      return [kind, ...buildCodeParameters(profile, grant)]
    case 'refresh_token':
      // No scope: section 6 then means "as granted before", and a wider one would be refused.
      return [kind, ['refresh_token', grant.refreshToken, 'refresh_token']]
    case 'password':
      return [kind, ['username', grant.username, 'username'], ['password', grant.password, 'password'], ...wanted]
    case 'device_code':
      return [kind, ['device_code', grant.deviceCode, 'device_code']]
    case 'ciba':
      return [kind, ['auth_req_id', grant.authReqId, 'auth_req_id']]
    case 'token_exchange':
      return [kind, ...buildExchangeParameters(profile, grant), ...wanted]
    case 'jwt_bearer':
    case 'saml2_bearer':
      return [kind, ['assertion', grant.assertion, 'assertion'], ...wanted]
    case 'client_credentials':
    case 'custom':
      return [kind, ...wanted]
  }
}

/**
 * The parameters of a token request in the order they are sent: the standard ones with the client's, renamed and
 * thinned out by the dialect; then what dialect, profile and run add. A later one of the same name replaces the earlier.
 */
export function buildGrantParts(
  profile: Profile,
  grant: Grant,
  authentication: readonly RequestPart[],
  runParameters: Readonly<Record<string, string>>,
): readonly RequestPart[] {
  const { token, refresh } = profile.dialect.request
  const refreshing = grant.kind === 'refresh_token'
  const omit = refreshing ? [...token.omit, ...refresh.omit] : token.omit
  const rename = refreshing ? { ...token.rename, ...refresh.rename } : token.rename
  const { add, put, parts } = createPartList(token.placement)
  for (const [name, value, origin] of buildStandardParameters(profile, grant))
    if (!omit.includes(name)) add(rename[name] ?? name, value, origin)
  for (const part of authentication) {
    if (part.in === 'header' && part.origin === 'client_authentication') put(part)
    else if (!omit.includes(part.name)) add(rename[part.name] ?? part.name, part.value, part.origin, part.in)
  }
  for (const [name, value] of Object.entries(token.extra)) add(name, value, 'dialect')
  if (refreshing) for (const [name, value] of Object.entries(refresh.extra)) add(name, value, 'dialect')
  const own = refreshing ? profile.refreshParameters : profile.tokenParameters
  for (const [name, value] of Object.entries(own)) add(name, value, 'profile')
  for (const [name, value] of Object.entries(runParameters)) add(name, value, 'run')
  return parts()
}
