import { z } from 'zod'
import { syntaxSchema } from '../dialects/response-rules.ts'
import { findingSchema } from '../lib/finding.ts'
import { jsonValueSchema } from '../lib/json-value.ts'
import { problemSchema } from '../lib/problem.ts'
import { epochMsSchema, secondsSchema } from '../lib/units.ts'

export const tokenKinds = ['access_token', 'refresh_token', 'id_token'] as const
export const tokenKindSchema = z.enum(tokenKinds)
export type TokenKind = z.output<typeof tokenKindSchema>

/** Where in the raw response a value was taken from: a pointer, and its place in the text where the syntax tells. */
export const sourceSchema = z.strictObject({
  place: z.string(),
  line: z.number().int().nullable(),
  start: z.number().int().nullable(),
  end: z.number().int().nullable(),
})
export type Source = Readonly<z.output<typeof sourceSchema>>

export const issuedTokenSchema = z.strictObject({ kind: tokenKindSchema, value: z.string(), at: sourceSchema })
export type IssuedToken = Readonly<z.output<typeof issuedTokenSchema>>

/**
 * One thing the response says about a lifetime, exactly as sent, and what it amounts to under the dialect's unit.
 * Both amounts are `null` when it cannot be read; a duration fills `amount`, a moment fills `moment`.
 */
export const lifetimeClaimSchema = z.strictObject({
  of: tokenKindSchema,
  field: z.string(),
  at: sourceSchema,
  meaning: z.enum(['duration', 'epoch', 'date_time']),
  unit: z.enum(['s', 'ms']),
  documentedUnit: z.enum(['s', 'ms']).nullable(),
  sent: z.string(),
  amount: secondsSchema.nullable(),
  moment: epochMsSchema.nullable(),
})
export type LifetimeClaim = Readonly<z.output<typeof lifetimeClaimSchema>>

/** What a provider issued in one answer (RFC 6749, section 5.1), with the place each part came from. */
export const tokenSetSchema = z.strictObject({
  receivedAt: epochMsSchema,
  syntax: syntaxSchema,
  /** True when the body was read leniently. */
  repaired: z.boolean(),
  tokens: z.array(issuedTokenSchema).readonly(),
  tokenType: z.strictObject({ value: z.string(), at: sourceSchema }).nullable(),
  /** `null` when the response names no scope, which is not the same as an empty one. */
  scope: z.strictObject({ values: z.array(z.string()).readonly(), at: sourceSchema }).nullable(),
  lifetimes: z.array(lifetimeClaimSchema).readonly(),
  /** Everything else that was in the body, under its own names. */
  extra: z.record(z.string(), jsonValueSchema),
})
export type TokenSet = Readonly<z.output<typeof tokenSetSchema>>

/** How the provider said no (RFC 6749, section 5.2). Its words may echo secrets and are masked when shown. */
export const refusalSchema = z.strictObject({
  /** The OAuth code, mapped from the provider's where the dialect says so; `invalid_response` when it gave none. */
  code: z.string(),
  /** The provider's own code, where it is another one. */
  vendorCode: z.string().nullable(),
  description: z.string().nullable(),
  at: sourceSchema.nullable(),
  descriptionAt: sourceSchema.nullable(),
})
export type Refusal = Readonly<z.output<typeof refusalSchema>>

const noticed = { findings: z.array(findingSchema).readonly() }

/** The reading of one token response. The raw response stays beside it, whatever the reading is. */
export const tokenReadingSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('tokens'), tokenSet: tokenSetSchema, ...noticed }),
  z.strictObject({
    kind: z.literal('refused'),
    refusal: refusalSchema,
    problem: problemSchema,
    extra: z.record(z.string(), jsonValueSchema),
    repaired: z.boolean(),
    ...noticed,
  }),
  z.strictObject({ kind: z.literal('unreadable'), problem: problemSchema, ...noticed }),
])
export type TokenReading = Readonly<z.output<typeof tokenReadingSchema>>

/** The token of that kind in a set, or `null`. */
export function readToken(tokenSet: TokenSet, kind: TokenKind): IssuedToken | null {
  return tokenSet.tokens.find((token) => token.kind === kind) ?? null
}
