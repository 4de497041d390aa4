import { fail, type Outcome, ok } from '../lib/outcome.ts'
import { problem } from '../lib/problem.ts'
import type { Profile } from './profile.ts'
import { buildAccessParameters } from './profile-access.ts'
import { buildScopeParameters, type Parameter } from './token-request-parameters.ts'

/** What a profile adds to its authorization requests; here is the request that takes their place. */
function buildOwnParameters({ authorizeParameters }: Profile): readonly Parameter[] {
  return Object.entries(authorizeParameters).map(([name, value]) => [name, value, 'profile'])
}

/** The parameters of a device authorization request (RFC 8628, section 3.1), without those that prove the client. */
export function buildDeviceParameters(profile: Profile): readonly Parameter[] {
  return [...buildScopeParameters(profile), ...buildAccessParameters(profile), ...buildOwnParameters(profile)]
}

/** The scopes with `openid`, which CIBA Core, section 7.1, requires. */
function buildOpenidScope(profile: Profile): readonly Parameter[] {
  const scopes = profile.scopes.includes('openid') ? profile.scopes : ['openid', ...profile.scopes]
  return buildScopeParameters({ ...profile, scopes })
}

/**
 * The parameters of a backchannel authentication request (OpenID Connect CIBA Core, section 7.1), without those that prove the
 * client. Without a hint nobody could be asked, so that is a problem of the profile.
 */
export function buildCibaParameters(profile: Profile): Outcome<readonly Parameter[]> {
  const { hintKind, hint, bindingMessage, userCode, requestedExpiry } = profile.ciba
  const named = hint === '' && hintKind === 'login_hint' ? profile.username : hint
  if (named === '')
    return fail(
      problem('token-request', 'profile_invalid', { '/ciba/hint': 'names nobody, so that nobody can be asked' }),
    )
  const parameters: Parameter[] = [...buildOpenidScope(profile), ...buildAccessParameters(profile)]
  // A hint that is a token says more about the person than their name.
  parameters.push([hintKind, named, hintKind === 'login_hint' ? 'ciba' : 'token'])
  if (profile.authorization.acrValues !== '')
    parameters.push(['acr_values', profile.authorization.acrValues, 'authorization'])
  if (bindingMessage !== '') parameters.push(['binding_message', bindingMessage, 'ciba'])
  if (userCode !== '') parameters.push(['user_code', userCode, 'user_code'])
  if (requestedExpiry !== null) parameters.push(['requested_expiry', String(requestedExpiry), 'ciba'])
  return ok([...parameters, ...buildOwnParameters(profile)])
}
