import { type Finding, finding } from '../lib/finding.ts'
import { findBadHeader } from '../lib/header-parts.ts'
import type { JsonObject, JsonValue } from '../lib/json-value.ts'
import { isSecretName, mask } from '../lib/mask.ts'
import { fail, type Outcome, ok } from '../lib/outcome.ts'
import { problem } from '../lib/problem.ts'
import type { RequestPart, ShownRequest } from '../lib/request-part.ts'
import { buildMaskedUrl, buildUrl } from './authorization-request.ts'
import type { Profile, Secrets } from './profile.ts'
import { buildAddress, isInsecureAddress, type Variables } from './profile-address.ts'
import { buildEndpointAddress } from './token-request-endpoint.ts'

export type RegistrationAction = 'create' | 'read' | 'update' | 'remove'

/** What one call adds to the profile. */
export interface RegistrationRun {
  readonly action: RegistrationAction
  /** Client metadata; sent with `create` and `update` only. */
  readonly metadata: JsonObject
  /** What some providers hand out to who may register (RFC 7591, section 3), or `null`. */
  readonly initialAccessToken: string | null
  readonly variables: Variables
  readonly secrets: Secrets
}

/** A registration request, unmasked. */
export interface RegistrationRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly url: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: string | null
  readonly parts: readonly RequestPart[]
  readonly findings: readonly Finding[]
}

const methods = { create: 'POST', read: 'GET', update: 'PUT', remove: 'DELETE' } as const

/** What the server alone decides; it may not come back in an update (RFC 7592, section 2.2). */
const serverOnly = [
  'registration_access_token',
  'registration_client_uri',
  'client_secret_expires_at',
  'client_id_issued_at',
]

/** Where the call goes: to the endpoint, or to the place that the registration itself has named. */
function buildRegistrationAddress(profile: Profile, { action, variables }: RegistrationRun): Outcome<string> {
  if (action === 'create') return buildEndpointAddress(profile, 'registration', variables)
  if (profile.registrationClientUri === '')
    return fail(problem('token-request', 'endpoint_missing', { endpoint: 'registrationClientUri' }))
  return buildAddress(profile, profile.registrationClientUri, variables, 'token-request')
}

function readToken({ action, initialAccessToken, secrets }: RegistrationRun): Outcome<string | null> {
  if (action === 'create') return ok(initialAccessToken)
  const { registration_access_token: token } = secrets
  if (token !== undefined && token !== '') return ok(token)
  const secret = 'registration_access_token'
  return fail(problem('token-request', 'secret_missing', { secret }, `The profile has no ${secret}.`))
}

function buildMembers(profile: Profile, { action, metadata }: RegistrationRun): JsonObject | null {
  if (action === 'create') return metadata
  if (action !== 'update') return null
  const kept = Object.entries(metadata).filter(([name]) => !serverOnly.includes(name))
  return { client_id: profile.clientId, ...Object.fromEntries(kept) }
}

/** A member may hold a secret by its name, or be a set of keys whose private halves nobody should have put there. */
function buildMemberPart(name: string, value: JsonValue): RequestPart {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  const isPrivate = name === 'jwks' && /"(d|p|q|dp|dq|qi|k)"\s*:/.test(text)
  return { in: 'json', name, value: text, secret: isSecretName(name) || isPrivate, origin: 'profile' }
}

/** Builds a registration call (RFC 7591, section 3.1; RFC 7592, section 2), or names what is missing. */
export function buildRegistrationRequest(profile: Profile, run: RegistrationRun): Outcome<RegistrationRequest> {
  const address = buildRegistrationAddress(profile, run)
  if (!address.ok) return address
  const token = readToken(run)
  if (!token.ok) return token
  const members = buildMembers(profile, run)
  const header = (name: string, value: string): RequestPart => ({
    ...{ in: 'header', name, value, secret: false, origin: 'protocol' },
  })
  const headers: readonly RequestPart[] = [
    header('Accept', 'application/json'),
    ...(members === null ? [] : [header('Content-Type', 'application/json')]),
    ...(token.value === null
      ? []
      : [{ ...header('Authorization', `Bearer ${token.value}`), secret: true, origin: 'token' as const }]),
  ]
  const bad = findBadHeader(headers)
  if (bad !== undefined) return fail(problem('token-request', 'header_invalid', { header: JSON.stringify(bad.name) }))
  return ok({
    method: methods[run.action],
    url: buildUrl(address.value, []),
    headers: headers.map((part) => [part.name, part.value]),
    body: members === null ? null : JSON.stringify(members),
    parts: [...headers, ...Object.entries(members ?? {}).map(([name, value]) => buildMemberPart(name, value))],
    findings: isInsecureAddress(address.value) ? [finding('token-request', 'insecure_transport')] : [],
  })
}

/** The form of the request that may be shown and stored. */
export function maskRegistrationRequest(request: RegistrationRequest): ShownRequest {
  const hide = (part: RequestPart): RequestPart => {
    if (!part.secret) return part
    return { ...part, value: part.in === 'header' ? `Bearer ${mask}` : mask }
  }
  const secret = request.parts.flatMap((part) => (part.in === 'json' && part.secret ? [part.name] : []))
  const members = request.body === null ? null : (JSON.parse(request.body) as Readonly<Record<string, unknown>>)
  const shown = Object.entries(members ?? {}).map(([name, value]) => [name, secret.includes(name) ? mask : value])
  const parts = request.parts.map(hide)
  return {
    method: request.method,
    url: buildMaskedUrl(request, parts),
    parts,
    body: members === null ? null : JSON.stringify(Object.fromEntries(shown), null, 2),
  }
}
