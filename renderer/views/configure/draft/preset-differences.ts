import { type Dialect, dialectSchema } from '../../../../shared/dialects/dialect.ts'
import { readPreset } from '../../../../shared/dialects/presets.ts'
import { buildPointer } from '../../../../shared/lib/json-pointer.ts'
import { isJsonObject, type JsonValue } from '../../../../shared/lib/json-value.ts'
import { isSameJson } from './document-place.ts'

/** One place where a dialect says something else than its preset. Pointers start at the profile document. */
export interface Difference {
  readonly pointer: string
  /** What the preset says; `undefined` when it says nothing there. */
  readonly preset: JsonValue | undefined
  readonly own: JsonValue | undefined
}

function listDifferences(
  preset: JsonValue | undefined,
  own: JsonValue | undefined,
  path: readonly string[],
): readonly Difference[] {
  if (isSameJson(preset, own)) return []
  if (!isJsonObject(preset) || !isJsonObject(own)) return [{ pointer: buildPointer(path), preset, own }]
  const names = [...new Set([...Object.keys(preset), ...Object.keys(own)])]
  return names.flatMap((name) => listDifferences(preset[name], own[name], [...path, name]))
}

/** The preset that a profile is measured by: its own, or the standard itself when it names none that we know. */
export function readBasePreset(id: string): Dialect {
  return readPreset(id) ?? dialectSchema.parse({ id: 'rfc6749', name: 'OAuth 2.0 / OpenID Connect' })
}

/** Everything a dialect says differently from a preset. Lists are compared whole, objects member by member. */
export function buildDifferences(dialect: JsonValue, preset: Dialect): readonly Difference[] {
  // A parsed dialect is JSON, which its type cannot say because its members are declared one by one.
  return listDifferences(preset as unknown as JsonValue, dialect, ['dialect'])
}
