import { readJson } from '../../../../shared/dialects/body/read-json.ts'
import { buildPointer, readPointer } from '../../../../shared/lib/json-pointer.ts'
import { isJsonObject, type JsonObject } from '../../../../shared/lib/json-value.ts'

/** A place in a text, in UTF-16 units. */
export interface TextRange {
  readonly from: number
  readonly to: number
}

/** A document read from its text, with the place of every value; or why it is none, and where. */
export type DocumentText =
  | { readonly kind: 'document'; readonly document: JsonObject; readonly rangeOf: (pointer: string) => TextRange }
  | { readonly kind: 'broken'; readonly reason: string; readonly line: number | null; readonly range: TextRange }

/** The text of a profile document as the editor shows it. */
export function buildDocumentText(document: JsonObject): string {
  return `${JSON.stringify(document, null, 2)}\n`
}

function readOffset(text: string, line: number | null, column: number | null): number {
  if (line === null) return 0
  const before = text.split('\n').slice(0, line - 1)
  return Math.min(text.length, before.reduce((sum, one) => sum + one.length + 1, 0) + (column ?? 1) - 1)
}

/** Reads what a person wrote into the editor. A member that is absent has the place of what should hold it. */
export function readDocumentText(text: string): DocumentText {
  const reading = readJson(text)
  if (!reading.ok) {
    const { reason, line, column } = reading.misread
    const from = readOffset(text, line, column)
    return { kind: 'broken', reason, line, range: { from, to: Math.min(text.length, from + 1) } }
  }
  const { value, marks } = reading.body
  if (!isJsonObject(value)) return { kind: 'broken', reason: 'not an object', line: 1, range: { from: 0, to: 1 } }
  const rangeOf = (pointer: string): TextRange => {
    for (let path = readPointer(pointer); path.length > 0; path = path.slice(0, -1)) {
      const mark = marks.get(buildPointer(path))
      if (mark !== undefined) return { from: mark.start, to: mark.end }
    }
    return { from: 0, to: 1 }
  }
  return { kind: 'document', document: value, rangeOf }
}
