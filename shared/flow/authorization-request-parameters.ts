import { createPartList } from '../lib/part-list.ts'
import type { Origin, RequestPart } from '../lib/request-part.ts'
import { asksForCode, readFrontTokens, readResponseType } from './authorization-request-answer.ts'
import type { AuthorizationRun } from './authorization-request-run.ts'
import type { Profile } from './profile.ts'
import { buildAccessParameters } from './profile-access.ts'

type Parameter = readonly [name: string, value: string, origin: Origin]

/** The name that this provider has for a standard parameter. */
export function readSentName(profile: Profile, standardName: string): string {
  return profile.dialect.request.authorize.rename[standardName] ?? standardName
}

/** The response type as it will be sent, whoever says it last; where it is not sent, what the grant means. */
function readAskedType(profile: Profile, run: AuthorizationRun): string {
  const name = readSentName(profile, 'response_type')
  const { extra } = profile.dialect.request.authorize
  return (
    run.parameters[name] ?? profile.authorizeParameters[name] ?? (extra[name] || readResponseType(profile, run.grant))
  )
}

/** What the person has set besides (OpenID Connect Core, section 3.1.2.1); an empty setting is not sent. */
function buildSettingParameters({ authorization }: Profile): readonly Parameter[] {
  const { responseMode, prompt, maxAge, loginHint, acrValues, uiLocales, claims } = authorization
  const settings: readonly (readonly [string, string])[] = [
    ['response_mode', responseMode],
    ['prompt', prompt],
    // 0 is a value: sign in again, whenever that was.
    ['max_age', maxAge === null ? '' : String(maxAge)],
    ['login_hint', loginHint],
    ['acr_values', acrValues],
    ['ui_locales', uiLocales],
    ['claims', claims],
  ]
  return settings.map(([name, value]) => [name, value, 'authorization'])
}

/** The standard parameters of this profile and run, by their standard names and in the order of the RFC. */
function buildStandardParameters(profile: Profile, run: AuthorizationRun): readonly Parameter[] {
  const { request } = profile.dialect
  const asked = readAskedType(profile, run)
  const parameters: Parameter[] = [
    ['response_type', readResponseType(profile, run.grant), 'response_type'],
    ['client_id', profile.clientId, 'client_id'],
    ['redirect_uri', run.redirectUri, 'redirect_uri'],
  ]
  if (profile.scopes.length > 0) parameters.push(['scope', profile.scopes.join(request.scopeSeparator), 'scope'])
  parameters.push(['state', run.state, 'state'])
  // OpenID Connect Core, sections 3.1.2.1 and 3.2.2.1: a nonce belongs to a request that asks for an ID token.
  if (profile.scopes.includes('openid') || readFrontTokens(asked).includes('id_token'))
    parameters.push(['nonce', run.nonce, 'nonce'])
  // A verifier has nowhere to go where no code is exchanged.
  if (run.pkce !== null && asksForCode(asked)) {
    parameters.push(['code_challenge', run.pkce.challenge, 'code_challenge'])
    parameters.push(['code_challenge_method', run.pkce.method, 'code_challenge'])
  }
  parameters.push(...buildSettingParameters(profile), ...buildAccessParameters(profile))
  if (request.authorize.sendsCredentials) {
    if (profile.username !== '') parameters.push(['username', profile.username, 'username'])
    if (run.secrets.password !== undefined) parameters.push(['password', run.secrets.password, 'password'])
  }
  return parameters
}

/** All parameters in the order they are sent: the standard's, changed by the dialect, the profile and the run, the run last. */
export function buildAuthorizationParts(profile: Profile, run: AuthorizationRun): readonly RequestPart[] {
  const { authorize } = profile.dialect.request
  const { add, parts } = createPartList('query')
  for (const [name, value, origin] of buildStandardParameters(profile, run))
    if (value !== '' && !authorize.omit.includes(name)) add(authorize.rename[name] ?? name, value, origin)
  for (const [name, value] of Object.entries(authorize.extra)) if (value !== '') add(name, value, 'dialect')
  for (const [name, value] of Object.entries(profile.authorizeParameters)) add(name, value, 'profile')
  for (const [name, value] of Object.entries(run.parameters)) add(name, value, 'run')
  return parts()
}
