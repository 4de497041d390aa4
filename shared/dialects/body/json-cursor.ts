import type { Mark, Tolerance } from './body.ts'

/** Where a reader stands in a text, and what it has collected so far. */
export interface JsonCursor {
  readonly text: string
  /** Lenient forms are read when true, and named in `tolerated`. */
  readonly relaxed: boolean
  readonly tolerated: Set<Tolerance>
  readonly marks: Map<string, Mark>
  readonly repeated: string[]
  at: number
  line: number
  lineStart: number
  depth: number
  members: number
}

/** The text is not of the syntax at an offset; `reason` quotes at most one character. */
export class JsonFault {
  readonly reason: string
  readonly line: number
  readonly column: number

  constructor(cursor: JsonCursor, reason: string) {
    this.reason = reason
    this.line = cursor.line
    this.column = cursor.at - cursor.lineStart + 1
  }
}

/** Puts a reader at the beginning of a text. */
export function createJsonCursor(text: string, relaxed: boolean): JsonCursor {
  const collected = { tolerated: new Set<Tolerance>(), marks: new Map<string, Mark>(), repeated: [] }
  return { text, relaxed, ...collected, at: 0, line: 1, lineStart: 0, depth: 0, members: 0 }
}

/** The character here, or '' at the end. */
export function peek(cursor: JsonCursor): string {
  return cursor.text.charAt(cursor.at)
}

/** The fault of meeting what is here instead of what was expected. */
export function unexpected(cursor: JsonCursor, expected: string): JsonFault {
  const letter = peek(cursor)
  return new JsonFault(
    cursor,
    letter === '' ? `ends where ${expected} should be` : `${JSON.stringify(letter)} where ${expected} should be`,
  )
}

/** Takes a lenient form, or faults where only strict JSON is read. */
export function tolerate(cursor: JsonCursor, tolerance: Tolerance, expected: string): void {
  if (!cursor.relaxed) throw unexpected(cursor, expected)
  cursor.tolerated.add(tolerance)
}

function skipComment(cursor: JsonCursor): void {
  tolerate(cursor, 'comments', 'a value')
  const block = cursor.text.startsWith('/*', cursor.at)
  const end = cursor.text.indexOf(block ? '*/' : '\n', cursor.at)
  if (block && end === -1) throw new JsonFault(cursor, 'a comment does not end')
  const stop = end === -1 ? cursor.text.length : end + (block ? 2 : 0)
  while (cursor.at < stop) advance(cursor)
}

/** One character further, counting lines. */
function advance(cursor: JsonCursor): void {
  if (cursor.text[cursor.at] === '\n') {
    cursor.line++
    cursor.lineStart = cursor.at + 1
  }
  cursor.at++
}

/** Skips white space, and comments where they are tolerated. */
export function skipSpace(cursor: JsonCursor): void {
  for (;;) {
    const letter = peek(cursor)
    if (letter === ' ' || letter === '\t' || letter === '\n' || letter === '\r') advance(cursor)
    else if (letter === '/' && /^\/[/*]/.test(cursor.text.slice(cursor.at, cursor.at + 2))) skipComment(cursor)
    else return
  }
}
