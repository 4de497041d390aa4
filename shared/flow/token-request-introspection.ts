import type { Outcome } from '../lib/outcome.ts'
import type { Profile } from './profile.ts'
import type { TokenRequest, TokenRun } from './token-request.ts'
import { buildEndpointRequest } from './token-request-endpoint.ts'
import type { Parameter } from './token-request-parameters.ts'

/** The token that is asked about or given back. */
export interface NamedToken {
  readonly kind: 'access_token' | 'refresh_token' | 'id_token'
  readonly value: string
}

/** The media type of a signed introspection response (RFC 9701, section 4). */
export const introspectionJwtType = 'application/token-introspection+jwt'

/** The token and the hint that saves the server a search; an ID token has none (RFC 7009, section 2.1). */
export function buildNamedTokenParameters({ kind, value }: NamedToken): readonly Parameter[] {
  const token: Parameter = ['token', value, 'token']
  return kind === 'id_token' ? [token] : [token, ['token_type_hint', kind, 'token']]
}

/** The hint is no secret; the token is. */
function showHint(request: TokenRequest): TokenRequest {
  const parts = request.parts.map((part) => (part.name === 'token_type_hint' ? { ...part, secret: false } : part))
  return { ...request, parts }
}

/** The profile with another media type asked for, whatever its dialect asks for at the token endpoint. */
function askFor(profile: Profile, mediaType: string): Profile {
  const { dialect } = profile
  const { token } = dialect.request
  const others = Object.entries(token.headers).filter(([name]) => name.toLowerCase() !== 'accept')
  const headers = { Accept: mediaType, ...Object.fromEntries(others) }
  return { ...profile, dialect: { ...dialect, request: { ...dialect.request, token: { ...token, headers } } } }
}

/** Builds the introspection request (RFC 7662, section 2.1), for a plain answer or a signed one (RFC 9701, section 4). */
export function buildIntrospectionRequest(profile: Profile, token: NamedToken, run: TokenRun): Outcome<TokenRequest> {
  const asking = profile.lifecycle.introspectionAnswer === 'jwt' ? askFor(profile, introspectionJwtType) : profile
  const built = buildEndpointRequest(asking, 'introspection', buildNamedTokenParameters(token), run)
  return built.ok ? { ok: true, value: showHint(built.value) } : built
}

/** Builds the revocation request (RFC 7009, section 2.1). */
export function buildRevocationRequest(profile: Profile, token: NamedToken, run: TokenRun): Outcome<TokenRequest> {
  const built = buildEndpointRequest(profile, 'revocation', buildNamedTokenParameters(token), run)
  return built.ok ? { ok: true, value: showHint(built.value) } : built
}
