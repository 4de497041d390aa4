import { type EpochMs, epochMs, type Seconds } from '../lib/units.ts'

/** The newest token set of a profile that wants to be refreshed ahead of its end. */
export interface RefreshCandidate {
  readonly profileId: string
  readonly tokenSetId: string
  /** How long before the end of the access token. */
  readonly ahead: Seconds
  readonly receivedAt: EpochMs
  /** The end of the access token; `null` when nothing tells, and then nothing is planned. */
  readonly end: EpochMs | null
  /** The end of the refresh token; `null` when nothing tells, absent when there is none. */
  readonly refreshEnd: EpochMs | null | undefined
  /** The provider has refused the refresh token. */
  readonly dead: boolean
}

/** How often a set was tried. One that went well is no candidate any more: what came of it is. */
export interface RefreshAttempt {
  readonly tries: number
  readonly at: EpochMs
}

/** One refresh to come. */
export interface PlannedRefresh {
  readonly profileId: string
  readonly tokenSetId: string
  readonly at: EpochMs
}

/** No set is refreshed sooner than this after it came: a lifetime of nothing must not become a storm. */
const soonestMs = 30_000

/** The pause after the first try; each further one doubles it, up to an hour. */
const firstPauseMs = 30_000
const longestPauseMs = 3_600_000

/** How many are refreshed at the same time, over all profiles (requirement X-03). */
export const mostAtOnce = 4

function readPause(tries: number): number {
  return Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(tries - 1, 12))
}

/**
 * The moment of a set: `ahead` before its end, up to a fifth of that earlier by `jitter` (0 to 1), and never in the first half of
 * its life, where a provider hands out tokens that live shorter than `ahead`.
 */
function readMoment({ end, ahead, receivedAt }: RefreshCandidate & { readonly end: EpochMs }, jitter: number): number {
  const wanted = end - ahead * 1000 * (1 + jitter / 5)
  return Math.max(wanted, receivedAt + (end - receivedAt) / 2, receivedAt + soonestMs)
}

function planOne(
  candidate: RefreshCandidate,
  attempt: RefreshAttempt | undefined,
  now: EpochMs,
  jitter: number,
): readonly PlannedRefresh[] {
  const { end, refreshEnd, dead, profileId, tokenSetId } = candidate
  if (dead || end === null || refreshEnd === undefined || (refreshEnd !== null && refreshEnd <= now)) return []
  const moment = readMoment({ ...candidate, end }, jitter)
  // After a try it waits; a clock that was set back since must not make it wait for longer than that.
  const pause = attempt === undefined ? 0 : readPause(attempt.tries) * (1 + jitter / 5)
  const retry = attempt === undefined ? moment : Math.min(attempt.at + pause, now + pause)
  return [{ profileId, tokenSetId, at: epochMs(Math.round(Math.max(moment, retry))) }]
}

/**
 * What is to be refreshed and when, the next one first. It follows from the sets and the present moment alone, so it may be asked
 * at any time: after a sleep or a jump of the clock it is simply right again.
 */
export function planRefreshes(
  candidates: readonly RefreshCandidate[],
  attempts: ReadonlyMap<string, RefreshAttempt>,
  now: EpochMs,
  jitterOf: (tokenSetId: string) => number,
): readonly PlannedRefresh[] {
  return candidates
    .flatMap((one) => planOne(one, attempts.get(one.tokenSetId), now, jitterOf(one.tokenSetId)))
    .toSorted((one, other) => one.at - other.at)
}
