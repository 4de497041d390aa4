import { type Finding, finding } from '../lib/finding.ts'
import { encodeForm } from '../lib/form-text.ts'
import { buildHeaderParts, findBadHeader } from '../lib/header-parts.ts'
import { mask } from '../lib/mask.ts'
import { fail, type Outcome, ok } from '../lib/outcome.ts'
import { problem } from '../lib/problem.ts'
import type { RequestPart, ShownRequest } from '../lib/request-part.ts'
import { buildMaskedUrl, buildUrl } from './authorization-request.ts'
import type { Grant } from './grant.ts'
import type { Profile, Secrets } from './profile.ts'
import { buildAddress, isInsecureAddress, type Variables } from './profile-address.ts'
import { buildAuthenticationFindings, buildAuthenticationParts, type Proofs } from './token-request-authentication.ts'
import { buildGrantParts, findBadDetails } from './token-request-parameters.ts'

/** A token request (RFC 6749, sections 4.1.3, 4.3.2, 4.4.2, 6), unmasked: it exists between build and send. */
export interface TokenRequest {
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly url: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: string | null
  readonly parts: readonly RequestPart[]
  readonly findings: readonly Finding[]
}

/** What the run adds to the profile. */
export interface TokenRun {
  readonly variables: Variables
  readonly secrets: Secrets
  /** Parameters given for this run only; they win over everything. */
  readonly parameters: Readonly<Record<string, string>>
  readonly proofs: Proofs
}

const mediaTypes = {
  form: 'application/x-www-form-urlencoded',
  json: 'application/json',
  query: null,
  header: null,
} as const

/** The address that this grant is sent to: refreshes may have one of their own. */
export function buildTokenAddress(profile: Profile, grant: Grant, variables: Variables): Outcome<string> {
  const { token, refresh } = profile.dialect.endpoints
  const template = grant.kind === 'refresh_token' && refresh !== '' ? refresh : token
  return buildAddress(profile, template, variables, 'token-request')
}

function buildHeaders(profile: Profile, grant: Grant, hasBody: boolean, { dpop }: Proofs): readonly RequestPart[] {
  const { token, refresh } = profile.dialect.request
  const configured = { ...token.headers, ...(grant.kind === 'refresh_token' ? refresh.headers : {}) }
  const headers = buildHeaderParts(configured, hasBody ? mediaTypes[token.placement] : null)
  return dpop === null ? headers : [...headers, buildDpopPart(dpop)]
}

/** A proof is bound to one request and one moment, so that it is shown as it was sent (RFC 9449, section 4). */
export function buildDpopPart(proof: string): RequestPart {
  return { in: 'header', name: 'DPoP', value: proof, secret: false, origin: 'dpop' }
}

function buildBody(parts: readonly RequestPart[]): string | null {
  const form = parts.filter((part) => part.in === 'form')
  if (form.length > 0) return encodeForm(form.map((part) => [part.name, part.value]))
  const json = parts.filter((part) => part.in === 'json')
  return json.length > 0 ? JSON.stringify(buildJson(json)) : null
}

/** A parameter that occurs often (`resource`) is an array there. */
function buildJson(parts: readonly RequestPart[]): Readonly<Record<string, string | readonly string[]>> {
  const valuesOf = (name: string): readonly string[] =>
    parts.filter((part) => part.name === name).map((part) => part.value)
  return Object.fromEntries(
    parts.map(({ name, value }) => {
      const all = valuesOf(name)
      return [name, all.length > 1 ? all : value]
    }),
  )
}

/**
 * Builds the token request for a grant, exactly as the dialect says, or names what is missing. Refresh takes the same
 * way with the same client authentication. Nothing has been sent when it fails.
 */
export function buildTokenRequest(profile: Profile, grant: Grant, run: TokenRun): Outcome<TokenRequest> {
  const address = buildTokenAddress(profile, grant, run.variables)
  if (!address.ok) return address
  const authentication = buildAuthenticationParts(profile, run.secrets, run.proofs)
  if (!authentication.ok) return authentication
  const parameters = buildGrantParts(profile, grant, authentication.value, run.parameters)
  const details = findBadDetails(profile, parameters)
  if (details !== null) return fail(problem('token-request', 'profile_invalid', details))
  const { method } = profile.dialect.request.token
  const hasBody = parameters.some((part) => part.in === 'form' || part.in === 'json')
  if (method === 'GET' && hasBody)
    return fail(
      problem('token-request', 'profile_invalid', {
        '/dialect/request/token': 'a GET request has no body; place parameters in the query',
      }),
    )
  const parts = [...buildHeaders(profile, grant, hasBody, run.proofs), ...parameters]
  const bad = findBadHeader(parts)
  if (bad !== undefined) return fail(problem('token-request', 'header_invalid', { header: JSON.stringify(bad.name) }))
  const query = parts.filter((part) => part.in === 'query')
  const exposed = query.filter((part) => part.secret && part.origin !== 'code' && part.origin !== 'code_verifier')
  if (exposed.length > 0 && !profile.secretInUrlAllowed)
    return fail(
      problem('token-request', 'secret_in_url_refused', { parameters: exposed.map((part) => part.name).join(', ') }),
    )
  return ok({
    method,
    url: buildUrl(address.value, query),
    headers: parts.filter((part) => part.in === 'header').map((part) => [part.name, part.value]),
    body: buildBody(parts),
    parts,
    findings: [...buildAuthenticationFindings(profile, run.secrets), ...buildFindings(grant, query, address.value)],
  })
}

function buildFindings(grant: Grant, query: readonly RequestPart[], address: string): readonly Finding[] {
  const findings: Finding[] = []
  if (query.some((part) => part.origin === 'client_secret')) findings.push(finding('token-request', 'secret_in_url'))
  if (query.some((part) => part.origin === 'password')) findings.push(finding('token-request', 'credentials_in_url'))
  if (grant.kind === 'password')
    findings.push(
      finding('token-request', 'grant_discouraged', {
        grant: 'password',
        reason: 'it hands the password to the client',
      }),
    )
  if (isInsecureAddress(address)) findings.push(finding('token-request', 'insecure_transport'))
  return findings
}

/** The form of the request that may be shown and stored. */
export function maskTokenRequest(request: TokenRequest): ShownRequest {
  const parts = request.parts.map((part) => (part.secret ? { ...part, value: maskValue(part) } : part))
  return { method: request.method, url: buildMaskedUrl(request, parts), parts, body: buildMaskedBody(parts) }
}

function buildMaskedBody(parts: readonly RequestPart[]): string | null {
  return buildBody(parts)?.replaceAll(encodeURIComponent(mask), mask) ?? null
}

/** An Authorization header keeps its scheme, which is what people look for. */
function maskValue(part: RequestPart): string {
  const scheme = part.in === 'header' ? /^(Basic|Bearer|DPoP) /.exec(part.value)?.[0] : undefined
  return `${scheme ?? ''}${mask}`
}
