import { type Profile, profileSchema } from '../../../../shared/flow/profile.ts'
import { readPlace } from '../../../../shared/lib/json-pointer.ts'
import { isJsonObject, type JsonObject, type JsonValue } from '../../../../shared/lib/json-value.ts'

/** A parsed profile is JSON, which its type cannot say because its members are declared one by one. */
export const readProfileJson = (profile: Profile): JsonObject => profile as unknown as JsonObject

const standard = readProfileJson(profileSchema.parse({ id: 'standard', name: 'Standard', dialect: {} }))

/** What a place of a profile says when nobody has said anything there. */
export function readStandardAt(pointer: string): JsonValue | undefined {
  return readPlace(standard, pointer)
}

function layOver(below: JsonValue | undefined, above: JsonValue | undefined): JsonValue | undefined {
  if (above === undefined) return below
  if (!isJsonObject(below) || !isJsonObject(above)) return above
  const names = [...new Set([...Object.keys(below), ...Object.keys(above)])]
  return Object.fromEntries(names.map((name) => [name, layOver(below[name], above[name]) ?? null]))
}

/** The document as the form shows it: every member that it leaves out has the standard's value. */
export function buildWholeDocument(document: JsonObject, profile: Profile | null): JsonObject {
  if (profile !== null) return readProfileJson(profile)
  const whole = layOver(standard, document)
  return isJsonObject(whole) ? whole : document
}
