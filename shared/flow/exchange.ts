import { z } from 'zod'
import { type Finding, findingSchema } from '../lib/finding.ts'
import { mask, maskText } from '../lib/mask.ts'
import { type Problem, problemSchema } from '../lib/problem.ts'
import { shownRequestSchema } from '../lib/request-part.ts'
import { type EpochMs, epochMsSchema } from '../lib/units.ts'
import { shownRedirectSchema } from './captured-redirect.ts'
import { expiriesSchema } from './expiry.ts'
import { checkSchema } from './grant.ts'
import { rawResponseSchema } from './raw-response.ts'
import { type TokenReading, tokenReadingSchema } from './token-set.ts'

export const exchangeKinds = ['authorization_code', 'refresh_token', 'password', 'client_credentials'] as const

const findings = z.array(findingSchema).readonly()

/** One step of a trail. Each is written once, when it happened, and never changed. */
export const trailStepSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('authorization-request'),
    at: epochMsSchema,
    request: shownRequestSchema,
    redirectUri: z.string(),
    /** How the sign-in page was opened; `self` when the endpoint is asked directly. */
    opened: z.enum(['system_browser', 'window', 'address_shown', 'self']),
    until: epochMsSchema.nullable(),
    findings,
  }),
  z.strictObject({ kind: z.literal('captured-redirect'), at: epochMsSchema, redirect: shownRedirectSchema, findings }),
  z.strictObject({ kind: z.literal('grant'), at: epochMsSchema, checks: z.array(checkSchema).readonly(), findings }),
  z.strictObject({ kind: z.literal('token-request'), at: epochMsSchema, request: shownRequestSchema, findings }),
  z.strictObject({ kind: z.literal('raw-response'), at: epochMsSchema, response: rawResponseSchema, findings }),
  z.strictObject({
    kind: z.literal('token-set'),
    at: epochMsSchema,
    reading: tokenReadingSchema,
    tokenSetId: z.string().nullable(),
    findings,
  }),
  z.strictObject({ kind: z.literal('expiry'), at: epochMsSchema, ...expiriesSchema.shape }),
  z.strictObject({ kind: z.literal('problem'), at: epochMsSchema, problem: problemSchema, findings }),
])
export type TrailStep = Readonly<z.output<typeof trailStepSchema>>

export const exchangeStateSchema = z.enum(['running', 'waiting', 'received', 'refused', 'failed', 'cancelled'])
export type ExchangeState = z.output<typeof exchangeStateSchema>

/** One walk down the street: an append-only trail. What is sent is masked in it; what came back is not. */
export const exchangeSchema = z.strictObject({
  id: z.string(),
  profileId: z.string(),
  profileName: z.string(),
  /** Counts the runs of a profile from 1. */
  run: z.number().int(),
  kind: z.enum(exchangeKinds),
  state: exchangeStateSchema,
  startedAt: epochMsSchema,
  endedAt: epochMsSchema.nullable(),
  trail: z.array(trailStepSchema).readonly(),
})
export type Exchange = Readonly<z.output<typeof exchangeSchema>>

/** The step of that kind, once it is there. */
export function readStep<K extends TrailStep['kind']>(
  exchange: Exchange,
  kind: K,
): Extract<TrailStep, { kind: K }> | null {
  const step = exchange.trail.find((one) => one.kind === kind)
  return (step as Extract<TrailStep, { kind: K }> | undefined) ?? null
}

function readStateAfter(exchange: Exchange, step: TrailStep): ExchangeState {
  if (step.kind === 'authorization-request') return step.opened === 'self' ? 'running' : 'waiting'
  if (step.kind === 'expiry') return 'received'
  if (step.kind !== 'problem')
    return exchange.state === 'waiting' && step.kind === 'captured-redirect' ? 'running' : exchange.state
  if (step.problem.code === 'cancelled') return 'cancelled'
  return step.problem.code === 'provider_refused' || step.problem.code === 'authorization_refused'
    ? 'refused'
    : 'failed'
}

/** The exchange with one more step. The earlier ones are the same objects: nothing that happened is edited. */
export function appendStep(exchange: Exchange, step: TrailStep): Exchange {
  const state = readStateAfter(exchange, step)
  const ended = state !== 'running' && state !== 'waiting'
  return { ...exchange, trail: [...exchange.trail, step], state, endedAt: ended ? step.at : null }
}

/** Everything noticed in the whole run: errors first, then warnings, then notes, each in the order of the steps. */
export function readFindings(exchange: Exchange): readonly Finding[] {
  const order = { error: 0, warning: 1, info: 2 } as const
  const inReading = (step: TrailStep): readonly Finding[] => (step.kind === 'token-set' ? step.reading.findings : [])
  const all = exchange.trail.flatMap((step) => [...step.findings, ...inReading(step)])
  return all.toSorted((a, b) => order[a.severity] - order[b.severity])
}

/** What stopped the run, if something did. */
export function readProblem(exchange: Exchange): Problem | null {
  return readStep(exchange, 'problem')?.problem ?? null
}

/** The secrets in what came back: all tokens of the reading. */
function listTokens(reading: TokenReading): readonly string[] {
  return reading.kind === 'tokens' ? reading.tokenSet.tokens.map((token) => token.value) : []
}

function maskReading(reading: TokenReading): TokenReading {
  if (reading.kind === 'unreadable') return reading
  if (reading.kind === 'refused') return { ...reading, extra: {} }
  const tokens = reading.tokenSet.tokens.map((token) => ({ ...token, value: mask }))
  return { ...reading, tokenSet: { ...reading.tokenSet, tokens, extra: {} } }
}

/**
 * The exchange as it may be published: without bodies, headers that carry secrets, token values or unknown fields.
 * Events and lists carry this form; the whole record is given only to who opens it.
 */
export function maskExchange(exchange: Exchange): Exchange {
  const reading = readStep(exchange, 'token-set')?.reading
  const tokens = reading === undefined ? [] : listTokens(reading)
  const trail = exchange.trail.map((step): TrailStep => {
    if (step.kind === 'token-set') return { ...step, reading: maskReading(step.reading) }
    if (step.kind !== 'raw-response') return step
    const headers = step.response.headers.map(([name, value]): [string, string] => [
      name,
      /cookie|^location$|authorization|token|secret/i.test(name) ? mask : maskText(value, tokens),
    ])
    return { ...step, response: { ...step.response, headers, body: '' } }
  })
  return { ...exchange, trail }
}

/** A line of a list: no step, no secret. */
export const exchangeRowSchema = exchangeSchema.omit({ trail: true }).extend({
  problem: problemSchema.nullable(),
  findings: z.number().int(),
  status: z.number().int().nullable(),
})
export type ExchangeRow = Readonly<z.output<typeof exchangeRowSchema>>

/** The line of an exchange for the history. */
export function readExchangeRow(exchange: Exchange): ExchangeRow {
  const { trail: _, ...row } = exchange
  return {
    ...row,
    problem: readProblem(exchange),
    findings: readFindings(exchange).length,
    status: readStep(exchange, 'raw-response')?.response.status ?? null,
  }
}

/** A new exchange with an empty trail. */
export function createExchange(
  start: Pick<Exchange, 'id' | 'profileId' | 'profileName' | 'run' | 'kind'>,
  startedAt: EpochMs,
): Exchange {
  return { ...start, state: 'running', startedAt, endedAt: null, trail: [] }
}
