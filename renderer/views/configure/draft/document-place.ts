import { readPlace } from '../../../../shared/lib/json-pointer.ts'
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../../../shared/lib/json-value.ts'

/** The text at a pointer; '' when something else is there. Numbers read as their digits. */
export function readTextAt(document: JsonObject, pointer: string): string {
  const value = readPlace(document, pointer)
  if (typeof value === 'string') return value
  return typeof value === 'number' ? String(value) : ''
}

/** The texts of the array at a pointer; numbers read as their digits, everything else is left out. */
export function readTextsAt(document: JsonObject, pointer: string): readonly string[] {
  const value = readPlace(document, pointer)
  if (!isJsonArray(value)) return []
  return value.filter((item) => typeof item === 'string' || typeof item === 'number').map(String)
}

/** The names and texts of the object at a pointer, in their order. */
export function readPairsAt(document: JsonObject, pointer: string): readonly (readonly [name: string, text: string])[] {
  const value = readPlace(document, pointer)
  if (!isJsonObject(value)) return []
  return Object.entries(value).flatMap(([name, text]) => (typeof text === 'string' ? [[name, text] as const] : []))
}

/** The objects of the array at a pointer. */
export function readObjectsAt(document: JsonObject, pointer: string): readonly JsonObject[] {
  const value = readPlace(document, pointer)
  return isJsonArray(value) ? value.filter(isJsonObject) : []
}

/** Tells whether two documents say the same; the order of members does not count. */
export function isSameJson(one: JsonValue | undefined, other: JsonValue | undefined): boolean {
  if (isJsonArray(one) && isJsonArray(other))
    return one.length === other.length && one.every((item, at) => isSameJson(item, other[at]))
  if (!isJsonObject(one) || !isJsonObject(other)) return one === other
  const names = Object.keys(one)
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && isSameJson(one[name], other[name]))
  )
}
