import { type Exchange, readStep, type TrailStep } from '../../../shared/flow/exchange.ts'
import type { EpochMs } from '../../../shared/lib/units.ts'

/** The five steps of the screen. */
export type StepNumber = 1 | 2 | 3 | 4 | 5

/** Who a stretch of a run was waiting for. */
export type Spender = 'app' | 'person' | 'network'

/** A stretch of a run: its step, how long it took in milliseconds and who spent it. */
export interface Stretch {
  readonly step: StepNumber
  readonly by: Spender
  readonly ms: number
}

/** Where the time of a run went. */
export interface RunSummary {
  readonly stretches: readonly Stretch[]
  readonly totalMs: number
  /** The part of it that a person needed to sign in. */
  readonly personMs: number
}

/** How a run gets to its tokens, as far as the steps of the screen are concerned. */
export type Way = 'redirect' | 'front_channel' | 'elsewhere' | 'direct'

/** `elsewhere`: a person confirms on another device while we ask again and again. `front_channel`: the redirect brings the tokens itself. */
export function readWay({ kind }: Pick<Exchange, 'kind'>): Way {
  if (kind === 'device_code' || kind === 'ciba') return 'elsewhere'
  if (kind === 'implicit') return 'front_channel'
  return kind === 'authorization_code' || kind === 'hybrid' ? 'redirect' : 'direct'
}

/** When a step of the screen was over, or `null` when it was not reached. */
function readEnds(exchange: Exchange): Readonly<Record<StepNumber, EpochMs | null>> {
  const at = (kind: TrailStep['kind']): EpochMs | null => readStep(exchange, kind)?.at ?? null
  const answered = at('raw-response')
  const ends = { 4: answered, 5: at('expiry') ?? at('token-set') }
  switch (readWay(exchange)) {
    case 'elsewhere':
      // The token request is sent over and over while the person is busy; the last answer ends all three.
      return { 1: at('user-action'), 2: answered, 3: answered, ...ends }
    case 'front_channel':
      return { 1: at('authorization-request'), 2: at('captured-redirect'), 3: answered, ...ends }
    default:
      return { 1: at('authorization-request'), 2: at('captured-redirect'), 3: at('token-request'), ...ends }
  }
}

function readSpender(exchange: Exchange, step: StepNumber): Spender {
  if (step === 4) return 'network'
  if (step !== 2) return 'app'
  return readStep(exchange, 'authorization-request')?.opened === 'self' ? 'network' : 'person'
}

/** The step that a run is in, or was in when it stopped. */
export function readReached(exchange: Exchange): StepNumber {
  const ends = readEnds(exchange)
  if (ends[4] !== null && ends[3] !== null) return 5
  if (ends[3] !== null) return 4
  if (readWay(exchange) === 'direct' || ends[2] !== null) return 3
  return ends[1] === null ? 1 : 2
}

/**
 * Splits the time of a run between its steps and says who spent it. A step that was not taken has no stretch; the step
 * that a run is in, or stopped in, lasts until `now` or until its end.
 */
export function readRunSummary(exchange: Exchange, now: EpochMs): RunSummary {
  const ends = readEnds(exchange)
  const reached = readReached(exchange)
  const last = exchange.endedAt ?? now
  const stretches: Stretch[] = []
  let from: number = exchange.startedAt
  for (const step of [1, 2, 3, 4, 5] as const) {
    const end = ends[step] ?? (step === reached ? last : null)
    if (end === null) continue
    stretches.push({ step, by: readSpender(exchange, step), ms: Math.max(0, end - from) })
    from = Math.max(from, end)
  }
  const totalMs = Math.max(0, last - exchange.startedAt)
  const personMs = stretches.reduce((sum, one) => sum + (one.by === 'person' ? one.ms : 0), 0)
  return { stretches, totalMs, personMs }
}

/** How long a step took, or `null` when it was not taken. */
export function readStepMs(summary: RunSummary, step: StepNumber): number | null {
  return summary.stretches.find((one) => one.step === step)?.ms ?? null
}

/**
 * The share of the bar that a stretch gets. The square root keeps a network time of 200 ms visible beside eight
 * seconds of signing in; the figures beside the bar are exact.
 */
export function readShare(ms: number): number {
  return Math.max(1, Math.sqrt(ms))
}
