import { readJson } from '../dialects/body/read-json.ts'
import { type Finding, finding } from '../lib/finding.ts'
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../lib/json-value.ts'
import { fail, type Outcome, ok } from '../lib/outcome.ts'
import { problem } from '../lib/problem.ts'
import type { RawResponse } from './raw-response.ts'
import { readBodyText } from './raw-response-text.ts'

/** The keys of a JWK Set (RFC 7517, section 5) that are keys at all, and what was noticed. */
export interface PublishedKeys {
  readonly keys: readonly JsonObject[]
  readonly findings: readonly Finding[]
}

/** Requirement I-12: nobody publishes more, and each is one more to try. */
export const mostKeys = 100

/** The members without which a key of that type is none (RFC 7518, section 6; RFC 8037, section 2). */
const needed: Readonly<Record<string, readonly string[]>> = {
  RSA: ['n', 'e'],
  EC: ['crv', 'x', 'y'],
  OKP: ['crv', 'x'],
  oct: ['k'],
}

function isText(value: JsonValue | undefined): boolean {
  return typeof value === 'string' && value !== ''
}

/** What keeps an entry from being a key, or `null`. A type that is not known here may be a good key for others. */
function readBreak(entry: JsonValue): string | null {
  if (!isJsonObject(entry)) return 'it is no object'
  if (!isText(entry.kty)) return 'it has no kty'
  if (entry.kid !== undefined && typeof entry.kid !== 'string') return 'its kid is not text'
  const members = Object.hasOwn(needed, String(entry.kty)) ? (needed[String(entry.kty)] ?? []) : []
  const missing = members.find((name) => !isText(entry[name]))
  return missing === undefined ? null : `it has no ${missing}`
}

function readRepeatedIds(keys: readonly JsonObject[]): readonly string[] {
  const ids = keys.flatMap(({ kid }) => (typeof kid === 'string' ? [kid] : []))
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))]
}

function readKeyFindings(entries: readonly JsonValue[], keys: readonly JsonObject[]): readonly Finding[] {
  const broken = entries.flatMap((entry, index) => {
    const why = readBreak(entry)
    return why === null ? [] : [finding('decoded-token', 'key_broken', { place: `/keys/${index}`, why })]
  })
  const repeated = readRepeatedIds(keys).map((id) =>
    finding('decoded-token', 'key_id_repeated', { keyId: id.slice(0, 128) }),
  )
  const open = keys.filter(({ d, k }) => d !== undefined || k !== undefined).length
  const published = open === 0 ? [] : [finding('decoded-token', 'private_key_published', { count: String(open) })]
  return [...broken, ...repeated, ...published]
}

/**
 * Reads the answer of a provider's key set. A single broken key is left out and named; an answer that is no key set is
 * `keys_invalid`, with the address and what is wrong in the evidence.
 */
export function readPublishedKeys(raw: RawResponse): Outcome<PublishedKeys> {
  const refuse = (why: string, more: Readonly<Record<string, string>> = {}): Outcome<never> =>
    fail(problem('decoded-token', 'keys_invalid', { url: raw.url, why, status: String(raw.status), ...more }))
  if (raw.status >= 300 && raw.status < 400) return refuse('the answer is a redirect, which is not followed')
  if (raw.status !== 200) return refuse('the answer is not HTTP 200')
  const body = readBodyText(raw)
  const read = readJson(body.text)
  if (!read.ok) {
    if (/^\s*</.test(body.text)) return refuse('the answer is a web page, not JSON')
    return refuse('the answer is not JSON', { line: String(read.misread.line), column: String(read.misread.column) })
  }
  const { value, repeated } = read.body
  const entries = isJsonObject(value) ? value.keys : undefined
  if (!isJsonArray(entries)) return refuse('the answer has no list called keys')
  if (entries.length > mostKeys) return refuse(`it has ${entries.length} keys, and ${mostKeys} are the most`)
  const keys = entries.filter((entry): entry is JsonObject => readBreak(entry) === null)
  const twice = repeated.map((name) => finding('raw-response', 'member_repeated', { name }))
  return ok({ keys, findings: [...body.findings, ...twice, ...readKeyFindings(entries, keys)] })
}
