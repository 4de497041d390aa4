import { readJson } from '../dialects/body/read-json.ts'
import { type Finding, finding } from '../lib/finding.ts'
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../lib/json-value.ts'
import { maskUrl } from '../lib/mask.ts'
import { fail, type Outcome, ok } from '../lib/outcome.ts'
import { problem } from '../lib/problem.ts'
import { readUrl } from '../lib/url.ts'
import { type RawResponse, readHeader, readMediaType } from './raw-response.ts'
import { readBodyText } from './raw-response-text.ts'

/** A metadata document that can be used: its issuer is one that was asked for. Every member is kept as sent. */
export interface ReadMetadata {
  readonly issuer: string
  readonly document: JsonObject
  readonly findings: readonly Finding[]
}

/** Members that RFC 8414, section 2, or OpenID Connect Discovery, section 3, requires besides the endpoints. */
const requiredMembers = ['response_types_supported'] as const
const requiredByOpenid = ['jwks_uri', 'subject_types_supported', 'id_token_signing_alg_values_supported'] as const

/** Tells whether a member is the address of an endpoint: `..._endpoint`, `jwks_uri`. */
function isEndpointName(name: string): boolean {
  return /_endpoint$|^jwks_uri$|_iframe$/.test(name)
}

function readTexts(value: JsonValue | undefined): readonly string[] | null {
  return isJsonArray(value) ? value.filter((one) => typeof one === 'string') : null
}

/** What the document must name for its grants (RFC 8414, section 2: without a list they are code and implicit). */
function listNeededEndpoints(document: JsonObject): readonly string[] {
  const grants = readTexts(document.grant_types_supported) ?? ['authorization_code', 'implicit']
  const asksPerson = grants.some((grant) => grant === 'authorization_code' || grant === 'implicit')
  const hasToken = grants.some((grant) => grant !== 'implicit')
  return [...(asksPerson ? ['authorization_endpoint'] : []), ...(hasToken ? ['token_endpoint'] : [])]
}

function describe(value: JsonValue): string {
  return value === null ? 'null' : Array.isArray(value) ? 'an array' : `a ${typeof value}`
}

/** Why the value of a member is no address, or `null` when it is one. */
function readAddressFault(value: JsonValue | undefined): string | null {
  if (value === undefined) return 'It is missing.'
  if (typeof value !== 'string') return `It is ${describe(value)}, not text.`
  const url = readUrl(value)
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:'))
    return 'It is no absolute http or https URL.'
  return url.username === '' && url.password === '' ? null : 'It carries a user name or password.'
}

/** Endpoints at another origin than the issuer: usual with some large providers, and the mark of a document that lies. */
function readOrigins(document: JsonObject, issuer: string): readonly Finding[] {
  const own = readUrl(issuer)
  const elsewhere = new Map<string, string[]>()
  const insecure: string[] = []
  for (const [name, value] of Object.entries(document)) {
    const url = isEndpointName(name) && typeof value === 'string' ? readUrl(value) : null
    if (url === null) continue
    if (url.origin !== own?.origin) elsewhere.set(url.origin, [...(elsewhere.get(url.origin) ?? []), name])
    if (url.protocol === 'http:' && own?.protocol === 'https:') insecure.push(name)
  }
  const findings = [...elsewhere].map(([origin, members]) =>
    finding('raw-response', 'metadata_other_origin', { origin, members: members.join(', ') }),
  )
  return insecure.length === 0
    ? findings
    : [...findings, finding('raw-response', 'metadata_insecure', { members: insecure.join(', ') })]
}

