import { type Check, type CheckName, type CheckSubject, check } from '../lib/check.ts'
import type { JsonValue } from '../lib/json-value.ts'
import { type EpochMs, epochMs, type Seconds } from '../lib/units.ts'

/** Builds the checks of one token. */
export type Judge = (
  name: CheckName,
  verdict: Check['verdict'],
  reason: Check['reason'],
  evidence?: Readonly<Record<string, string>>,
) => Check

/** A judge of that token. */
export function createJudge(of: CheckSubject): Judge {
  return (name, verdict, reason, evidence = {}) => check(of, name, verdict, reason, evidence)
}

/** Longer texts are cut in the evidence: the token itself is shown elsewhere, whole. */
const longestShown = 120

/** A claim as the evidence shows it: text as it is, everything else as JSON, cut when it is long. */
export function describeClaim(value: JsonValue | undefined): string {
  if (value === undefined) return '–'
  // The head is enough to be cut from; an array may hold a hundred thousand members.
  const short = Array.isArray(value) ? value.slice(0, longestShown) : value
  const text = typeof short === 'string' ? short : JSON.stringify(short)
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text
}

/** The clock that the rules of time are judged by: when the answer came, and how far clocks may differ. */
export interface CheckClock {
  readonly receivedAt: EpochMs
  readonly skew: Seconds
}

/** A whole second as it is shown. */
export function describeMoment(moment: EpochMs): string {
  return new Date(moment).toISOString().replace('.000Z', 'Z')
}

/** Further from 1970 than this (the year 5138) a number counts no seconds; most likely it counts milliseconds. */
const furthest = 1e11

/**
 * A claim that must be a moment (NumericDate, RFC 7519, section 2), or `null` when it is none: text, a number that
 * counts milliseconds. A fraction is allowed.
 */
export function readMomentClaim(value: JsonValue | undefined): EpochMs | null {
  return typeof value === 'number' && Math.abs(value) < furthest ? epochMs(value * 1000) : null
}
