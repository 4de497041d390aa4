import { z } from 'zod'
import { grantNames } from '../dialects/grant-names.ts'
import { type Check, checkSchema } from '../lib/check.ts'
import { type Finding, findingSchema } from '../lib/finding.ts'
import { mask, maskText } from '../lib/mask.ts'
import { type Problem, problemSchema } from '../lib/problem.ts'
import { shownRequestSchema } from '../lib/request-part.ts'
import { type EpochMs, epochMsSchema, secondsSchema } from '../lib/units.ts'
import { shownRedirectSchema } from './captured-redirect.ts'
import { expiriesSchema } from './expiry.ts'
import { type RawResponse, rawResponseSchema } from './raw-response.ts'
import { type TokenReading, tokenReadingSchema } from './token-set.ts'

/** The calls around the tokens; each walks its own short trail. */
export const lifecycleKinds = ['userinfo', 'introspection', 'revocation', 'logout', 'registration'] as const
export type LifecycleKind = (typeof lifecycleKinds)[number]

export const exchangeKinds = [...grantNames, 'refresh_token', ...lifecycleKinds] as const

/** What is sent besides the token request itself. `poll` and `dpop_nonce` are token requests that were answered with "not yet". */
export const sideCallNames = [
  'pushed_authorization',
  'device_authorization',
  'backchannel_authentication',
  'poll',
  'dpop_nonce',
  'jwks',
  'userinfo',
  'introspection',
  'revocation',
  'registration',
] as const
export type SideCallName = (typeof sideCallNames)[number]

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
  /** What the person must do elsewhere: RFC 8628, section 3.2 (a code to type), or CIBA (a request on another device). */
  z.strictObject({
    kind: z.literal('user-action'),
    at: epochMsSchema,
    userCode: z.string().nullable(),
    verificationUri: z.string().nullable(),
    verificationUriComplete: z.string().nullable(),
    bindingMessage: z.string().nullable(),
    interval: secondsSchema,
    until: epochMsSchema.nullable(),
    findings,
  }),
  /** Something else that was sent on the way, with what came back; `null` when nothing did. */
  z.strictObject({
    kind: z.literal('side-call'),
    at: epochMsSchema,
    name: z.enum(sideCallNames),
    request: shownRequestSchema,
    response: rawResponseSchema.nullable(),
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
  /** Verdicts about the tokens and what came with them: all of them, the failed as well. */
  z.strictObject({ kind: z.literal('checks'), at: epochMsSchema, checks: z.array(checkSchema).readonly(), findings }),
  /** The end of a lifecycle call that went well. */
  z.strictObject({ kind: z.literal('done'), at: epochMsSchema, findings }),
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
  /** Counts the runs of a profile from 1; 0 for the calls around the tokens, which are no runs. */
  run: z.number().int(),
  kind: z.enum(exchangeKinds),
  state: exchangeStateSchema,
  startedAt: epochMsSchema,
  endedAt: epochMsSchema.nullable(),
  trail: z.array(trailStepSchema).readonly(),
})
export type Exchange = Readonly<z.output<typeof exchangeSchema>>

/** The step of that kind, once it is there: the last one, where tokens came twice (the hybrid flow). */
export function readStep<K extends TrailStep['kind']>(
  exchange: Exchange,
  kind: K,
): Extract<TrailStep, { kind: K }> | null {
  const step = exchange.trail.findLast((one) => one.kind === kind)
  return (step as Extract<TrailStep, { kind: K }> | undefined) ?? null
}

/** What comes of a wait: a redirect, or the answer to the last of many polls. */
const endsWait: readonly TrailStep['kind'][] = ['captured-redirect', 'raw-response']

function readStateAfter(exchange: Exchange, step: TrailStep): ExchangeState {
  if (step.kind === 'authorization-request') return step.opened === 'self' ? 'running' : 'waiting'
  if (step.kind === 'user-action') return 'waiting'
  if (step.kind === 'expiry' || step.kind === 'done') return 'received'
  if (step.kind !== 'problem')
    return exchange.state === 'waiting' && endsWait.includes(step.kind) ? 'running' : exchange.state
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

/** All verdicts of a run in their order: about the redirect, then about the tokens. */
export function readChecks(exchange: Exchange): readonly Check[] {
  return exchange.trail.flatMap((step) => (step.kind === 'grant' || step.kind === 'checks' ? step.checks : []))
}

/** Tells whether an exchange walks for tokens, and is not a call around them. */
export function isTokenRun({ kind }: Pick<Exchange, 'kind'>): boolean {
  return !lifecycleKinds.some((one) => one === kind)
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
  const tokens = exchange.trail.flatMap((step) => (step.kind === 'token-set' ? listTokens(step.reading) : []))
  const trail = exchange.trail.map((step): TrailStep => {
    if (step.kind === 'token-set') return { ...step, reading: maskReading(step.reading) }
    if (step.kind === 'raw-response') return { ...step, response: maskResponse(step.response, tokens) }
    if (step.kind === 'side-call' && step.response !== null)
      return { ...step, response: maskResponse(step.response, tokens) }
    return step
  })
  return { ...exchange, trail }
}

function maskResponse(response: RawResponse, tokens: readonly string[]): RawResponse {
  const headers = response.headers.map(([name, value]): [string, string] => [
    name,
    /cookie|^location$|authorization|token|secret/i.test(name) ? mask : maskText(value, tokens),
  ])
  return { ...response, headers, body: '' }
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
