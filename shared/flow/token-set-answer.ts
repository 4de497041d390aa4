import { readBody } from '../dialects/body/read-body.ts'
import type { Dialect } from '../dialects/dialect.ts'
import { type Finding, finding } from '../lib/finding.ts'
import { isJsonObject, type JsonObject } from '../lib/json-value.ts'
import { type Problem, problem } from '../lib/problem.ts'
import { type RawResponse, readMediaType } from './raw-response.ts'
import { readChallenge } from './raw-response-challenge.ts'
import { readRetryMoment } from './raw-response-retry.ts'
import { readBodyText } from './raw-response-text.ts'
import { readUnreadable } from './token-set-reading.ts'
import { hasError, readRefusal } from './token-set-refusal.ts'

/** The answer to a call around the tokens, before its claims are judged. */
export type AnswerReading =
  | { readonly kind: 'claims'; readonly claims: JsonObject; readonly findings: readonly Finding[] }
  /** A JWT; nothing in it is read here. */
  | { readonly kind: 'jwt'; readonly jwt: string; readonly findings: readonly Finding[] }
  /** A success without a body, which some calls are answered with. */
  | { readonly kind: 'nothing'; readonly findings: readonly Finding[] }
  | { readonly kind: 'stopped'; readonly problem: Problem; readonly findings: readonly Finding[] }

/** Three or five parts of base64url, as a JWS or JWE has them; the first letter is that of a JSON object. */
const compactJose = /^e[\w-]+\.[\w-]*\.[\w-]*(\.[\w-]*\.[\w-]*)?$/

function isSuccess({ status }: RawResponse): boolean {
  return status >= 200 && status < 300
}

/** Calls around the tokens are answered in JSON, whatever the token endpoint of a dialect speaks. */
function readJsonBody(text: string, { response }: Dialect) {
  return readBody({ text, location: null }, { ...response, syntaxes: ['json'], readLocation: false })
}

/** Names the refusal by its challenge, else by the dialect's error places, else by the status alone. */
function readRefused(raw: RawResponse, text: string, dialect: Dialect, findings: readonly Finding[]): AnswerReading {
  const challenge = readChallenge(raw)
  const read = readJsonBody(text, dialect)
  const refusal = read.ok && hasError(read.body, dialect.response) ? readRefusal(read.body, dialect.response) : null
  const status = String(raw.status)
  const error = challenge?.error ?? refusal?.code ?? null
  if (error === null && !read.ok && raw.status < 500 && raw.status !== 401 && raw.status !== 403 && text.trim() !== '')
    return { kind: 'stopped', problem: readUnreadable(raw, text, read.misread, []).problem, findings }
  const retry = readRetryMoment(raw)
  const description = challenge?.description ?? refusal?.description ?? null
  const evidence = {
    error: error ?? 'invalid_response',
    status,
    ...(description === null ? {} : { description }),
    ...(challenge?.scope === null || challenge === null ? {} : { scope: challenge.scope }),
    ...(retry === null ? {} : { retryAt: new Date(retry).toISOString() }),
  }
  const later =
    retry === null ? [] : [finding('raw-response', 'retry_later', { moment: new Date(retry).toISOString() })]
  const noticed = isSuccess(raw) ? [finding('token-set', 'error_with_success_status', { status })] : []
  return {
    kind: 'stopped',
    problem: problem('token-set', 'provider_refused', evidence),
    findings: [...findings, ...noticed, ...later],
  }
}

/**
 * Reads the answer to a call around the tokens: claims as JSON, a JWT, nothing, or why it is none of them. Like the reading of a
 * token response it is pure and total; a refusal has the OAuth code that the challenge or the body names.
 */
export function readAnswer(raw: RawResponse, dialect: Dialect): AnswerReading {
  const { text, findings } = readBodyText(raw)
  const trimmed = text.trim()
  if (!isSuccess(raw)) {
    const isRedirect = raw.status >= 300 && raw.status < 400
    if (!isRedirect) return readRefused(raw, text, dialect, findings)
    return { kind: 'stopped', problem: readUnreadable(raw, text, [], []).problem, findings }
  }
  if (trimmed === '') return { kind: 'nothing', findings }
  const declared = readMediaType(raw)
  if (/^application\/(.+\+)?jwt$/.test(declared)) return { kind: 'jwt', jwt: trimmed, findings }
  const read = readJsonBody(text, dialect)
  if (!read.ok && compactJose.test(trimmed)) {
    const found = declared === '' ? [] : [finding('raw-response', 'content_type_unexpected', { declared, read: 'jwt' })]
    return { kind: 'jwt', jwt: trimmed, findings: [...findings, ...found] }
  }
  if (!read.ok) return { kind: 'stopped', problem: readUnreadable(raw, text, read.misread, []).problem, findings }
  const { body } = read
  if (hasError(body, dialect.response)) return readRefused(raw, text, dialect, findings)
  if (!isJsonObject(body.value)) {
    const evidence = { status: String(raw.status), reason: 'JSON, and no object' }
    return { kind: 'stopped', problem: problem('token-set', 'body_unreadable', evidence), findings }
  }
  const repeated = body.repeated.map((name) => finding('raw-response', 'member_repeated', { name }))
  const isJson = declared === '' || /^(application|text)\/(.*\+)?json$/.test(declared)
  const unexpected = isJson ? [] : [finding('raw-response', 'content_type_unexpected', { declared, read: 'json' })]
  return { kind: 'claims', claims: body.value, findings: [...findings, ...repeated, ...unexpected] }
}
