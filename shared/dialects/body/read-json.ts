import { buildPointer } from '../../lib/json-pointer.ts'
import { createJsonObject, type JsonValue } from '../../lib/json-value.ts'
import { type BodyReading, misread, mostMembers } from './body.ts'
import { createJsonCursor, type JsonCursor, JsonFault, peek, skipSpace, tolerate, unexpected } from './json-cursor.ts'
import { readBareName, readBareValue, readString } from './json-scalars.ts'

/** Requirement P-07: no document is nested deeper. */
const deepest = 64

/** The document is beyond a limit: a reason of its own, because it may be perfectly good JSON. */
class JsonExcess {
  readonly limit: 'depth' | 'members'

  constructor(limit: 'depth' | 'members') {
    this.limit = limit
  }
}

/** Stands at the next item or at the end; takes the comma between them. False at the closing bracket. */
function isNextItem(cursor: JsonCursor, close: '}' | ']', first: boolean): boolean {
  skipSpace(cursor)
  if (peek(cursor) === close) return false
  if (!first) {
    if (peek(cursor) === ',') {
      cursor.at++
      skipSpace(cursor)
      if (peek(cursor) !== close) return isCounted(cursor)
      tolerate(cursor, 'trailing_comma', 'another item')
      return false
    }
    // A comma that was forgotten between two members is put back only where a new member clearly begins.
    if (!/["'A-Za-z_$]/.test(peek(cursor)) || close !== '}') throw unexpected(cursor, `a comma or ${close}`)
    tolerate(cursor, 'missing_comma', `a comma or ${close}`)
  }
  return isCounted(cursor)
}

function isCounted(cursor: JsonCursor): true {
  if (++cursor.members > mostMembers) throw new JsonExcess('members')
  return true
}

function readObject(cursor: JsonCursor, path: readonly string[]): JsonValue {
  const object = createJsonObject()
  for (let first = true; isNextItem(cursor, '}', first); first = false) {
    const quoted = peek(cursor) === '"' || peek(cursor) === "'"
    const name = quoted ? readString(cursor) : readBareName(cursor)
    const at = [...path, name]
    if (Object.hasOwn(object, name)) cursor.repeated.push(buildPointer(at))
    skipSpace(cursor)
    if (peek(cursor) !== ':') throw unexpected(cursor, 'a colon')
    cursor.at++
    object[name] = readValue(cursor, at)
  }
  cursor.at++
  return object
}

function readArray(cursor: JsonCursor, path: readonly string[]): JsonValue {
  const elements: JsonValue[] = []
  for (let first = true; isNextItem(cursor, ']', first); first = false)
    elements.push(readValue(cursor, [...path, String(elements.length)]))
  cursor.at++
  return elements
}

function readValue(cursor: JsonCursor, path: readonly string[]): JsonValue {
  skipSpace(cursor)
  const { at: start, line } = cursor
  const letter = peek(cursor)
  let value: JsonValue
  if (letter === '{' || letter === '[') {
    if (++cursor.depth > deepest) throw new JsonExcess('depth')
    cursor.at++
    value = letter === '{' ? readObject(cursor, path) : readArray(cursor, path)
    cursor.depth--
  } else value = letter === '"' || letter === "'" ? readString(cursor) : readBareValue(cursor)
  cursor.marks.set(buildPointer(path), { start, end: cursor.at, line })
  return value
}

function readDocument(text: string, syntax: 'json' | 'relaxed_json'): BodyReading {
  const cursor = createJsonCursor(text, syntax === 'relaxed_json')
  try {
    const value = readValue(cursor, [])
    skipSpace(cursor)
    if (cursor.at < text.length) throw unexpected(cursor, 'the end')
    const { marks, repeated, tolerated } = cursor
    return { ok: true, body: { syntax, value, marks, repeated, tolerated: [...tolerated].toSorted() } }
  } catch (fault) {
    if (fault instanceof JsonExcess) return misread(syntax, fault.limit)
    if (fault instanceof JsonFault)
      return { ok: false, misread: { syntax, reason: fault.reason, line: fault.line, column: fault.column } }
    throw fault
  }
}

/**
 * Reads strict JSON (RFC 8259) with the place of every value, repeated members and exact numbers, which `JSON.parse`
 * cannot give. Bounded in depth and members, one step a character: no body makes it slow.
 */
export function readJson(text: string): BodyReading {
  return readDocument(text, 'json')
}

/**
 * Reads JSON as people print it: comments, bare names, single quotes, trailing or missing commas. Used only where
 * the dialect allows it. Values are taken from the text as they stand; nothing is completed or made up.
 */
export function readRelaxedJson(text: string): BodyReading {
  return readDocument(text, 'relaxed_json')
}
