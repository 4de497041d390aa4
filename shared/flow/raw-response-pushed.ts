import { readJson } from '../dialects/body/read-json.ts'
import { isJsonObject } from '../lib/json-value.ts'
import { fail, type Outcome, ok } from '../lib/outcome.ts'
import { problem } from '../lib/problem.ts'
import { type Seconds, seconds } from '../lib/units.ts'
import type { RawResponse } from './raw-response.ts'
import { readBodyText } from './raw-response-text.ts'

/** The name of what was handed in (RFC 9126, section 2.2). */
export interface PushedAnswer {
  readonly requestUri: string
  /** How long it can be used; `null` when the answer does not say it. */
  readonly expiresIn: Seconds | null
}

/** Reads the answer of a pushed authorization request endpoint; one without a `request_uri` leads nowhere. */
export function readPushedAnswer(raw: RawResponse): Outcome<PushedAnswer> {
  const read = readJson(readBodyText(raw).text)
  const body = read.ok && isJsonObject(read.body.value) ? read.body.value : {}
  const { request_uri, expires_in } = body
  if (typeof request_uri !== 'string' || request_uri === '')
    return fail(problem('raw-response', 'pushed_answer_invalid', { status: String(raw.status) }))
  const isLifetime = typeof expires_in === 'number' && Number.isFinite(expires_in) && expires_in >= 0
  return ok({ requestUri: request_uri, expiresIn: isLifetime ? seconds(expires_in) : null })
}
