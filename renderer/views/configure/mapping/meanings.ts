import type { ResponseRules } from '../../../../shared/dialects/response-rules.ts'
import { buildDocumentWith } from '../../../../shared/lib/json-change.ts'
import { readPlace } from '../../../../shared/lib/json-pointer.ts'
import type { JsonObject, JsonValue } from '../../../../shared/lib/json-value.ts'
import { readObjectsAt, readTextAt, readTextsAt } from '../draft/document-place.ts'

const response = '/dialect/response'

/** What a place of the sample can be picked for, in the order of the form. */
export const meanings = [
  'access_token',
  'refresh_token',
  'id_token',
  'lifetime',
  'token_type',
  'scope',
  'error_code',
  'error_description',
] as const
export type Meaning = (typeof meanings)[number]

/** What the sample of a refusal is picked for; everything else is looked for in a success. */
export const isErrorMeaning = (meaning: Meaning): boolean => meaning === 'error_code' || meaning === 'error_description'

const standardPlaces: Readonly<Record<Meaning, string>> = {
  access_token: '/access_token',
  refresh_token: '/refresh_token',
  id_token: '/id_token',
  lifetime: '/expires_in',
  token_type: '/token_type',
  scope: '/scope',
  error_code: '/error',
  error_description: '/error_description',
}

/** Where the profile document keeps the places of a meaning; lifetimes are rules of their own. */
export function readMeaningPlace(meaning: Meaning): string {
  if (meaning === 'lifetime') return `${response}/lifetimes`
  if (meaning === 'error_code') return `${response}/error/code`
  return meaning === 'error_description' ? `${response}/error/description` : `${response}/fields/${meaning}`
}

function isAccessLifetime(rule: JsonObject): boolean {
  return readTextAt(rule, '/of') === 'access_token'
}

/** The places that a meaning is looked for at, the first that exists being the one. */
export function readPlacesOf(document: JsonObject, meaning: Meaning): readonly string[] {
  if (meaning !== 'lifetime') return readTextsAt(document, readMeaningPlace(meaning))
  return readObjectsAt(document, readMeaningPlace(meaning))
    .filter(isAccessLifetime)
    .map((rule) => readTextAt(rule, '/place'))
}

/** The first of the places where the sample has something, or `null`. */
export function readFoundPlace(sample: JsonValue | null, places: readonly string[]): string | null {
  if (sample === null) return null
  const found = places.find((place) => {
    const value = place.startsWith('/') ? readPlace(sample, place) : undefined
    return value !== undefined && value !== null && value !== ''
  })
  return found ?? null
}

/** The new place in front; the others stay behind it, but not the standard's when it was the only one. */
function buildPlaces(places: readonly string[], taken: string, standard: string): readonly string[] {
  const others = places.filter((place) => place !== taken)
  return others.length === 1 && others[0] === standard ? [taken] : [taken, ...others]
}

function buildLifetimes(document: JsonObject, taken: string): readonly JsonObject[] {
  const rules = readObjectsAt(document, readMeaningPlace('lifetime'))
  const same = rules.find((rule) => isAccessLifetime(rule) && readTextAt(rule, '/place') === taken)
  const rule = same ?? { of: 'access_token', place: taken, meaning: 'duration', unit: 's' }
  return [rule, ...rules.filter((one) => one !== same)]
}

/** The document in which a meaning is looked for at that place first. */
export function buildTaken(document: JsonObject, meaning: Meaning, taken: string): JsonObject {
  const place = readMeaningPlace(meaning)
  if (meaning === 'lifetime') return buildDocumentWith(document, place, buildLifetimes(document, taken))
  return buildDocumentWith(document, place, buildPlaces(readTextsAt(document, place), taken, standardPlaces[meaning]))
}

/** How many of the members that the sample has are looked at by some rule, and how many there are. */
export function countUsed(pointers: readonly string[], rules: ResponseRules): number {
  const { fields, error, lifetimes, success } = rules
  const places = [
    ...Object.values(fields).flat(),
    ...lifetimes.map((rule) => rule.place),
    ...success.map((rule) => rule.place),
    ...error.code,
    ...error.description,
    ...error.vendorCode,
  ]
  return pointers.filter((pointer) => places.includes(pointer)).length
}