function readMembers(document: JsonObject): readonly Finding[] {
  const isOpenid = document.userinfo_endpoint !== undefined || document.subject_types_supported !== undefined
  const required = [...requiredMembers, ...(isOpenid ? requiredByOpenid : [])]
  const missing = required.filter((name) => document[name] === undefined)
  const lists = Object.entries(document).filter(([name]) => name.endsWith('_supported'))
  const wrong = lists.filter(([, value]) => typeof value !== 'boolean' && !isJsonArray(value)).map(([name]) => name)
  const needed = listNeededEndpoints(document)
  const faulty = Object.entries(document)
    .filter(([name, value]) => isEndpointName(name) && !needed.includes(name) && readAddressFault(value) !== null)
    .map(([name]) => name)
  const invalid = [...wrong, ...faulty]
  return [
    ...(missing.length === 0 ? [] : [finding('raw-response', 'metadata_incomplete', { members: missing.join(', ') })]),
    ...(invalid.length === 0
      ? []
      : [finding('raw-response', 'metadata_member_invalid', { members: invalid.join(', ') })]),
  ]
}

function invalid(reason: string, evidence: Readonly<Record<string, string>> = {}): Outcome<never> {
  return fail(problem('raw-response', 'metadata_invalid', { ...evidence, reason }))
}

/** The issuer of the document is an issuer that was asked for, byte for byte (OpenID Connect Discovery, section 4.3). */
function readIssuer(document: JsonObject, issuers: readonly string[]): Outcome<string> {
  const { issuer } = document
  if (typeof issuer !== 'string')
    return invalid(issuer === undefined ? 'It is missing.' : `It is ${describe(issuer)}, not text.`, {
      member: 'issuer',
    })
  if (issuers.includes(issuer)) return ok(issuer)
  const [expected = ''] = issuers
  const withoutSlash = (text: string): string => text.replace(/\/$/, '')
  const isSlash = withoutSlash(issuer) === withoutSlash(expected)
  const evidence = { expected, received: issuer }
  return fail(
    problem('raw-response', 'issuer_differs', isSlash ? { ...evidence, difference: 'trailing_slash' } : evidence),
  )
}

/** What kept the answer from being a document at all. */
function readAnswerProblem(raw: RawResponse, text: string): Outcome<never> | null {
  const status = String(raw.status)
  const location = readHeader(raw, 'location')
  if (raw.status >= 300 && raw.status < 400)
    return fail(
      problem('raw-response', 'metadata_redirected', {
        status,
        ...(location === null ? {} : { location: maskUrl(location) }),
      }),
    )
  if (raw.status !== 200) return fail(problem('raw-response', 'metadata_not_found', { status }))
  const isPage = readMediaType(raw) === 'text/html' || /^\s*<(!doctype|html)/i.test(text)
  if (!isPage) return null
  const title = /<title[^>]*>([^<]{0,200})/i.exec(text)?.[1]?.trim()
  return fail(problem('raw-response', 'metadata_web_page', title ? { status, title } : { status }))
}

/**
 * Reads a metadata document (RFC 8414, section 3.2; OpenID Connect Discovery, section 4.2). `metadata_not_found`,
 * `metadata_redirected`, `metadata_web_page`, `metadata_invalid` or `issuer_differs` when it cannot be used.
 */
export function readMetadata(raw: RawResponse, issuers: readonly string[]): Outcome<ReadMetadata> {
  const { text, findings } = readBodyText(raw)
  const answered = readAnswerProblem(raw, text)
  if (answered !== null) return answered
  if (text.trim() === '') return invalid('The answer has no body.')
  const reading = readJson(text)
  if (!reading.ok) {
    const { reason, line, column } = reading.misread
    return invalid(`It is no JSON: ${reason}.`, line === null ? {} : { line: String(line), column: String(column) })
  }
  const document = reading.body.value
  if (!isJsonObject(document)) return invalid(`It is ${describe(document)}, not an object.`)
  const issuer = readIssuer(document, issuers)
  if (!issuer.ok) return issuer
  for (const member of listNeededEndpoints(document)) {
    const fault = readAddressFault(document[member])
    if (fault !== null) return invalid(fault, { member })
  }
  const repeated = reading.body.repeated.map((name) => finding('raw-response', 'member_repeated', { name }))
  const noticed = [...repeated, ...readOrigins(document, issuer.value), ...readMembers(document)]
  return ok({ issuer: issuer.value, document, findings: [...findings, ...noticed] })
}
