import { type GrantName, redirectGrants } from '../dialects/grant-names.ts'
import type { ClientAuthentication } from '../dialects/request-rules.ts'
import type { JsonObject, JsonValue } from '../lib/json-value.ts'
import { readUrl } from '../lib/url.ts'
import { readResponseType } from './authorization-request-answer.ts'
import { buildLoopbackUri, type Profile } from './profile.ts'

/** What only the host can read of the profile's keys. */
export interface ClientKeys {
  /** The public signing key, a JWK; `null` where there is none. */
  readonly signing: JsonObject | null
  /** The client's certificate as a JWK with `x5c`, and its subject (RFC 4514); `null` where there is none. */
  readonly certificate: { readonly jwk: JsonObject; readonly subject: string } | null
}

/** The registered names (RFC 7591, section 2; RFC 8705, section 2). The two unusual spellings have none of their own. */
const methodNames: Readonly<Record<ClientAuthentication, string>> = {
  none: 'none',
  basic: 'client_secret_basic',
  basic_raw: 'client_secret_basic',
  body: 'client_secret_post',
  query: 'client_secret_post',
  client_secret_jwt: 'client_secret_jwt',
  private_key_jwt: 'private_key_jwt',
  tls_client_auth: 'tls_client_auth',
  self_signed_tls_client_auth: 'self_signed_tls_client_auth',
}

/** Grants whose answers bring a refresh token, usually. */
const refreshable: readonly GrantName[] = ['authorization_code', 'hybrid', 'password', 'device_code', 'ciba']

function buildRedirectUris({ grant, redirect }: Profile): readonly string[] {
  if (!redirectGrants.includes(grant)) return []
  if (redirect.kind !== 'loopback') return [redirect.uri]
  // RFC 8252, section 7.3: any port is allowed, so none is registered where it is chosen in each run.
  return [buildLoopbackUri(redirect, redirect.port === 0 ? null : redirect.port)]
}

function buildGrantTypes({ grant, customGrantType, dialect }: Profile): readonly string[] {
  const { grantTypes } = dialect.request
  const refresh = refreshable.includes(grant) ? [grantTypes.refresh_token] : []
  if (grant === 'implicit') return ['implicit']
  if (grant === 'hybrid') return [grantTypes.authorization_code, 'implicit', ...refresh]
  return [grant === 'custom' ? customGrantType : grantTypes[grant], ...refresh]
}

function buildResponseTypes(profile: Profile): readonly string[] {
  const { grant } = profile
  const isRedirected = grant === 'authorization_code' || grant === 'implicit' || grant === 'hybrid'
  return isRedirected ? [readResponseType(profile, grant)] : []
}

/** The way back from a logout; a port that is chosen in each run is not registered. */
function buildLogoutUris({ lifecycle }: Profile): readonly string[] {
  const { postLogoutRedirectUri: wanted } = lifecycle
  if (wanted === '') return []
  return readUrl(wanted)?.port === '0' ? [wanted.replace(/^([a-z]+:\/\/[^/]*):0(?=\/|$)/, '$1')] : [wanted]
}

/** How the client proves itself, and with which keys. */
function buildProofMembers(profile: Profile, keys: ClientKeys): JsonObject {
  const way = profile.dialect.request.clientAuthentication
  const isTls = way === 'tls_client_auth' || way === 'self_signed_tls_client_auth'
  const { algorithm, macAlgorithm } = profile.signing
  const published = [
    ...(keys.signing === null ? [] : [keys.signing]),
    ...(way === 'self_signed_tls_client_auth' && keys.certificate !== null ? [keys.certificate.jwk] : []),
  ]
  return {
    token_endpoint_auth_method: methodNames[way],
    ...(way === 'private_key_jwt' ? { token_endpoint_auth_signing_alg: algorithm } : {}),
    ...(way === 'client_secret_jwt' ? { token_endpoint_auth_signing_alg: macAlgorithm } : {}),
    ...(way === 'tls_client_auth' && keys.certificate !== null
      ? { tls_client_auth_subject_dn: keys.certificate.subject }
      : {}),
    ...(isTls ? { tls_client_certificate_bound_access_tokens: true } : {}),
    ...(profile.dpop.enabled ? { dpop_bound_access_tokens: true } : {}),
    ...(published.length > 0 ? { jwks: { keys: published } } : {}),
    ...(profile.authorization.requestObject === 'signed' ? { request_object_signing_alg: algorithm } : {}),
  }
}

/** How answers shall be signed; the first algorithm that the profile accepts. */
function buildSignatureMembers({ checks, lifecycle, scopes, dialect }: Profile): JsonObject {
  const [wanted] = checks.algorithms
  const asked = lifecycle.introspectionAnswer === 'jwt' && dialect.endpoints.introspection !== ''
  return {
    ...(wanted !== undefined && scopes.includes('openid') ? { id_token_signed_response_alg: wanted } : {}),
    ...(asked ? { introspection_signed_response_alg: wanted ?? 'RS256' } : {}),
  }
}

/** The client metadata of a profile (RFC 7591, section 2; OpenID Connect Dynamic Client Registration, section 2). */
export function buildClientMetadata(profile: Profile, keys: ClientKeys): JsonObject {
  const { grant, name, scopes } = profile
  const logout = buildLogoutUris(profile)
  const optional: Readonly<Record<string, JsonValue>> = {
    ...(scopes.length > 0 ? { scope: scopes.join(' ') } : {}),
    ...(logout.length > 0 ? { post_logout_redirect_uris: logout } : {}),
    ...(grant === 'ciba' ? { backchannel_token_delivery_mode: 'poll' } : {}),
  }
  return {
    client_name: name,
    application_type: 'native',
    redirect_uris: buildRedirectUris(profile),
    grant_types: buildGrantTypes(profile),
    response_types: buildResponseTypes(profile),
    ...buildProofMembers(profile, keys),
    ...buildSignatureMembers(profile),
    ...optional,
  }
}
