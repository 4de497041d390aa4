import { type Finding, finding } from '../lib/finding.ts'
import { encodeForm } from '../lib/form-text.ts'
import { buildHeaderParts, findBadHeader } from '../lib/header-parts.ts'
import { mask, maskUrl } from '../lib/mask.ts'
import { fail, type Outcome, ok } from '../lib/outcome.ts'
import { problem } from '../lib/problem.ts'
import type { RequestPart, ShownRequest } from '../lib/request-part.ts'
import {
  type AnswerMode,
  asksForCode,
  readAnswerMode,
  readFrontTokens,
  readResponseType,
} from './authorization-request-answer.ts'
import { buildAuthorizationParts, readSentName } from './authorization-request-parameters.ts'
import type { AuthorizationRun, Pkce } from './authorization-request-run.ts'
import type { Profile } from './profile.ts'
import { buildAddress, isInsecureAddress } from './profile-address.ts'
import { readJsonFaults } from './profile-json.ts'

/** An authorization request (RFC 6749, section 4.1.1), unmasked. Kept only while the run lasts. */
export interface AuthorizationRequest {
  readonly url: string
  /** The endpoint alone, as its template filled it. */
  readonly address: string
  /** Sent only where we ask the endpoint ourselves: a browser that is redirected has its own. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  /** Those of the URL, and those that travel in a request object or were pushed. */
  readonly parts: readonly RequestPart[]
  readonly answer: 'redirect' | 'json'
  readonly redirectUri: string
  /** What was really sent, or `null`: the later checks compare with these and with nothing else. */
  readonly state: string | null
  readonly nonce: string | null
  readonly pkce: Pkce | null
  /** As sent; what the grant means where the dialect sends none. */
  readonly responseType: string
  /** How the answer comes back. */
  readonly mode: AnswerMode
  readonly findings: readonly Finding[]
}

function readQuery<T extends { readonly in: RequestPart['in'] }>(parts: readonly T[]): readonly T[] {
  return parts.filter((part) => part.in === 'query')
}

/** The part that a standard parameter was sent as, whoever gave its value. */
export function readPart(
  profile: Profile,
  parts: readonly RequestPart[],
  standardName: string,
): RequestPart | undefined {
  const name = readSentName(profile, standardName)
  return parts.find((part) => part.in !== 'header' && part.name === name)
}

/** What was sent as a standard parameter, or `null`: the answer is compared with that. */
function readSent(profile: Profile, parts: readonly RequestPart[], standardName: string): string | null {
  return readPart(profile, parts, standardName)?.value || null
}

/** RFC 9700, section 2.1.2: no access token in an authorization response. */
function buildDiscouraged(responseType: string): readonly Finding[] {
  if (!readFrontTokens(responseType).includes('access_token')) return []
  const grant = asksForCode(responseType) ? 'hybrid' : 'implicit'
  const reason = 'it hands the access token through the browser, where it can leak and cannot be bound to the client'
  return [finding('authorization-request', 'grant_discouraged', { grant, reason })]
}

function buildFindings(
  profile: Profile,
  parts: readonly RequestPart[],
  address: string,
  responseType: string,
): readonly Finding[] {
  const pkce = asksForCode(responseType) ? profile.dialect.request.pkce : null
  const findings: Finding[] = []
  if (parts.some((part) => part.origin === 'password'))
    findings.push(finding('authorization-request', 'credentials_in_url'))
  if (readSent(profile, parts, 'state') === null) findings.push(finding('authorization-request', 'state_not_sent'))
  if (pkce === 'plain') findings.push(finding('authorization-request', 'pkce_plain'))
  if (pkce === 'off') findings.push(finding('authorization-request', 'pkce_off'))
  if (isInsecureAddress(address)) findings.push(finding('authorization-request', 'insecure_transport'))
  return [...findings, ...buildDiscouraged(responseType)]
}

/** Builds the authorization request, or says what is missing. Nothing has been sent when it fails. */
export function buildAuthorizationRequest(profile: Profile, run: AuthorizationRun): Outcome<AuthorizationRequest> {
  const { authorize } = profile.dialect.request
  const template = profile.dialect.endpoints.authorization
  if (template === '') return fail(problem('authorization-request', 'authorization_endpoint_missing'))
  const variables = { ...run.variables, redirect_uri: encodeURIComponent(run.redirectUri.toWellFormed()) }
  const address = buildAddress(profile, template, variables, 'authorization-request')
  if (!address.ok) return address
  const faults = readJsonFaults(profile, 'authorization-request')
  if (faults !== null) return fail(faults)
  const query = buildAuthorizationParts(profile, run)
  if (query.some((part) => part.origin === 'password') && !profile.secretInUrlAllowed)
    return fail(problem('authorization-request', 'secret_in_url_refused', { parameter: 'password' }))
  const headers = authorize.answer === 'json' ? buildHeaderParts(authorize.headers, null) : []
  const bad = findBadHeader(headers)
  if (bad !== undefined)
    return fail(problem('authorization-request', 'header_invalid', { header: JSON.stringify(bad.name) }))
  const parts = [...query, ...headers]
  const responseType = readSent(profile, query, 'response_type') ?? readResponseType(profile, run.grant)
  return ok({
    url: buildUrl(address.value, query),
    address: address.value,
    headers: headers.map((part) => [part.name, part.value]),
    parts,
    answer: authorize.answer,
    redirectUri: run.redirectUri,
    state: readSent(profile, query, 'state'),
    nonce: readSent(profile, query, 'nonce'),
    pkce: query.some((part) => part.value === run.pkce?.challenge) ? run.pkce : null,
    responseType,
    mode: readAnswerMode(responseType, readSent(profile, query, 'response_mode')),
    findings: buildFindings(profile, query, address.value, responseType),
  })
}

/**
 * The request with its parameters somewhere else: `carrier` takes their place in the URL, beside the standard ones that are `kept`.
 * What moved stays among the parts, so that a person still sees each of them.
 */
export function moveParameters(
  profile: Profile,
  request: AuthorizationRequest,
  moved: readonly RequestPart[],
  kept: readonly string[],
  carrier: RequestPart,
): AuthorizationRequest {
  const keptNames = kept.map((name) => readSentName(profile, name))
  const query = [...readQuery(request.parts).filter((part) => keptNames.includes(part.name)), carrier]
  const others = request.parts.filter((part) => part.in !== 'query')
  return { ...request, url: buildUrl(request.address, query), parts: [...query, ...moved, ...others] }
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
