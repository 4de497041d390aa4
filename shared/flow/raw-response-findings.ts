import { type Finding, finding } from '../lib/finding.ts'
import { type RawResponse, readHeader } from './raw-response.ts'

/** Clocks further apart than this are worth saying (requirement X-04). */
const skewMs = 60_000

/** What the status line and headers of a token response are worth saying; the body is read elsewhere. */
export function readResponseFindings(raw: RawResponse): readonly Finding[] {
  const findings: Finding[] = []
  const date = Date.parse(readHeader(raw, 'date') ?? '')
  const skew = Number.isFinite(date) ? date - raw.receivedAt : 0
  if (Math.abs(skew) > skewMs) {
    const seconds = Math.round(skew / 1000)
    findings.push(
      finding('raw-response', 'clock_skew', {
        skew: `${seconds > 0 ? '+' : ''}${seconds} s`,
        seconds: String(seconds),
      }),
    )
  }
  const succeeded = raw.status >= 200 && raw.status < 300
  if (succeeded && !/\bno-store\b/i.test(readHeader(raw, 'cache-control') ?? ''))
    findings.push(finding('raw-response', 'not_no_store'))
  return findings
}
