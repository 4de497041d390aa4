import type { Body } from '../dialects/body/body.ts'
import type { ResponseRules } from '../dialects/response-rules.ts'
import { type Finding, finding } from '../lib/finding.ts'
import { buildPointer, readPlace, readPointer } from '../lib/json-pointer.ts'
import { createJsonObject, isJsonObject, type JsonValue } from '../lib/json-value.ts'

/** Names that a token response may have by RFC 6749, OpenID Connect and common use; misspellings are measured by them. */
const standardNames = [
  'access_token',
  'refresh_token',
  'id_token',
  'token_type',
  'expires_in',
  'refresh_expires_in',
  'scope',
  'error_description',
]

/** Common names that are near a standard one and mean something else. */
const otherNames = [
  'expires_at',
  'expires_on',
  'expires',
  'error_uri',
  'error_code',
  'token',
  'session_state',
  'client_id',
  'user_id',
]

/** Members that extensions add to a token response (RFC 8693, section 2.2.1; RFC 9396, section 7): kept and shown, without a note. */
const extensionNames = ['issued_token_type', 'authorization_details']

/** One unknown member: its name, its pointer and its value. */
interface Unknown {
  readonly name: string
  readonly place: string
  readonly value: JsonValue
}

function listPlaces(rules: ResponseRules): readonly string[] {
  const { fields, error, lifetimes, success, continueAt } = rules
  const described = error.description.flatMap((text) =>
    text.startsWith('/') ? [text] : [...text.matchAll(/\{(\/[^{}]*)\}/g)].map((match) => match[1] ?? ''),
  )
  return [
    ...Object.values(fields).flat(),
    ...lifetimes.map((rule) => rule.place),
    ...success.map((rule) => rule.place),
    ...error.code,
    ...described,
    ...error.vendorCode,
    ...continueAt,
  ]
}

/** Walks the objects that hold configured places and collects every member that no rule speaks of. */
function listUnknown(
  root: JsonValue,
  value: JsonValue,
  path: readonly string[],
  places: readonly string[],
): readonly Unknown[] {
  if (!isJsonObject(value)) return []
  return Object.entries(value).flatMap(([name, member]): readonly Unknown[] => {
    const place = buildPointer([...path, name])
    if (places.includes(place)) return []
    const inside = places.filter((known) => known.startsWith(`${place}/`))
    if (inside.length > 0 && isJsonObject(member)) return listUnknown(root, member, [...path, name], places)
    // An envelope that is empty, or JSON in a text that was read, is no member of its own.
    if (inside.length > 0 && (member === null || inside.some((known) => readPlace(root, known) !== undefined)))
      return []
    return [{ name, place, value: member }]
  })
}

/** The number of single-letter changes between two words, up to 3 (Levenshtein). */
export function readDistance(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > 2) return 3
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let at = 1; at <= one.length; at++) {
    const next = [at]
    for (let to = 1; to <= other.length; to++) {
      const change = (row[to - 1] ?? 0) + (one[at - 1] === other[to - 1] ? 0 : 1)
      next.push(Math.min(change, (row[to] ?? 0) + 1, (next[to - 1] ?? 0) + 1))
    }
    row = next
  }
  return Math.min(row[other.length] ?? 3, 3)
}

/** The standard name that a member name most likely means, or `null`. */
export function readMeantName(name: string): string | null {
  if (name.length < 5 || otherNames.includes(name) || standardNames.includes(name)) return null
  const plain = (word: string): string => word.toLowerCase().replace(/[_\-\s]/g, '')
  const same = standardNames.find((standard) => plain(standard) === plain(name))
  return same ?? standardNames.find((standard) => readDistance(name, standard) <= (standard.length > 6 ? 2 : 1)) ?? null
}

function readUnknownFindings(unknown: readonly Unknown[], rules: ResponseRules): readonly Finding[] {
  const findings: Finding[] = []
  const plain: string[] = []
  for (const { name } of unknown) {
    if (extensionNames.includes(name)) continue
    const meant = readMeantName(name)
    if (name !== name.trim() && standardNames.includes(name.trim()))
      findings.push(finding('token-set', 'field_with_spaces', { found: name, meant: name.trim() }))
    else if (meant !== null) findings.push(finding('token-set', 'field_misspelt', { found: name, meant }))
    else if (!rules.knownFields.includes(name)) plain.push(name)
  }
  return plain.length === 0
    ? findings
    : [...findings, finding('token-set', 'field_unknown', { names: plain.join(', ') })]
}

/** Keeps everything that no rule speaks of, under its name, or under its pointer where two have the same name. */
export function readExtra(
  body: Body,
  rules: ResponseRules,
): { readonly extra: Readonly<Record<string, JsonValue>>; readonly findings: readonly Finding[] } {
  const unknown = listUnknown(body.value, body.value, [], listPlaces(rules))
  const extra = createJsonObject()
  for (const { name, place, value } of unknown) extra[Object.hasOwn(extra, name) ? place : name] = value
  return { extra, findings: readUnknownFindings(unknown, rules) }
}

/** What a token exchange issued (RFC 8693, section 2.2.1), by its type, or `null` where the answer does not say. */
export function readIssuedType({ extra }: { readonly extra: Readonly<Record<string, JsonValue>> }): string | null {
  const { issued_token_type: type } = extra
  return typeof type === 'string' && type !== '' ? type : null
}

/** The object that the tokens stand in, when it is not the body itself (`/result`, `/data`), or ''. */
export function readEnvelope(place: string): string {
  return buildPointer(readPointer(place).slice(0, -1))
}
