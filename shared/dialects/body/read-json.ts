import { parse, type ValueNode } from '@humanwhocodes/momoa'
import { buildPointer } from '../../lib/json-pointer.ts'
import { createJsonObject, type JsonValue } from '../../lib/json-value.ts'
import type { Syntax } from '../response-rules.ts'
import { type Body, type BodyReading, type Mark, misread, type Tolerance } from './body.ts'
import { readJsonExcess } from './json-limits.ts'

/** What is collected while a document is turned into a value. */
interface Collected {
  readonly text: string
  readonly marks: Map<string, Mark>
  readonly repeated: string[]
}

/** A parse error of momoa says where; anything else is our own mistake. */
interface PlacedError {
  readonly message: string
  readonly line: number
  readonly column: number
  readonly offset: number
}

function isPlacedError(error: unknown): error is PlacedError {
  return error instanceof Error && 'offset' in error && 'line' in error && 'column' in error
}

/** A whole number beyond 2^53 stays as its digits: a double would show another one (Strava, Threads). */
function readNumber(value: number, text: string): JsonValue {
  return /^-?\d+$/.test(text) && !Number.isSafeInteger(value) ? text : value
}

function readNode(node: ValueNode, path: readonly string[], collected: Collected): JsonValue {
  const { start, end } = node.loc
  collected.marks.set(buildPointer(path), { start: start.offset, end: end.offset, line: start.line })
  switch (node.type) {
    case 'Object':
      return readObject(node, path, collected)
    case 'Array':
      return node.elements.map((element, index) => readNode(element.value, [...path, String(index)], collected))
    case 'Number':
      return readNumber(node.value, collected.text.slice(start.offset, end.offset))
    case 'String':
    case 'Boolean':
      return node.value
    case 'Null':
      return null
    default:
      // NaN and Infinity of JSON5 are no JSON values; as text they show what was sent.
      return collected.text.slice(start.offset, end.offset)
  }
}

function readObject(
  node: Extract<ValueNode, { type: 'Object' }>,
  path: readonly string[],
  collected: Collected,
): JsonValue {
  const object = createJsonObject()
  for (const member of node.members) {
    const name = member.name.type === 'String' ? member.name.value : member.name.name
    const at = [...path, name]
    if (Object.hasOwn(object, name)) collected.repeated.push(buildPointer(at))
    object[name] = readNode(member.value, at, collected)
  }
  return object
}

function readDocument(
  text: string,
  mode: 'json' | 'json5',
  syntax: Syntax,
  tolerated: readonly Tolerance[],
): BodyReading {
  try {
    const document = parse(text, { mode })
    const collected: Collected = { text, marks: new Map(), repeated: [] }
    const value = readNode(document.body, [], collected)
    return {
      ok: true,
      body: { syntax, value, marks: collected.marks, repeated: collected.repeated, tolerated } satisfies Body,
    }
  } catch (error) {
    if (!isPlacedError(error)) throw error
    return { ok: false, misread: { syntax, reason: error.message, line: error.line, column: error.column } }
  }
}

/** Reads strict JSON (RFC 8259) with the place of every value. `JSON.parse` has the last word on strictness. */
export function readJson(text: string): BodyReading {
  const excess = readJsonExcess(text)
  if (excess !== null) return misread('json', excess)
  const reading = readDocument(text, 'json', 'json', [])
  if (!reading.ok) return reading
  try {
    JSON.parse(text)
    return reading
  } catch (error) {
    return misread('json', error instanceof Error ? error.message : 'not JSON')
  }
}

/** At most this many missing commas are put in; more is not a slip of a document any more. */
const mostCommas = 8

/**
 * Reads JSON as people print it: comments, bare keys, single quotes, trailing or missing commas. Used only where
 * the dialect allows it. Values are taken from the text as they stand; nothing is completed or made up.
 */
export function readRelaxedJson(text: string): BodyReading {
  const excess = readJsonExcess(text)
  if (excess !== null) return misread('relaxed_json', excess)
  let mended = text
  for (let commas = 0; commas <= mostCommas; commas++) {
    const reading = readDocument(mended, 'json5', 'relaxed_json', readTolerances(mended, commas))
    if (reading.ok) return reading
    const at = readMissingComma(mended, reading.misread.line, reading.misread.column)
    if (at === null) return reading
    // The white space before the next member gives its last character to the comma: every offset stays true.
    mended = `${mended.slice(0, at)},${mended.slice(at + 1)}`
  }
  return misread('relaxed_json', 'too many commas are missing')
}

/** The white space between two members that should have a comma in it, or `null`. */
function readMissingComma(text: string, line: number | null, column: number | null): number | null {
  if (line === null || column === null) return null
  const lineStart = text.split('\n', line - 1).reduce((length, before) => length + before.length + 1, 0)
  const offset = lineStart + column - 1
  const before = text[offset - 1] ?? ''
  return /\s/.test(before) && /["'A-Za-z_$]/.test(text[offset] ?? '') && /["'\w\]}]\s+$/.test(text.slice(0, offset))
    ? offset - 1
    : null
}

/** Names what strict JSON would have refused, by looking at the text with its double-quoted strings taken out. */
function readTolerances(text: string, commas: number): readonly Tolerance[] {
  const bare = text.replace(/"(?:[^"\\]|\\.)*"/g, '""')
  const withoutComments = bare.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '')
  const tolerated: Tolerance[] = []
  if (withoutComments !== bare) tolerated.push('comments')
  if (/[{,]\s*[A-Za-z_$][\w$]*\s*:/.test(withoutComments)) tolerated.push('bare_keys')
  if (/'/.test(withoutComments)) tolerated.push('single_quotes')
  if (/,\s*[}\]]/.test(withoutComments)) tolerated.push('trailing_comma')
  if (commas > 0) tolerated.push('missing_comma')
  return tolerated.length > 0 ? tolerated : ['json5_values']
}
