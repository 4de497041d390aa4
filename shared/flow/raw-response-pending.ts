import { readJson } from '../dialects/body/read-json.ts'
import { isJsonObject, type JsonObject, type JsonValue } from '../lib/json-value.ts'
import { fail, type Outcome, ok } from '../lib/outcome.ts'
import { problem } from '../lib/problem.ts'
import { type Seconds, seconds } from '../lib/units.ts'
import type { RawResponse } from './raw-response.ts'
import { readBodyText } from './raw-response-text.ts'

/** How a client goes on asking for what a person has yet to confirm. */
export interface PendingAnswer {
  /** The `device_code` or `auth_req_id` that is handed in. A secret. */
  readonly handle: string
  /** `null` when the answer does not say it. */
  readonly expiresIn: Seconds | null
  readonly interval: Seconds
}

/** The answer to a device authorization request (RFC 8628, section 3.2). Nothing is known yet about its addresses. */
export interface DeviceAnswer extends PendingAnswer {
  readonly userCode: string
  readonly verificationUri: string
  readonly verificationUriComplete: string | null
}

/** What holds when the answer names no interval (RFC 8628, section 3.2; CIBA Core, section 7.3). */
const usualInterval = 5

/** No server means to be asked more often than this. */
const shortestInterval = 1

const invalid = (member: string, raw: RawResponse, reason = 'missing'): Outcome<never> =>
  fail(problem('raw-response', 'pending_answer_invalid', { member, reason, status: String(raw.status) }))

/** A number, or a number as text, that is not negative; everything else is none. */
function readSeconds(value: JsonValue | undefined): Seconds | null {
  const number = typeof value === 'string' && /^\d{1,10}(\.\d+)?$/.test(value) ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) && number >= 0 ? seconds(number) : null
}

function readText(body: JsonObject, name: string): string {
  const value = body[name]
  return typeof value === 'string' ? value : ''
}

function readMembers(raw: RawResponse): JsonObject | null {
  const reading = readJson(readBodyText(raw).text)
  return reading.ok && isJsonObject(reading.body.value) ? reading.body.value : null
}

function readPending(body: JsonObject, member: string, raw: RawResponse): Outcome<PendingAnswer> {
  const handle = readText(body, member)
  if (handle === '') return invalid(member, raw)
  const interval = readSeconds(body.interval) ?? seconds(usualInterval)
  const slowest = seconds(Math.max(shortestInterval, interval))
  return ok({ handle, expiresIn: readSeconds(body.expires_in), interval: slowest })
}

/** Reads the answer of a device authorization endpoint; `verification_url` is what Google and older servers call the address. */
export function readDeviceAnswer(raw: RawResponse): Outcome<DeviceAnswer> {
  const body = readMembers(raw)
  if (body === null) return invalid('device_code', raw, 'not a JSON object')
  const pending = readPending(body, 'device_code', raw)
  if (!pending.ok) return pending
  const userCode = readText(body, 'user_code')
  if (userCode === '') return invalid('user_code', raw)
  const verificationUri = readText(body, 'verification_uri') || readText(body, 'verification_url')
  if (verificationUri === '') return invalid('verification_uri', raw)
  const complete = readText(body, 'verification_uri_complete') || readText(body, 'verification_url_complete')
  return ok({
    ...{ ...pending.value, userCode, verificationUri },
    verificationUriComplete: complete === '' ? null : complete,
  })
}

/** Reads the answer of a backchannel authentication endpoint (OpenID Connect CIBA Core, section 7.3). */
export function readCibaAnswer(raw: RawResponse): Outcome<PendingAnswer> {
  const body = readMembers(raw)
  return body === null ? invalid('auth_req_id', raw, 'not a JSON object') : readPending(body, 'auth_req_id', raw)
}
