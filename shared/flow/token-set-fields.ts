import type { Body } from '../dialects/body/body.ts'
import type { ResponseRules } from '../dialects/response-rules.ts'
import { type Finding, finding } from '../lib/finding.ts'
import { readPlace, readPointer } from '../lib/json-pointer.ts'
import { isJsonArray, type JsonValue } from '../lib/json-value.ts'
import { type IssuedToken, type Source, type TokenSet, tokenKinds } from './token-set.ts'

/** A value with the place it came from. */
export interface Placed {
  readonly value: JsonValue
  readonly at: Source
}

/** The place of a pointer in the body's text. A place inside embedded JSON has the mark of the text around it. */
export function readSource(body: Body, place: string): Source {
  const mark = body.marks.get(place)
  return { place, line: mark?.line ?? null, start: mark?.start ?? null, end: mark?.end ?? null }
}

/** The value at the first of the places where there is one. An explicit `null` is nothing. */
export function readFirst(body: Body, places: readonly string[]): Placed | null {
  for (const place of places) {
    const value = readPlace(body.value, place)
    if (value !== undefined && value !== null) return { value, at: readSource(body, place) }
  }
  return null
}

/** As `readFirst`, but an empty text is nothing as well: some providers send `"id_token": ""`. */
function readFirstFilled(body: Body, places: readonly string[]): Placed | null {
  return readFirst(
    body,
    places.filter((place) => readPlace(body.value, place) !== ''),
  )
}

function describeType(value: JsonValue): string {
  if (isJsonArray(value)) return 'an array'
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}

/** The last name of a pointer, as people call the field. */
export function readFieldName(place: string): string {
  return readPointer(place).at(-1) ?? ''
}

/** Reads the tokens. A token is a text that is literally in the body; anything else there is a finding. */
export function readTokens(
  body: Body,
  rules: ResponseRules,
): { readonly tokens: readonly IssuedToken[]; readonly findings: readonly Finding[] } {
  const tokens: IssuedToken[] = []
  const findings: Finding[] = []
  for (const kind of tokenKinds) {
    const placed = readTokenAt(body, rules.fields[kind])
    if (placed === null) continue
    if (typeof placed.value === 'string') tokens.push({ kind, value: placed.value, at: placed.at })
    else if (!isEmpty(placed.value))
      findings.push(
        finding('token-set', 'field_wrong_type', {
          field: kind,
          place: placed.at.place,
          type: describeType(placed.value),
        }),
      )
  }
  return { tokens, findings }
}

/**
 * A configured place where nothing is, while a member of that very name stands elsewhere in the body: said, and never
 * taken from there instead (design, section 5). The access token's own miss is a problem, not a finding.
 */
export function readMissedPlaces(body: Body, rules: ResponseRules): readonly Finding[] {
  const seen = [...body.marks.keys()]
  return (['refresh_token', 'id_token', 'token_type', 'scope'] as const).flatMap((field) => {
    const places = rules.fields[field]
    const elsewhere = seen.some((place) => readFieldName(place) === field && !places.includes(place))
    if (readFirst(body, places) !== null || !elsewhere) return []
    return [finding('token-set', 'place_missed', { field, place: places.join(', ') })]
  })
}

/** A text wins over an object: MaxKey's refreshToken is one or the other. */
function readTokenAt(body: Body, places: readonly string[]): Placed | null {
  const texts = places.filter((place) => typeof readPlace(body.value, place) === 'string')
  return readFirstFilled(body, texts) ?? readFirstFilled(body, places)
}

function isEmpty(value: JsonValue): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0
}

/** Reads token_type; absent is a finding, because RFC 6749 section 5.1 requires it. */
export function readTokenType(
  body: Body,
  rules: ResponseRules,
): { readonly tokenType: TokenSet['tokenType']; readonly findings: readonly Finding[] } {
  const placed = readFirstFilled(body, rules.fields.token_type)
  if (placed === null || typeof placed.value !== 'string')
    return { tokenType: null, findings: [finding('token-set', 'token_type_missing')] }
  // N_A: what a token exchange issued is no access token (RFC 8693, section 2.2.1).
  const known = /^(bearer|dpop|n_a)$/i.test(placed.value)
  return {
    tokenType: { value: placed.value, at: placed.at },
    findings: known ? [] : [finding('token-set', 'token_type_unknown', { type: placed.value })],
  }
}

function splitScope(text: string, separators: string): readonly string[] {
  const parts = [...text].reduce<string[]>(
    (words, letter) => {
      if (separators.includes(letter)) words.push('')
      else words[words.length - 1] += letter
      return words
    },
    [''],
  )
  return parts.map((word) => word.trim()).filter((word) => word !== '')
}

/** Reads the scope: a text with the dialect's separators, or an array. Order is kept, repetitions are dropped. */
export function readScope(body: Body, rules: ResponseRules): TokenSet['scope'] {
  const placed = readFirst(body, rules.fields.scope)
  if (placed === null) return null
  const { value, at } = placed
  if (typeof value === 'string') return { values: [...new Set(splitScope(value, rules.scopeSeparators))], at }
  if (!isJsonArray(value)) return null
  const words = value.filter((word): word is string => typeof word === 'string' && word !== '')
  return { values: [...new Set(words)], at }
}

/** Compares what was asked for with what was granted (RFC 6749, section 5.1). */
export function readScopeFindings(scope: TokenSet['scope'], requested: readonly string[]): readonly Finding[] {
  if (requested.length === 0) return []
  if (scope === null) return [finding('token-set', 'scope_absent')]
  const missing = requested.filter((word) => !scope.values.includes(word))
  const added = scope.values.filter((word) => !requested.includes(word))
  const findings: Finding[] = []
  if (missing.length > 0) findings.push(finding('token-set', 'scope_reduced', { missing: missing.join(' ') }))
  if (added.length > 0) findings.push(finding('token-set', 'scope_extended', { added: added.join(' ') }))
  return findings
}
