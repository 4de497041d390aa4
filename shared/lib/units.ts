import { z } from 'zod'

/** A length of time in seconds; may be fractional or zero. Never test it by truthiness: zero is a value. */
export type Seconds = number & { readonly __unit: 'Seconds' }

/** A moment, in milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMs = number & { readonly __unit: 'EpochMs' }

/** Names a bare number as seconds. */
export const seconds = (value: number): Seconds => value as Seconds

/** Names a bare number as a moment. */
export const epochMs = (value: number): EpochMs => value as EpochMs

export const secondsSchema = z.custom<Seconds>((value) => typeof value === 'number' && Number.isFinite(value))
export const epochMsSchema = z.custom<EpochMs>((value) => typeof value === 'number' && Number.isFinite(value))

/** The moment `lifetime` after `from`. */
export function after(from: EpochMs, lifetime: Seconds): EpochMs {
  return epochMs(from + lifetime * 1000)
}

/** The seconds from `from` to `to`; negative when `to` is earlier. */
export function between(from: EpochMs, to: EpochMs): Seconds {
  return seconds((to - from) / 1000)
}
