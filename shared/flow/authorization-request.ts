import { type Finding, finding } from '../lib/finding.ts'
import { encodeForm } from '../lib/form-text.ts'
import { buildHeaderParts, findBadHeader } from '../lib/header-parts.ts'
import { isSecretName, mask, maskUrl } from '../lib/mask.ts'
import { fail, type Outcome, ok } from '../lib/outcome.ts'
import { problem } from '../lib/problem.ts'
import type { Origin, RequestPart, ShownRequest } from '../lib/request-part.ts'
import type { Profile, Secrets } from './profile.ts'
import { buildAddress, isInsecureAddress, type Variables } from './profile-address.ts'

/** The PKCE pair of one run (RFC 7636); the challenge is made by whoever can hash. */
export interface Pkce {
  readonly method: 'S256' | 'plain'
  readonly verifier: string
  readonly challenge: string
}

/** What one run adds to the profile to ask for an authorization. */
export interface AuthorizationRun {
  readonly redirectUri: string
  readonly state: string
  readonly nonce: string
  readonly pkce: Pkce | null
  /** Values of host variables, e.g. `{practice}`. */
  readonly variables: Variables
  /** Parameters given for this run only; they win over everything. */
  readonly parameters: Readonly<Record<string, string>>
  readonly secrets: Secrets
}

/** An authorization request (RFC 6749, section 4.1.1), unmasked. Kept only while the run lasts. */
export interface AuthorizationRequest {
  readonly url: string
  /** Sent only where we ask the endpoint ourselves: a browser that is redirected has its own. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly parts: readonly RequestPart[]
  readonly answer: 'redirect' | 'json'
  readonly redirectUri: string
  /** What was really sent, or `null`: the later checks compare with these and with nothing else. */
  readonly state: string | null
  readonly nonce: string | null
  readonly pkce: Pkce | null
  readonly findings: readonly Finding[]
}

type Parameter = readonly [name: string, value: string, origin: Origin]

/** The standard parameters of this profile and run, by their standard names and in the order of the RFC. */
function buildStandardParameters(profile: Profile, run: AuthorizationRun): readonly Parameter[] {
  const { request } = profile.dialect
  const parameters: Parameter[] = [
    ['response_type', 'code', 'response_type'],
    ['client_id', profile.clientId, 'client_id'],
    ['redirect_uri', run.redirectUri, 'redirect_uri'],
  ]
  if (profile.scopes.length > 0) parameters.push(['scope', profile.scopes.join(request.scopeSeparator), 'scope'])
  parameters.push(['state', run.state, 'state'])
  // OpenID Connect Core, section 3.1.2.1: a nonce belongs to a request that asks for an ID token.
  if (profile.scopes.includes('openid')) parameters.push(['nonce', run.nonce, 'nonce'])
  if (run.pkce !== null) {
    parameters.push(['code_challenge', run.pkce.challenge, 'code_challenge'])
    parameters.push(['code_challenge_method', run.pkce.method, 'code_challenge'])
  }
  if (request.authorize.sendsCredentials) {
    if (profile.username !== '') parameters.push(['username', profile.username, 'username'])
    if (run.secrets.password !== undefined) parameters.push(['password', run.secrets.password, 'password'])
  }
  return parameters
}

/** Applies the dialect's and then the person's changes. A later parameter of the same name replaces the earlier. */
function buildParts(profile: Profile, run: AuthorizationRun): readonly RequestPart[] {
  const { authorize } = profile.dialect.request
  const sent = new Map<string, RequestPart>()
  const add = (name: string, value: string, origin: Origin): void => {
    if (value === '' && origin !== 'run' && origin !== 'profile') return
    // A person may add a secret of any origin, and may replace one by another.
    const secret = origin === 'password' || isSecretName(name) || sent.get(name)?.secret === true
    sent.set(name, { in: 'query', name, value, secret, origin })
  }
  for (const [name, value, origin] of buildStandardParameters(profile, run))
    if (!authorize.omit.includes(name)) add(authorize.rename[name] ?? name, value, origin)
  for (const [name, value] of Object.entries(authorize.extra)) add(name, value, 'dialect')
  for (const [name, value] of Object.entries(profile.authorizeParameters)) add(name, value, 'profile')
  for (const [name, value] of Object.entries(run.parameters)) add(name, value, 'run')
  return [...sent.values()]
}

