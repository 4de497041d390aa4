import { isJsonArray, isJsonObject, type JsonValue } from './json-value.ts'

/** Splits an RFC 6901 pointer into its reference tokens; `''` is the whole document. */
export function readPointer(pointer: string): readonly string[] {
  if (pointer === '') return []
  return pointer
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** Writes reference tokens as an RFC 6901 pointer. */
export function buildPointer(tokens: readonly string[]): string {
  return tokens.map((token) => `/${token.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

function readMember(value: JsonValue, token: string): JsonValue | undefined {
  if (isJsonObject(value)) return Object.hasOwn(value, token) ? value[token] : undefined
  if (isJsonArray(value) && /^(0|[1-9]\d*)$/.test(token)) return value[Number(token)]
  return undefined
}

/**
 * The value at an RFC 6901 pointer, or `undefined`. The pointer may pass through a string that holds JSON
 * (some providers put a document into a member); the string is read with `JSON.parse` and nothing looser.
 */
export function readPlace(document: JsonValue, pointer: string): JsonValue | undefined {
  let value: JsonValue | undefined = document
  for (const token of readPointer(pointer)) {
    if (typeof value === 'string') value = readEmbedded(value)
    if (value === undefined) return undefined
    value = readMember(value, token)
  }
  return value
}

/** As deep as a body itself may be nested (requirement P-07): what walks the value must come to its end. */
const deepest = 64

/** Brackets inside texts do not count: whole strings are stepped over. */
function isShallow(text: string): boolean {
  let depth = 0
  for (const [part] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/gs)) {
    if (part === '[' || part === '{') depth++
    else if (part === ']' || part === '}') depth--
    if (depth > deepest) return false
  }
  return true
}

function readEmbedded(text: string): JsonValue | undefined {
  if (!/^\s*[[{]/.test(text) || !isShallow(text)) return undefined
  try {
    return JSON.parse(text) as JsonValue
  } catch {
    // Not JSON after all: the pointer simply does not exist, and the caller reports the miss.
    return undefined
  }
}
