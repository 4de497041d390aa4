import type { EpochMs } from './units.ts'

/** How a token stands at a moment. `unknown` is not "never". */
export type LifeState = 'valid' | 'ends_soon' | 'expired' | 'unknown'

/** A length of time in the units people read. */
export interface Span {
  /** True when the moment has passed and the span counts from then. */
  readonly past: boolean
  readonly days: number
  readonly hours: number
  readonly minutes: number
  readonly seconds: number
}

/** Under this a token "ends soon" (ui.md, section 6). */
export const endsSoonMs = 5 * 60_000

/** How a token that ends `at` stands `now`. */
export function readLifeState(at: EpochMs | null, now: EpochMs): LifeState {
  if (at === null) return 'unknown'
  if (at <= now) return 'expired'
  return at - now < endsSoonMs ? 'ends_soon' : 'valid'
}

/** The time between now and a moment, split into days, hours, minutes and seconds; a started second counts as whole. */
export function readSpan(at: EpochMs, now: EpochMs): Span {
  const past = at <= now
  const total = past ? Math.floor((now - at) / 1000) : Math.ceil((at - now) / 1000)
  return {
    past,
    days: Math.floor(total / 86_400),
    hours: Math.floor((total % 86_400) / 3600),
    minutes: Math.floor((total % 3600) / 60),
    seconds: total % 60,
  }
}