function readQuery<T extends { readonly in: RequestPart['in'] }>(parts: readonly T[]): readonly T[] {
  return parts.filter((part) => part.in === 'query')
}

/** What was sent as a standard parameter, whoever gave its value: the answer is compared with that. */
function readSent(profile: Profile, query: readonly RequestPart[], standardName: string): string | null {
  const name = profile.dialect.request.authorize.rename[standardName] ?? standardName
  return query.find((part) => part.name === name)?.value || null
}

function buildFindings(profile: Profile, parts: readonly RequestPart[], address: string): readonly Finding[] {
  const { pkce } = profile.dialect.request
  const findings: Finding[] = []
  if (parts.some((part) => part.origin === 'password'))
    findings.push(finding('authorization-request', 'credentials_in_url'))
  if (readSent(profile, parts, 'state') === null) findings.push(finding('authorization-request', 'state_not_sent'))
  if (pkce === 'plain') findings.push(finding('authorization-request', 'pkce_plain'))
  if (pkce === 'off') findings.push(finding('authorization-request', 'pkce_off'))
  if (isInsecureAddress(address)) findings.push(finding('authorization-request', 'insecure_transport'))
  return findings
}

/** Builds the authorization request, or says what is missing. Nothing has been sent when it fails. */
export function buildAuthorizationRequest(profile: Profile, run: AuthorizationRun): Outcome<AuthorizationRequest> {
  const { authorize } = profile.dialect.request
  const template = profile.dialect.endpoints.authorization
  if (template === '') return fail(problem('authorization-request', 'authorization_endpoint_missing'))
  const variables = { ...run.variables, redirect_uri: encodeURIComponent(run.redirectUri.toWellFormed()) }
  const address = buildAddress(profile, template, variables, 'authorization-request')
  if (!address.ok) return address
  const query = buildParts(profile, run)
  if (query.some((part) => part.origin === 'password') && !profile.secretInUrlAllowed)
    return fail(problem('authorization-request', 'secret_in_url_refused', { parameter: 'password' }))
  const headers = authorize.answer === 'json' ? buildHeaderParts(authorize.headers, null) : []
  const bad = findBadHeader(headers)
  if (bad !== undefined)
    return fail(problem('authorization-request', 'header_invalid', { header: JSON.stringify(bad.name) }))
  const parts = [...query, ...headers]
  return ok({
    url: buildUrl(address.value, query),
    headers: headers.map((part) => [part.name, part.value]),
    parts,
    answer: authorize.answer,
    redirectUri: run.redirectUri,
    state: readSent(profile, query, 'state'),
    nonce: readSent(profile, query, 'nonce'),
    pkce: query.some((part) => part.value === run.pkce?.challenge) ? run.pkce : null,
    findings: buildFindings(profile, query, address.value),
  })
}

/** Joins parameters to an address that may already have a query. A fragment never leaves this machine. */
export function buildUrl(address: string, parts: readonly Pick<RequestPart, 'name' | 'value'>[]): string {
  const [base = ''] = address.split('#', 1)
  if (parts.length === 0) return base
  const query = encodeForm(parts.map((part) => [part.name, part.value]))
  if (!base.includes('?')) return `${base}?${query}`
  return base.endsWith('?') || base.endsWith('&') ? `${base}${query}` : `${base}&${query}`
}

/** The form of the request that may be shown and stored. */
export function maskAuthorizationRequest(request: AuthorizationRequest): ShownRequest {
  const parts = request.parts.map((part) => (part.secret ? { ...part, value: mask } : part))
  return { method: 'GET', url: buildMaskedUrl(request, parts), parts, body: null }
}

/** The address of a request with its masked parts in the place of its own; what the template brought along stays. */
export function buildMaskedUrl(
  request: { readonly url: string; readonly parts: readonly RequestPart[] },
  masked: ShownRequest['parts'],
): string {
  const [address = ''] = request.url.split('?', 1)
  const given = request.url.length > address.length ? request.url.slice(address.length + 1) : ''
  const own = encodeForm(readQuery(request.parts).map((part) => [part.name, part.value]))
  const before = given.slice(0, given.length - own.length).replace(/&$/, '')
  const shown = buildUrl(before === '' ? address : `${address}?${before}`, readQuery(masked))
  return maskUrl(shown).replaceAll(encodeURIComponent(mask), mask)
}
