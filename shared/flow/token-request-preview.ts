import { redirectGrants } from '../dialects/grant-names.ts'
import type { Finding } from '../lib/finding.ts'
import { fail, type Outcome, ok } from '../lib/outcome.ts'
import { type Problem, problem } from '../lib/problem.ts'
import type { ShownRequest } from '../lib/request-part.ts'
import { epochMs } from '../lib/units.ts'
import {
  type AuthorizationRequest,
  buildAuthorizationRequest,
  maskAuthorizationRequest,
} from './authorization-request.ts'
import { asksForCode, readResponseType } from './authorization-request-answer.ts'
import { buildSignedRequest } from './authorization-request-object.ts'
import { buildPushedRequest } from './authorization-request-pushed.ts'
import type { AuthorizationRun, RedirectGrantName } from './authorization-request-run.ts'
import { buildRefreshGrant, type Grant, readGrant } from './grant.ts'
import { buildDirectGrant } from './grant-direct.ts'
import { buildLoopbackUri, type Profile, type SecretName, type Secrets, secretNames } from './profile.ts'
import { buildFilledText, buildVariables, readTemplateVariables, type Variables } from './profile-address.ts'
import { buildTokenRequest, maskTokenRequest } from './token-request.ts'
import { buildClientAssertionClaims, buildGrantAssertionClaims } from './token-request-assertion.ts'
import { buildEndpointAddress } from './token-request-endpoint.ts'
import { buildPendingPreview, readPendingEndpoint } from './token-request-pending-preview.ts'

/** A request before there is a run: what it will look like, and what would stop it. */
export interface PreviewedRequest {
  /** Values that only a run knows stand as placeholders; their part's origin tells which. `null`: it has no form yet. */
  readonly request: ShownRequest | null
  /** `null` when a run could send it as it is. */
  readonly problem: Problem | null
  /** Variables without a value; they stand in the request as `{name}`. */
  readonly missing: readonly string[]
  readonly findings: readonly Finding[]
}

/**
 * The three requests of a profile. `authorize` is what asks a person: the authorization request, or that of a device or a
 * backchannel; `null` for grants that ask nobody.
 */
export interface Preview {
  readonly authorize: PreviewedRequest | null
  readonly token: PreviewedRequest
  readonly refresh: PreviewedRequest
}

/** What a build needs besides the profile: everything a run would know. */
interface Known {
  readonly profile: Profile
  readonly variables: Variables
  readonly secrets: Secrets
}

interface Built {
  readonly request: ShownRequest
  readonly findings: readonly Finding[]
}

const placeholder = 'placeholder'
const marker = (name: string): string => `unset-${name}.invalid`

/**
 * The redirect URI of a run; a loopback port that is chosen when the run starts stands as PORT. Where the endpoint
 * answers itself nobody listens, so there is no port to choose.
 */
export function buildPreviewedRedirectUri({ redirect, dialect }: Profile): string {
  if (redirect.kind !== 'loopback') return redirect.uri
  const chosen = dialect.request.authorize.answer === 'json' ? null : 'PORT'
  return buildLoopbackUri(redirect, redirect.port === 0 ? chosen : redirect.port)
}

function buildRun({ profile, variables, secrets }: Known): AuthorizationRun {
  const { pkce } = profile.dialect.request
  const grant = redirectGrants.includes(profile.grant) ? (profile.grant as RedirectGrantName) : 'authorization_code'
  return {
    grant,
    redirectUri: buildPreviewedRedirectUri(profile),
    state: placeholder,
    nonce: placeholder,
    pkce: pkce === 'off' ? null : { method: pkce, verifier: placeholder, challenge: placeholder },
    variables,
    parameters: {},
    secrets,
  }
}

/** Walks the street up to the grant: a code can be had in no other way, not even for a preview. */
function buildCodeGrant(known: Known): Outcome<Grant> {
  const authorization = `https://${marker('authorization')}`
  const { dialect } = known.profile
  const reachable = { ...dialect, endpoints: { ...dialect.endpoints, authorization } }
  const profile = { ...known.profile, secretInUrlAllowed: true, dialect: reachable }
  const request = buildAuthorizationRequest(profile, buildRun(known))
  if (!request.ok) return request
  const { grant } = readGrant(request.value, buildRedirect(request.value, profile), profile, '')
  if (!grant.ok) return grant
  return grant.value === null ? fail(problem('token-request', 'grant_unsupported')) : ok(grant.value)
}

