import type { Body } from '../dialects/body/body.ts'
import type { ResponseRules } from '../dialects/response-rules.ts'
import { readPlace } from '../lib/json-pointer.ts'
import { isJsonArray, isJsonObject, type JsonValue } from '../lib/json-value.ts'
import type { Refusal, Source } from './token-set.ts'
import { readSource } from './token-set-fields.ts'

/** What the dialect's success rules say: yes by an explicit value, no, or nothing. */
export function readSuccess(
  body: Body,
  rules: ResponseRules,
): { readonly verdict: 'yes' | 'no' | 'silent'; readonly place: string } {
  let said: { readonly verdict: 'yes' | 'silent'; readonly place: string } = { verdict: 'silent', place: '' }
  for (const { place, rule, values } of rules.success) {
    const value = readPlace(body.value, place)
    if (value === undefined || value === null) continue
    if (rule === 'absent' || !values.some((accepted) => String(accepted) === String(value)))
      return { verdict: 'no', place }
    said = { verdict: 'yes', place }
  }
  return said
}

/** "No error" as providers write it: absent, null, "", 0, "0", false (Shopee, WeChat, Lazada). */
function isNoError(value: JsonValue | undefined): boolean {
  return value === undefined || value === null || value === '' || value === 0 || value === '0' || value === false
}

/** A value as the text that people would quote: texts as they are, lists joined, objects by their message or whole. */
function readText(value: JsonValue): string {
  if (typeof value === 'string') return value
  if (isJsonArray(value)) return value.map(readText).join(', ')
  return JSON.stringify(value)
}

/** An error member that is an object names its code inside (Facebook, Google). */
function readCodeText(value: JsonValue): string {
  if (!isJsonObject(value)) return readText(value)
  const inner = value.code ?? value.type ?? value.status ?? value.error
  return inner === undefined ? JSON.stringify(value) : readText(inner)
}

interface Text {
  readonly text: string
  readonly at: Source
}

function readErrorAt(body: Body, places: readonly string[], read: (value: JsonValue) => string): Text | null {
  for (const place of places) {
    const value = readPlace(body.value, place)
    if (value !== undefined && !isNoError(value)) return { text: read(value), at: readSource(body, place) }
  }
  return null
}

/** A description is at a pointer, or a template of pointers; an empty one is none. */
function readDescription(body: Body, rules: ResponseRules): Text | null {
  for (const described of rules.error.description) {
    if (described.startsWith('/')) {
      const found = readErrorAt(body, [described], readText)
      if (found !== null && found.text !== '') return found
      continue
    }
    const places = [...described.matchAll(/\{(\/[^{}]*)\}/g)].map((match) => match[1] ?? '')
    const [first] = places
    if (first === undefined || !places.every((place) => !isNoError(readPlace(body.value, place)))) continue
    const text = described.replace(/\{(\/[^{}]*)\}/g, (_, place: string) =>
      readText(readPlace(body.value, place) ?? ''),
    )
    return { text, at: readSource(body, first) }
  }
  return null
}

/** Whether the body holds an error by the dialect's places. */
export function hasError(body: Body, rules: ResponseRules): boolean {
  return readErrorAt(body, rules.error.code, readCodeText) !== null
}

/** Reads the provider's refusal: code, its OAuth meaning, its words. */
export function readRefusal(body: Body, rules: ResponseRules): Refusal {
  const code = readErrorAt(body, rules.error.code, readCodeText)
  const finer = readErrorAt(body, rules.error.vendorCode, readCodeText)
  const description = readDescription(body, rules)
  const { codes } = rules.error
  // Own members only: a provider may call its error `constructor`.
  const mapped = code !== null && Object.hasOwn(codes, code.text) ? codes[code.text] : undefined
  return {
    code: mapped ?? code?.text ?? 'invalid_response',
    vendorCode: finer?.text ?? (mapped === undefined ? null : (code?.text ?? null)),
    description: description?.text ?? null,
    at: code?.at ?? null,
    descriptionAt: description?.at ?? null,
  }
}
