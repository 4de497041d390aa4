import type { Body } from '../dialects/body/body.ts'
import { readBody } from '../dialects/body/read-body.ts'
import type { Dialect } from '../dialects/dialect.ts'
import type { ResponseRules, Syntax } from '../dialects/response-rules.ts'
import { type Finding, finding } from '../lib/finding.ts'
import { maskUrl } from '../lib/mask.ts'
import { type ProblemCode, problem } from '../lib/problem.ts'
import { type RawResponse, readHeader, readMediaType } from './raw-response.ts'
import { readBodyText } from './raw-response-text.ts'
import type { Refusal, TokenKind, TokenReading } from './token-set.ts'
import { readEnvelope, readExtra } from './token-set-extra.ts'
import {
  readFirst,
  readMissedPlaces,
  readScope,
  readScopeFindings,
  readTokens,
  readTokenType,
} from './token-set-fields.ts'
import { readLifetimes } from './token-set-lifetimes.ts'
import { hasError, readRefusal, readSuccess } from './token-set-refusal.ts'

const mediaTypes: Readonly<Record<Syntax, RegExp>> = {
  json: /^(application|text)\/(.*\+)?json$/,
  relaxed_json: /^(application|text)\/(.*\+)?json5?$/,
  prefixed_json: /^(application|text)\/(.*\+)?json$/,
  jsonp: /javascript$/,
  form: /^application\/x-www-form-urlencoded$/,
  xml: /^(application|text)\/(.*\+)?xml$/,
  location_query: /.*/,
}

function isRedirect(raw: RawResponse): boolean {
  return raw.status >= 300 && raw.status < 400
}

function isSuccessStatus(raw: RawResponse): boolean {
  return raw.status >= 200 && raw.status < 300
}

/** Tokens with a status that says no: only a dialect that judges by the body reads them. */
function readStatusFindings(body: Body, raw: RawResponse): readonly Finding[] {
  if (isSuccessStatus(raw) || body.syntax === 'location_query') return []
  return [finding('token-set', 'success_with_error_status', { status: String(raw.status) })]
}

/** What the way of writing is worth saying: repairs, repeated members, a content type that does not fit. */
function readBodyFindings(body: Body, raw: RawResponse): readonly Finding[] {
  const findings = body.repeated.map((name) => finding('raw-response', 'member_repeated', { name }))
  const declared = readMediaType(raw)
  if (body.tolerated.length > 0)
    findings.push(finding('raw-response', 'body_repaired', { tolerated: body.tolerated.join(', ') }))
  if (declared !== '' && declared !== '*/*' && !mediaTypes[body.syntax].test(declared))
    findings.push(finding('raw-response', 'content_type_unexpected', { declared, read: body.syntax }))
  if (body.syntax === 'location_query') findings.push(finding('raw-response', 'tokens_in_location'))
  return findings
}

type Unreadable = Extract<TokenReading, { kind: 'unreadable' }>

function unreadable(
  code: ProblemCode,
  evidence: Readonly<Record<string, string>>,
  findings: readonly Finding[],
): Unreadable {
  return { kind: 'unreadable', problem: problem('token-set', code, evidence), findings }
}

/** Names why nothing can be read, without quoting the body: an HTML page gives its title and no more. */
export function readUnreadable(
  raw: RawResponse,
  text: string,
  reasons: readonly { reason: string; line: number | null; column: number | null }[],
  findings: readonly Finding[],
): Unreadable {
  const status = String(raw.status)
  const location = readHeader(raw, 'location')
  if (isRedirect(raw) && location !== null)
    return unreadable('redirect_answered', { status, location: maskUrl(location) }, [
      ...findings,
      finding('raw-response', 'redirect_not_followed', { status }),
    ])
  if (text.trim() === '') return unreadable('body_empty', { status }, findings)
  if (/^\s*<(!doctype html|html|head|body)/i.test(text) || readMediaType(raw) === 'text/html') {
    const title = /<title[^<>]*>([^<]{0,200})/i.exec(text)?.[1]?.trim() ?? ''
    return unreadable('body_html', { status, title }, findings)
  }
  const excess = reasons.find(({ reason }) => reason === 'depth' || reason === 'members')
  if (excess !== undefined) return unreadable('body_too_deep', { limit: excess.reason, status }, findings)
  const [first] = reasons
  const place =
    first?.line === null || first === undefined ? {} : { line: String(first.line), column: String(first.column) }
  return unreadable('body_unreadable', { status, reason: maskReason(first?.reason ?? ''), ...place }, findings)
}

