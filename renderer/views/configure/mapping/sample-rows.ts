import { buildPointer } from '../../../../shared/lib/json-pointer.ts'
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../../../shared/lib/json-value.ts'
import { buildPreview, isSecretName } from '../../../../shared/lib/mask.ts'

export type SampleKind = 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null' | 'embedded'

/** One value of a sample as a line of a tree, or the line that closes one. */
export type SampleRow =
  | {
      readonly kind: SampleKind
      readonly pointer: string
      /** The member's name; `null` for the whole document and for items of a list. */
      readonly name: string | null
      /** From 1, as a tree counts. */
      readonly level: number
      readonly position: number
      readonly siblings: number
      /** How the value is shown: tokens and secrets shortened. Empty for objects and lists. */
      readonly text: string
      /** Characters of a text, members of an object, items of a list. */
      readonly length: number
      readonly isLast: boolean
    }
  | {
      readonly kind: 'close'
      readonly pointer: string
      readonly level: number
      readonly text: string
      readonly isLast: boolean
    }

export type SampleValueRow = Exclude<SampleRow, { kind: 'close' }>

/** Longer values than this are shortened like tokens: nobody maps them by reading them. */
const longest = 48

function readEmbedded(text: string): JsonValue | null {
  if (!/^\s*[[{]/.test(text)) return null
  try {
    return JSON.parse(text) as JsonValue
  } catch {
    return null
  }
}

function readKind(value: JsonValue): SampleKind {
  if (value === null) return 'null'
  if (isJsonArray(value)) return 'array'
  if (isJsonObject(value)) return 'object'
  if (typeof value === 'string') return readEmbedded(value) === null ? 'string' : 'embedded'
  return typeof value === 'number' ? 'number' : 'boolean'
}

function readShownText(value: JsonValue, name: string | null, isToken: boolean): string {
  if (typeof value !== 'string') return typeof value === 'object' && value !== null ? '' : String(value)
  const isShort = value.length > longest || isToken || (isSecretName(name ?? '') && value.length > 12)
  return JSON.stringify(isShort ? buildPreview(value) : value)
}

function listMembers(value: JsonValue): readonly (readonly [name: string, member: JsonValue])[] {
  const inner = typeof value === 'string' ? (readEmbedded(value) ?? value) : value
  if (isJsonArray(inner)) return inner.map((item, at) => [String(at), item] as const)
  return isJsonObject(inner) ? Object.entries(inner as JsonObject) : []
}

interface Place {
  readonly path: readonly string[]
  readonly name: string | null
  readonly position: number
  readonly siblings: number
}

function listRows(value: JsonValue, place: Place, tokens: ReadonlySet<string>): readonly SampleRow[] {
  const pointer = buildPointer(place.path)
  const kind = readKind(value)
  const level = place.path.length + 1
  const isLast = place.position === place.siblings
  const members = listMembers(value)
  const text = kind === 'embedded' ? '' : readShownText(value, place.name, tokens.has(pointer))
  const length = typeof value === 'string' ? value.length : members.length
  const { name, position, siblings } = place
  const row: SampleRow = { kind, pointer, name, level, position, siblings, text, length, isLast }
  if (members.length === 0) return [row]
  const isList = isJsonArray(typeof value === 'string' ? readEmbedded(value) : value)
  const inner = members.flatMap(([key, member], at) => {
    const child = { path: [...place.path, key], name: isList ? null : key, position: at + 1, siblings: members.length }
    return listRows(member, child, tokens)
  })
  return [row, ...inner, { kind: 'close', pointer, level, text: isList ? ']' : '}', isLast }]
}

/**
 * A sample as the lines of a tree, each value with its RFC 6901 pointer. A text that holds JSON opens like an object,
 * because a pointer may pass through it. `tokens` are the places whose values are shortened whatever their name is.
 */
export function buildSampleRows(value: JsonValue, tokens: readonly string[]): readonly SampleRow[] {
  return listRows(value, { path: [], name: null, position: 1, siblings: 1 }, new Set(tokens))
}

/** Tells the lines that can be picked from those that only close one. */
export function isValueRow(row: SampleRow): row is SampleValueRow {
  return row.kind !== 'close'
}

/** Where the keys of a tree lead from a line (WAI-ARIA tree pattern); the line itself when they lead nowhere. */
export function readNextPointer(rows: readonly SampleRow[], from: string, key: string): string {
  const values = rows.filter(isValueRow)
  const at = values.findIndex((row) => row.pointer === from)
  const current = values[at]
  if (current === undefined) return values[0]?.pointer ?? from
  const parent = values.slice(0, at).findLast((row) => row.level === current.level - 1)
  const next = values[at + 1]
  switch (key) {
    case 'ArrowDown':
      return next?.pointer ?? from
    case 'ArrowUp':
      return values[at - 1]?.pointer ?? from
    case 'ArrowRight':
      return next !== undefined && next.level > current.level ? next.pointer : from
    case 'ArrowLeft':
      return parent?.pointer ?? from
    case 'Home':
      return values[0]?.pointer ?? from
    case 'End':
      return values.at(-1)?.pointer ?? from
    default:
      return from
  }
}

/** The pointers of the values that hold no others: what a provider would call its fields. */
export function listLeaves(rows: readonly SampleRow[]): readonly string[] {
  const holders: readonly SampleKind[] = ['object', 'array', 'embedded']
  return rows.filter((row) => isValueRow(row) && !holders.includes(row.kind)).map((row) => row.pointer)
}
