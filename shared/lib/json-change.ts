import { readPointer } from './json-pointer.ts'
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from './json-value.ts'

function buildMember(value: JsonValue | undefined, path: readonly string[], member: JsonValue | undefined): JsonValue {
  const [name, ...rest] = path
  if (name === undefined) return member ?? null
  if (isJsonArray(value)) return buildItem(value, Number(name), rest, member)
  const object = isJsonObject(value) ? value : {}
  if (rest.length === 0 && member === undefined)
    return Object.fromEntries(Object.entries(object).filter(([key]) => key !== name))
  return { ...object, [name]: buildMember(object[name], rest, member) }
}

function buildItem(
  items: readonly JsonValue[],
  index: number,
  rest: readonly string[],
  member: JsonValue | undefined,
): JsonValue {
  if (rest.length === 0 && member === undefined) return items.filter((_, at) => at !== index)
  if (index >= items.length) return [...items, buildMember(undefined, rest, member)]
  return items.map((item, at) => (at === index ? buildMember(item, rest, member) : item))
}

/**
 * The document with another value at an RFC 6901 pointer; `undefined` takes the member out. Objects on the way are
 * made where they are absent, an index behind the end of an array appends. The given document stays as it is.
 */
export function buildDocumentWith(document: JsonObject, pointer: string, value: JsonValue | undefined): JsonObject {
  const changed = buildMember(document, readPointer(pointer), value)
  return isJsonObject(changed) ? changed : document
}