/** A parser's message may quote the body; only its first words are kept. */
function maskReason(reason: string): string {
  return reason.replace(/(["'`]).*\1/gs, '$1…$1').slice(0, 120)
}

function refused(
  body: Body,
  raw: RawResponse,
  rules: ResponseRules,
  refusal: Refusal,
  findings: readonly Finding[],
): TokenReading {
  const status = String(raw.status)
  const noticed = [...findings]
  if (isSuccessStatus(raw)) noticed.push(finding('token-set', 'error_with_success_status', { status }))
  if (refusal.vendorCode !== null)
    noticed.push(finding('token-set', 'vendor_error_code', { vendor: refusal.vendorCode, code: refusal.code }))
  const { extra } = readExtra(body, rules)
  return {
    kind: 'refused',
    refusal,
    problem: problem('token-set', 'provider_refused', { error: refusal.code, status }),
    extra,
    repaired: body.tolerated.length > 0,
    findings: noticed,
  }
}

/** A token that was asked for is not there: the provider wants to go on elsewhere, or the place is wrong. */
function readTokenless(
  body: Body,
  raw: RawResponse,
  rules: ResponseRules,
  missing: TokenKind,
  findings: readonly Finding[],
): TokenReading {
  const elsewhere = readFirst(body, rules.continueAt)
  if (elsewhere !== null && typeof elsewhere.value === 'string' && elsewhere.value !== '')
    return unreadable('consent_elsewhere', { address: maskUrl(elsewhere.value), place: elsewhere.at.place }, findings)
  if (!isSuccessStatus(raw)) return refused(body, raw, rules, readRefusal(body, rules), findings)
  const seen = [...body.marks.keys()].filter(
    (place) => /\/(access_?token|token)$/i.test(place) && !rules.fields[missing].includes(place),
  )
  const evidence = {
    places: rules.fields[missing].join(' or '),
    ...(seen.length > 0 ? { seen: seen.join(', ') } : {}),
  }
  return unreadable('token_missing', evidence, findings)
}

function readIssued(
  body: Body,
  raw: RawResponse,
  rules: ResponseRules,
  wanted: WantedTokens,
  noticed: readonly Finding[],
): TokenReading {
  const { tokens, findings } = readTokens(body, rules)
  const missing = wanted.kinds.find((kind) => !tokens.some((token) => token.kind === kind))
  if (missing !== undefined) return readTokenless(body, raw, rules, missing, [...noticed, ...findings])
  const hasAccess = wanted.kinds.includes('access_token')
  const first = tokens.find((token) => token.kind === wanted.kinds[0])
  const { tokenType, findings: ofType } = readTokenType(body, rules)
  const { lifetimes, findings: ofLifetimes } = readLifetimes(body, rules)
  const { extra, findings: ofExtra } = readExtra(body, rules)
  const scope = readScope(body, rules)
  const envelope = readEnvelope(first?.at.place ?? '')
  const ofEnvelope = envelope === '' ? [] : [finding('token-set', 'envelope', { place: envelope })]
  const misspelt = new Set(ofLifetimes.filter((one) => one.code === 'field_misspelt').map((one) => one.evidence.found))
  return {
    kind: 'tokens',
    tokenSet: {
      receivedAt: raw.receivedAt,
      syntax: body.syntax,
      repaired: body.tolerated.length > 0,
      tokens,
      tokenType,
      scope,
      lifetimes,
      extra,
    },
    findings: [
      ...noticed,
      ...readStatusFindings(body, raw),
      ...ofEnvelope,
      ...findings,
      ...readMissedPlaces(body, rules),
      // Type and scope are the access token's.
      ...(hasAccess ? ofType : []),
      ...ofLifetimes,
      ...(hasAccess ? readScopeFindings(scope, wanted.scopes) : []),
      ...ofExtra.filter((one) => one.code !== 'field_misspelt' || !misspelt.has(one.evidence.found)),
    ],
  }
}

/** What an answer must bring: the tokens without which it is none, and the scopes that were asked for. */
export interface WantedTokens {
  readonly kinds: readonly TokenKind[]
  readonly scopes: readonly string[]
}

/**
 * Reads a token response by its dialect. The order of judgement: what cannot be read at all, the dialect's success
 * rule, an error, the HTTP status, then the presence of an access token. Pure and total: the same bytes always give
 * the same reading, and nothing here throws.
 */
export function readTokenResponse(raw: RawResponse, dialect: Dialect, requested: readonly string[] = []): TokenReading {
  return readIssuedTokens(raw, dialect.response, { kinds: ['access_token'], scopes: requested })
}

/** The same for an answer that need not bring an access token: an authorization response (OAuth 2.0 Multiple Response Types). */
export function readIssuedTokens(raw: RawResponse, rules: ResponseRules, wanted: WantedTokens): TokenReading {
  const { text, findings: ofText } = readBodyText(raw)
  const read = readBody({ text, location: isRedirect(raw) ? readHeader(raw, 'location') : null }, rules)
  if (!read.ok) return readUnreadable(raw, text, read.misread, ofText)
  const { body } = read
  const noticed = [...ofText, ...readBodyFindings(body, raw)]
  const success = readSuccess(body, rules)
  if (success.verdict === 'no') return refused(body, raw, rules, readRefusal(body, rules), noticed)
  if (success.verdict === 'silent' && hasError(body, rules))
    return refused(body, raw, rules, readRefusal(body, rules), noticed)
  if (isRedirect(raw) && body.syntax !== 'location_query') return readUnreadable(raw, text, [], noticed)
  if (rules.judgeBy === 'status' && !isSuccessStatus(raw) && body.syntax !== 'location_query')
    return refused(body, raw, rules, readRefusal(body, rules), noticed)
  return readIssued(body, raw, rules, wanted, noticed)
}
