import { z } from 'zod'

/**
 * JSON as we keep it after reading. Objects have no prototype, so a member called `__proto__` is only a member;
 * a whole number beyond 2^53 is kept as its digits in a string, because a double would show another number.
 */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject
export interface JsonObject {
  readonly [name: string]: JsonValue
}

export const jsonValueSchema: z.ZodType<JsonValue> = z.lazy(() =>
  z.union([
    z.string(),
    z.number(),
    z.boolean(),
    z.null(),
    z.array(jsonValueSchema),
    z.record(z.string(), jsonValueSchema),
  ]),
)

/** Tells an object from the other JSON values. */
export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Tells an array from the other JSON values. */
export function isJsonArray(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value)
}

/** Makes an empty object that inherits nothing. */
export function createJsonObject(): Record<string, JsonValue> {
  return Object.create(null) as Record<string, JsonValue>
}
