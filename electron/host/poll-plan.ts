import type { PendingAnswer } from '../../shared/flow/raw-response-pending.ts'
import { type Finding, finding } from '../../shared/lib/finding.ts'
import { after, type EpochMs, type Seconds, seconds } from '../../shared/lib/units.ts'

/** How to ask, and until when. */
export interface PollPlan {
  readonly interval: Seconds
  readonly until: EpochMs
}

/** Assumed where an answer does not say how long its code lives. */
const usualLifetime = 600

/** No run waits longer than a day, whatever the answer says. */
const longestLifetime = 86_400

/** How to poll for an answer that arrived at that moment. */
export function readPollPlan(
  { expiresIn, interval }: PendingAnswer,
  receivedAt: EpochMs,
): { readonly plan: PollPlan; readonly findings: readonly Finding[] } {
  const lifetime = seconds(Math.min(expiresIn ?? usualLifetime, longestLifetime))
  const findings = expiresIn === null ? [finding('grant', 'wait_assumed', { seconds: String(lifetime) })] : []
  return { plan: { interval, until: after(receivedAt, lifetime) }, findings }
}
