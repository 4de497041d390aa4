import { type Problem, problem } from '../lib/problem.ts'
import { type Seconds, seconds } from '../lib/units.ts'
import type { RawResponse } from './raw-response.ts'
import type { TokenReading } from './token-set.ts'

/**
 * What an answer to a poll means (RFC 8628, section 3.5; CIBA Core, section 11): not yet, not yet and slower, a server in trouble
 * that may be better in a moment, or the last word.
 */
export type PollVerdict = 'pending' | 'slow_down' | 'trouble' | 'final'

/** How long to wait for the next poll. */
export interface PollPace {
  /** As the server wants it. */
  readonly interval: Seconds
  /** How many polls in a row did not get through. */
  readonly failures: number
}

/** `slow_down` adds so much for good (RFC 8628, section 3.5). */
const slower = 5

/** However often it failed, nobody waits longer for the next poll than this or the server's own interval. */
const longestPause = 60

const troubled = [429, 502, 503, 504]

/** Reads the verdict from the token reading of an answer; some write the code in capitals. */
export function readPollVerdict(reading: TokenReading, raw: RawResponse): PollVerdict {
  const code = reading.kind === 'refused' ? reading.refusal.code.toLowerCase() : ''
  if (code === 'authorization_pending') return 'pending'
  if (code === 'slow_down') return 'slow_down'
  return reading.kind === 'unreadable' && troubled.includes(raw.status) ? 'trouble' : 'final'
}

/** The pace after a poll; every answer of the server ends a row of failures. */
export function readNextPace({ interval, failures }: PollPace, verdict: Exclude<PollVerdict, 'final'>): PollPace {
  if (verdict === 'trouble') return { interval, failures: failures + 1 }
  return { interval: seconds(interval + (verdict === 'slow_down' ? slower : 0)), failures: 0 }
}

/** The pause before the next poll: the interval, doubled with each failure in a row (RFC 8628, section 3.5). */
export function readPause({ interval, failures }: PollPace): Seconds {
  return seconds(Math.min(interval * 2 ** failures, Math.max(interval, longestPause)))
}

/** The last word of a poll by its own name: the code ran out, or the person said no. */
export function namePollEnd(reading: TokenReading): TokenReading {
  if (reading.kind !== 'refused') return reading
  const code = reading.refusal.code.toLowerCase()
  const { description } = reading.refusal
  const evidence = { error: code, ...(description === null ? {} : { error_description: description }) }
  const named: Readonly<Record<string, Problem>> = {
    expired_token: problem('grant', 'code_expired', evidence),
    access_denied: problem('grant', 'authorization_refused', evidence),
  }
  return Object.hasOwn(named, code) ? { ...reading, problem: named[code] ?? reading.problem } : reading
}