function buildRedirect(request: AuthorizationRequest, profile: Profile): Parameters<typeof readGrant>[1] {
  const code = [profile.dialect.request.authorize.codeParameter, placeholder] as const
  return {
    maker: request.answer === 'json' ? 'json_answer' : 'loopback',
    url: request.redirectUri,
    parameters: request.state === null ? [code] : [code, ['state', request.state]],
    capturedAt: epochMs(0),
    ignored: 0,
  }
}

function buildAuthorize(known: Known): Outcome<Built> {
  const built = buildAuthorizationRequest(known.profile, buildRun(known))
  if (!built.ok) return built
  const carried = buildCarried(known, built.value)
  if (!carried.ok) return carried
  return { ok: true, value: { request: maskAuthorizationRequest(carried.value), findings: carried.value.findings } }
}

/** Signed and handed in, as a run will do it; the JWT and the name that comes back stand as placeholders. */
function buildCarried(
  { profile, variables, secrets }: Known,
  plain: AuthorizationRequest,
): Outcome<AuthorizationRequest> {
  const { requestObject, pushed } = profile.authorization
  if (requestObject === 'signed' && secrets.private_key === undefined)
    return fail(
      problem('authorization-request', 'secret_missing', { secret: 'private_key' }, 'The profile has no private_key.'),
    )
  const signed = requestObject === 'signed' ? buildSignedRequest(profile, plain, placeholder) : plain
  if (!pushed) return ok(signed)
  const address = buildEndpointAddress(profile, 'pushedAuthorization', variables)
  return address.ok ? ok(buildPushedRequest(profile, signed, placeholder)) : address
}

/** What asks the person, and the template of its address; `null` for grants that ask nobody. */
function previewAuthorize(known: Known): PreviewedRequest | null {
  const { endpoints } = known.profile.dialect
  if (redirectGrants.includes(known.profile.grant)) return previewOne(known, endpoints.authorization, buildAuthorize)
  const endpoint = readPendingEndpoint(known.profile)
  if (endpoint === null) return null
  const proofs = { clientAssertion: placeholder, dpop: null }
  return previewOne(known, endpoints[endpoint], ({ profile, variables, secrets }) =>
    buildPendingPreview(profile, endpoint, { variables, secrets, parameters: {}, proofs }),
  )
}

function buildPreviewedGrant(known: Known): Outcome<Grant> {
  const { grant: kind } = known.profile
  switch (kind) {
    case 'authorization_code':
    case 'implicit':
    case 'hybrid':
      return buildCodeGrant(known)
    case 'device_code':
      return { ok: true, value: { kind, deviceCode: placeholder } }
    case 'ciba':
      return { ok: true, value: { kind, authReqId: placeholder } }
    case 'jwt_bearer':
      return known.profile.assertion.source === 'made'
        ? buildMadeGrant(known)
        : buildDirectGrant(kind, known.profile, known.secrets)
    default:
      return buildDirectGrant(kind, known.profile, known.secrets)
  }
}

function buildToken(known: Known): Outcome<Built> {
  const grant = buildPreviewedGrant(known)
  return grant.ok ? buildFromGrant(known, grant.value) : grant
}

function buildRefresh(known: Known): Outcome<Built> {
  const grant = buildRefreshGrant(placeholder)
  return grant.ok ? buildFromGrant(known, grant.value) : grant
}

function buildFromGrant({ profile, variables, secrets }: Known, grant: Grant): Outcome<Built> {
  const way = profile.dialect.request.clientAuthentication
  const signs = way === 'client_secret_jwt' || way === 'private_key_jwt'
  const claims = signs ? buildClientAssertionClaims(profile, { variables, jti: placeholder, now: epochMs(0) }) : null
  if (claims?.ok === false) return claims
  const built = buildTokenRequest(profile, grant, {
    ...{ variables, secrets, parameters: {} },
    proofs: { clientAssertion: placeholder, dpop: profile.dpop.enabled ? placeholder : null },
  })
  if (!built.ok) return built
  // Whether the two Basic encodings differ depends on the secret, which is not here.
  const findings = built.value.findings.filter((one) => one.code !== 'basic_raw')
  return { ok: true, value: { request: maskTokenRequest(built.value), findings } }
}

