import type { ResponseRules } from '../../../../shared/dialects/response-rules.ts'
import { isJsonObject, type JsonObject, type JsonValue } from '../../../../shared/lib/json-value.ts'
import { buildDocumentWith } from '../draft/document-place.ts'
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

/**
 * A refusal as a provider with these rules would write it: the error at its places, and the sign of success reversed.
 * It shows how the rules read a refusal before the provider has ever refused.
 */
export function buildRefusalSample(rules: ResponseRules): Sample {
  const { error, success } = rules
  const [place] = error.code
  const judged = success.find((rule) => rule.rule === 'equals')
  let document: JsonObject = {}
  if (judged !== undefined) document = buildWith(document, judged.place, buildContradiction(judged.values))
  const code = Object.keys(error.codes)[0] ?? words.code
  if (place !== judged?.place || typeof judged?.values[0] === 'string') document = buildWith(document, place, code)
  document = buildWith(document, error.vendorCode[0], code)
  document = buildWith(document, readDescriptionPlace(error.description[0]), words.description)
  const status = rules.judgeBy === 'body' ? 200 : 400
  const text = isJsonObject(document) ? JSON.stringify(document) : ''
  return { ...buildPastedSample(text, status, noMoment), origin: 'built' }
}
