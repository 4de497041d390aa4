import type { ResponseRules } from '../../../../shared/dialects/response-rules.ts'
import { buildDocumentWith } from '../../../../shared/lib/json-change.ts'
import type { JsonObject, JsonValue } from '../../../../shared/lib/json-value.ts'
import { buildPastedSample, noMoment, type Sample } from './sample.ts'

const words = { code: 'invalid_grant', description: 'The code has expired' }

/** A value that is none of the accepted ones. */
function buildContradiction(values: readonly (string | number | boolean)[]): JsonValue {
  const [first] = values
  if (typeof first === 'number') return first + 1
  return typeof first === 'boolean' ? !first : words.code
}

/** Writes a value where a place is; the whole document and places without a name hold no error. */
function buildWith(document: JsonObject, place: string | undefined, value: JsonValue): JsonObject {
  if (place === undefined || !/^\/./.test(place)) return document
  return buildDocumentWith(document, place, value)
}

function readDescriptionPlace(described: string | undefined): string | undefined {
  return described?.startsWith('/') ? described : described?.match(/\{(\/[^}]*)\}/)?.[1]
}

/** The provider's own word for what OAuth calls `invalid_grant`, or the first one it has. */
function readVendorCode(codes: Readonly<Record<string, string>>): string {
  const [vendor] = Object.entries(codes).find(([, code]) => code === words.code) ?? Object.entries(codes)[0] ?? []
  return vendor ?? words.code
}

/**
 * A refusal as a provider with these rules would write it: the error at its places, and the sign of success reversed.
 * It shows how the rules read a refusal before the provider has ever refused.
 */
export function buildRefusalSample(rules: ResponseRules): Sample {
  const { error, success } = rules
  const judged = success.find((rule) => rule.rule === 'equals')
  const code = readVendorCode(error.codes)
  const isSamePlace = judged !== undefined && error.code.includes(judged.place)
  let document: JsonObject = {}
  if (judged !== undefined)
    document = buildWith(document, judged.place, isSamePlace ? code : buildContradiction(judged.values))
  if (!isSamePlace) document = buildWith(document, error.code[0], code)
  document = buildWith(document, readDescriptionPlace(error.description[0]), words.description)
  const status = rules.judgeBy === 'body' ? 200 : 400
  return { ...buildPastedSample(JSON.stringify(document, null, 1), status, noMoment), origin: 'built' }
}
