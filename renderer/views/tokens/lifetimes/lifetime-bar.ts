import type { Expiry, ExpirySource } from '../../../../shared/flow/expiry.ts'
import { type EpochMs, epochMs } from '../../../../shared/lib/units.ts'
import type { Axis } from './lifetime-axis.ts'

/** From and to, as shares of the picture's width. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

/** How a token's life is drawn: elapsed and left, elapsed and nobody knows, or over. */
export type LifetimeBar =
  | { readonly kind: 'running'; readonly elapsed: Stretch; readonly left: Stretch }
  | { readonly kind: 'unknown'; readonly elapsed: Stretch; readonly left: Stretch }
  | { readonly kind: 'ended'; readonly whole: Stretch }

/** A reading that contradicts the one in use, where it would put the end. */
export interface Contradiction {
  readonly source: ExpirySource
  readonly at: EpochMs
}

/** Narrower than this share nobody would see it. */
const least = 0.004

/** Draws one token's life on the axis. A token from the future (a clock that is off) has elapsed nothing. */
export function buildLifetimeBar(expiry: Expiry, axis: Axis, now: EpochMs): LifetimeBar {
  const issued = axis.place(epochMs(Math.min(expiry.issuedAt, expiry.at ?? expiry.issuedAt)))
  const elapsed = { from: Math.min(issued, axis.now), to: axis.now }
  if (expiry.at === null) return { kind: 'unknown', elapsed, left: { from: axis.now, to: 1 } }
  const end = axis.place(expiry.at)
  if (expiry.at <= now) return { kind: 'ended', whole: { from: issued, to: Math.max(end, issued + least) } }
  return { kind: 'running', elapsed, left: { from: axis.now, to: Math.max(end, axis.now + least) } }
}

/** What contradicts the end in use, each moment once. */
export function listContradictions(expiry: Expiry): readonly Contradiction[] {
  const found = expiry.sources.flatMap((source) =>
    source.verdict === 'differs' && source.at !== null ? [{ source, at: source.at }] : [],
  )
  return found.filter((one, index) => found.findIndex((other) => other.at === one.at) === index)
}

/** The first and the last moment that the picture has to show. */
export function readExtent(
  expiries: readonly Expiry[],
  now: EpochMs,
): { readonly first: EpochMs; readonly last: EpochMs } {
  const moments = expiries.flatMap((expiry) => [
    expiry.issuedAt,
    ...(expiry.at === null ? [] : [expiry.at]),
    ...listContradictions(expiry).map(({ at }) => at),
  ])
  return { first: epochMs(Math.min(now, ...moments)), last: epochMs(Math.max(now, ...moments)) }
}
