import type { JsonValue } from '../../lib/json-value.ts'
import type { Syntax } from '../response-rules.ts'

/** Requirement P-07: no document has more members and elements together, whatever it is written in. */
export const mostMembers = 10_000

/** Where a value stands in the text of the body. Offsets count UTF-16 units, lines from 1. */
export interface Mark {
  readonly start: number
  readonly end: number
  readonly line: number
}

/** A lenient step that was needed, by its name; the interface translates it. */
export type Tolerance =
  | 'comments'
  | 'bare_keys'
  | 'single_quotes'
  | 'trailing_comma'
  | 'missing_comma'
  | 'json5_values'
  | 'prefix'
  | 'callback'

/** A body once it is read as a document. */
export interface Body {
  readonly syntax: Syntax
  readonly value: JsonValue
  /** RFC 6901 pointer -> where that value stands; empty where the syntax gives no places. */
  readonly marks: ReadonlyMap<string, Mark>
  /** What the strict syntax would have refused. Empty for a clean body. */
  readonly tolerated: readonly Tolerance[]
  /** Pointers of members that occur more than once. */
  readonly repeated: readonly string[]
}

/** Why a text is not of a syntax. */
export interface Misread {
  readonly syntax: Syntax
  readonly reason: string
  readonly line: number | null
  readonly column: number | null
}

export type BodyReading = { readonly ok: true; readonly body: Body } | { readonly ok: false; readonly misread: Misread }

/** A misreading without a position. */
export function misread(syntax: Syntax, reason: string): BodyReading {
  return { ok: false, misread: { syntax, reason, line: null, column: null } }
}

/** The line of an offset, from 1. */
export function readLine(text: string, offset: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line++
  return line
}
