import { type EpochMs, epochMs } from '../lib/units.ts'
import { type RawResponse, readHeader } from './raw-response.ts'

/** Nobody is told to wait longer than this (requirement H-11). */
const longestMs = 3_600_000

/**
 * When a server says it may be asked again (RFC 9110, section 10.2.3: seconds or a date), at most an hour after its answer; `null`
 * where it does not say, or says a moment that has gone by.
 */
export function readRetryMoment(raw: RawResponse): EpochMs | null {
  const sent = readHeader(raw, 'retry-after')?.trim() ?? ''
  const wanted = /^\d+$/.test(sent) ? raw.receivedAt + Number(sent) * 1000 : Date.parse(sent)
  if (!Number.isFinite(wanted) || wanted < raw.receivedAt) return null
  return epochMs(Math.min(wanted, raw.receivedAt + longestMs))
}
