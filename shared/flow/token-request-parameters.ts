import { isSecretName } from '../lib/mask.ts'
import type { Origin, RequestPart } from '../lib/request-part.ts'
import type { Grant } from './grant.ts'
import type { Profile } from './profile.ts'

type Parameter = readonly [name: string, value: string, origin: Origin]

const secretOrigins: readonly Origin[] = ['code', 'code_verifier', 'refresh_token', 'password', 'client_secret']

/** The standard parameters of a grant, by their standard names (RFC 6749, sections 4.1.3, 4.3.2, 4.4.2 and 6). */
function buildStandardParameters(profile: Profile, grant: Grant): readonly Parameter[] {
  const { grantTypes, scopeSeparator } = profile.dialect.request
  const scope: readonly Parameter[] =
    profile.scopes.length > 0 ? [['scope', profile.scopes.join(scopeSeparator), 'scope']] : []
  const kind: Parameter = ['grant_type', grantTypes[grant.kind], 'grant_type']
  switch (grant.kind) {
    case 'authorization_code': {
      // Section 4.1.3 defines no scope here, and strict servers refuse it.
      const parameters: Parameter[] = [
        kind,
        ['code', grant.code, 'code'],
        ['redirect_uri', grant.redirectUri, 'redirect_uri'],
      ]
      if (grant.codeVerifier !== null) parameters.push(['code_verifier', grant.codeVerifier, 'code_verifier'])
      return parameters
    }
    case 'refresh_token':
      // No scope: section 6 then means "as granted before", and a wider one would be refused.
      return [kind, ['refresh_token', grant.refreshToken, 'refresh_token']]
    case 'password':
      return [kind, ['username', grant.username, 'username'], ['password', grant.password, 'password'], ...scope]
    case 'client_credentials':
      return [kind, ...scope]
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
  const sent = new Map<string, RequestPart>()
  const add = (name: string, value: string, origin: Origin, place = token.placement): void => {
    const key = `${place} ${name}`
    // A person may add a secret of any origin, and may replace one by another.
    const secret = secretOrigins.includes(origin) || isSecretName(name) || sent.get(key)?.secret === true
    sent.set(key, { in: place, name, value, secret, origin })
  }
  for (const [name, value, origin] of buildStandardParameters(profile, grant))
    if (!omit.includes(name)) add(rename[name] ?? name, value, origin)
  for (const part of authentication) {
    if (part.origin === 'client_authentication') sent.set('header Authorization', part)
    else if (!omit.includes(part.name)) add(rename[part.name] ?? part.name, part.value, part.origin, part.in)
  }
  for (const [name, value] of Object.entries(token.extra)) add(name, value, 'dialect')
  if (refreshing) for (const [name, value] of Object.entries(refresh.extra)) add(name, value, 'dialect')
  const own = refreshing ? profile.refreshParameters : profile.tokenParameters
  for (const [name, value] of Object.entries(own)) add(name, value, 'profile')
  for (const [name, value] of Object.entries(runParameters)) add(name, value, 'run')
  return [...sent.values()]
}
