import { z } from 'zod'

/** The ways a body may be written, tried in the order the dialect gives; the first that reads wins. */
export const syntaxSchema = z.enum(['json', 'relaxed_json', 'prefixed_json', 'jsonp', 'form', 'xml', 'location_query'])

/** An RFC 6901 pointer into the body; `''` is the whole body. It may pass through a string that holds JSON. */
export const placeSchema = z.string().regex(/^(\/.*)?$/s, 'must be empty or start with "/" (RFC 6901)')
const placesSchema = z.array(placeSchema).readonly()

/** A description may also be a template of places: `{/message}: {/errors/0/code}`. */
const describedPlacesSchema = z.array(z.string().regex(/^(\/|.*\{\/).*$/s)).readonly()

/** One thing that must hold for a body to count as success. Values are compared as text, so 0 and "0" are alike. */
export const successRuleSchema = z.strictObject({
  place: placeSchema,
  rule: z.enum(['equals', 'absent']),
  /** For `equals`: the accepted values. A place where nothing is decides nothing. */
  values: z
    .array(z.union([z.string(), z.number(), z.boolean()]))
    .readonly()
    .default([]),
})

/** One place that says how long a token lives. */
export const lifetimeRuleSchema = z.strictObject({
  of: z.enum(['access_token', 'refresh_token', 'id_token']),
  place: placeSchema,
  meaning: z.enum(['duration', 'epoch', 'date_time']).default('duration'),
  unit: z.enum(['s', 'ms']).default('s'),
  /** The unit the provider's document claims, where that is not the unit in use. */
  documentedUnit: z.enum(['s', 'ms']).optional(),
  /** Set where the name is a known misspelling; the standard name it stands for. */
  misspells: z.string().optional(),
})

const fieldsSchema = z.strictObject({
  access_token: placesSchema.default(['/access_token']),
  refresh_token: placesSchema.default(['/refresh_token']),
  id_token: placesSchema.default(['/id_token']),
  token_type: placesSchema.default(['/token_type']),
  scope: placesSchema.default(['/scope']),
})

const standardLifetimes = [
  { of: 'access_token', place: '/expires_in' },
  { of: 'refresh_token', place: '/refresh_expires_in' },
  { of: 'refresh_token', place: '/refresh_token_expires_in' },
  // Not in the RFC, and common: the moment itself, as a number or as text.
  { of: 'access_token', place: '/expires_at', meaning: 'epoch' },
  { of: 'access_token', place: '/expires_on', meaning: 'epoch' },
] as const

/** How an answer is read: RFC 6749 sections 5.1 and 5.2, unless said otherwise. */
export const responseRulesSchema = z.strictObject({
  syntaxes: z.array(syntaxSchema).min(1).readonly().default(['json']),
  /** For `prefixed_json`: what stands before the document. */
  prefix: z.string().default(''),
  /** `status`: HTTP 2xx is needed as well as a good body. `body`: only the body counts (MaxKey). */
  judgeBy: z.enum(['status', 'body']).default('status'),
  success: z.array(successRuleSchema).readonly().default([]),
  fields: fieldsSchema.prefault({}),
  /** What separates scopes in a text; arrays need none. Several letters mean any of them. */
  scopeSeparators: z.string().default(' '),
  lifetimes: z
    .array(lifetimeRuleSchema)
    .readonly()
    .default([...standardLifetimes].map((rule) => lifetimeRuleSchema.parse(rule))),
  error: z
    .strictObject({
      code: placesSchema.default(['/error']),
      description: describedPlacesSchema.default(['/error_description']),
      /** A finer code of the provider's own, shown beside the code. */
      vendorCode: placesSchema.default([]),
      /** The provider's code -> the OAuth code it means. */
      codes: z.record(z.string(), z.string()).default({}),
    })
    .prefault({}),
  /** Whether tokens in the query of a redirect's Location are read. The redirect is never followed. */
  readLocation: z.boolean().default(false),
  /** Where an answer without tokens names another address to continue at (tKeel's external sign-in). */
  continueAt: placesSchema.default([]),
  /** Further members that this provider is known to send; they are kept and shown, without a note. */
  knownFields: z.array(z.string()).readonly().default([]),
})

export type Syntax = z.output<typeof syntaxSchema>
export type LifetimeRule = z.output<typeof lifetimeRuleSchema>
export type ResponseRules = z.output<typeof responseRulesSchema>
