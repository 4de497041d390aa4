import type { MetadataDifference } from '../../../../shared/flow/profile-metadata.ts'
import { isJsonArray, type JsonValue } from '../../../../shared/lib/json-value.ts'

/** A value of the profile or of the metadata as one line; `–` where there is none. */
export function buildValueText(value: JsonValue): string {
  if (value === '' || value === null) return '–'
  if (isJsonArray(value)) return value.length === 0 ? '–' : value.map(buildValueText).join(', ')
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** Metadata lists have no order (RFC 8414, section 2), so the same members in another one are no difference. */
export function isMeant({ before, after }: MetadataDifference): boolean {
  if (!isJsonArray(before) || !isJsonArray(after)) return true
  const sorted = (values: readonly JsonValue[]): string => JSON.stringify(values.map(buildValueText).toSorted())
  return sorted(before) !== sorted(after)
}