/** A stand-in for each secret; that of an assertion is base64url, as a SAML assertion must be. */
function buildSecrets(names: readonly SecretName[]): Secrets {
  return Object.fromEntries(names.map((name) => [name, name === 'assertion' ? 'cGxhY2Vob2xkZXI' : placeholder]))
}

/** The secrets that a run will have: those that are stored, and the tokens that it takes from another profile. */
function listRunSecrets({ tokenExchange }: Profile, stored: readonly SecretName[]): readonly SecretName[] {
  const { subjectProfile, actorProfile } = tokenExchange
  return [
    ...stored,
    ...(subjectProfile === '' ? [] : ['subject_token' as const]),
    ...(actorProfile === '' ? [] : ['actor_token' as const]),
  ]
}

/** A JWT that a run will sign: what would keep it from being made is known before. */
function buildMadeGrant({ profile, variables, secrets }: Known): Outcome<Grant> {
  const claims = buildGrantAssertionClaims(profile, { variables, jti: placeholder, now: epochMs(0) })
  if (!claims.ok) return claims
  if (secrets.private_key === undefined)
    return fail(problem('grant', 'secret_missing', { secret: 'private_key' }, 'The profile has no private_key.'))
  return { ok: true, value: { kind: 'jwt_bearer', assertion: placeholder } }
}

/** The same, with everything allowed and every gap filled by something that can be found again in the result. */
function buildPermissive({ profile, variables }: Known, template: string, missing: readonly string[]): Known {
  const filled = buildFilledText(template, buildVariables(profile, variables))
  const gaps = missing.map((name): [string, string] => [
    name,
    filled.startsWith(`{${name}}`) ? `https://${marker(name)}` : marker(name),
  ])
  // Where it is handed in does not stand in the request that is shown.
  const endpoints = { ...profile.dialect.endpoints, pushedAuthorization: `https://${marker('pushed')}` }
  return {
    profile: {
      ...profile,
      dialect: { ...profile.dialect, endpoints },
      username: profile.username || placeholder,
      customGrantType: profile.customGrantType || placeholder,
      ...{ secretInUrlAllowed: true, insecureAllowed: true },
    },
    variables: { ...variables, ...Object.fromEntries(gaps) },
    secrets: buildSecrets(secretNames),
  }
}

function showGaps(request: ShownRequest, missing: readonly string[]): ShownRequest {
  const url = missing.reduce(
    (text, name) => text.replaceAll(`https://${marker(name)}`, `{${name}}`).replaceAll(marker(name), `{${name}}`),
    request.url,
  )
  return { ...request, url }
}

function previewOne(known: Known, template: string, build: (known: Known) => Outcome<Built>): PreviewedRequest {
  const built = build(known)
  if (built.ok) return { ...built.value, problem: null, missing: [] }
  // redirect_uri comes with the run, so that an address may use it without the profile giving it a value.
  const missing = readTemplateVariables(
    buildFilledText(template, buildVariables(known.profile, known.variables)),
  ).filter((name) => name !== 'redirect_uri')
  const permissive = build(buildPermissive(known, template, missing))
  if (!permissive.ok) return { request: null, problem: built.problem, missing, findings: [] }
  return {
    request: showGaps(permissive.value.request, missing),
    problem: built.problem,
    missing,
    findings: permissive.value.findings,
  }
}

const nothingSent: PreviewedRequest = { request: null, problem: null, missing: [], findings: [] }

/** The tokens of the implicit flow come in the redirect, and nothing is exchanged. */
function hasNoTokenRequest(profile: Profile): boolean {
  const { grant } = profile
  return grant !== 'hybrid' && grant !== 'implicit' ? false : !asksForCode(readResponseType(profile, grant))
}

/**
 * Shows what a profile will send, without a run and without its secrets: the same functions build it that build the
 * real requests. `runtime` are the host's variables; `hasSecret` names the secrets that are stored.
 */
export function buildPreview(profile: Profile, runtime: Variables, hasSecret: readonly SecretName[]): Preview {
  const secrets = buildSecrets(listRunSecrets(profile, hasSecret))
  const known = { profile, variables: runtime, secrets }
  const { token, refresh } = profile.dialect.endpoints
  return {
    authorize: previewAuthorize(known),
    token: hasNoTokenRequest(profile) ? nothingSent : previewOne(known, token, buildToken),
    refresh: previewOne(known, refresh === '' ? token : refresh, buildRefresh),
  }
}
