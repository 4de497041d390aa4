import type { JsonValue } from '../../../../shared/lib/json-value.ts'
import { isJsonArray, isJsonObject } from '../../../../shared/lib/json-value.ts'

function readValue(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue
  } catch {
    // The form says what is needed; the parser's words would quote what was written.
    return undefined
  }
}

/** Tells whether a text is the JSON that a setting takes; an empty one is, because nothing is sent then. */
export function isJsonText(text: string, kind: 'object' | 'array'): boolean {
  if (text.trim() === '') return true
  const value = readValue(text)
  return kind === 'object' ? isJsonObject(value) : isJsonArray(value)
}
