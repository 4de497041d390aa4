import type { Afterlife, OpenedTokenSet } from '../../../shared/contract/records.ts'
import type { IssuedToken } from '../../../shared/flow/token-set.ts'
import type { Check } from '../../../shared/lib/check.ts'
import type { Finding } from '../../../shared/lib/finding.ts'
import type { StepOrder } from '../run-order.ts'
import type { Waiting } from '../wait-for-redirect.ts'

/** One call around the tokens of a set. */
export interface LifecycleOrder extends StepOrder {
  /** The set that it is about; a logout may do without one. */
  readonly opened: OpenedTokenSet | null
  /** The token that is shown, asked about or given back. */
  readonly token: IssuedToken | null
  readonly openBrowser: boolean
  /** Makes it reachable for paste and re-open while it waits. */
  waiting(waiting: Waiting | null): void
  /** Stores what was told with the set; gives what is worth saying about it. */
  saveAfterlife(told: Partial<Afterlife>): readonly Finding[]
  /** Adds the verdicts to the set. */
  saveChecks(checks: readonly Check[]): void
  /** The refresh token was taken back: refreshing with it is over. */
  markDead(): void
}

/** How a call ended: its verdicts and what is worth saying at its end. */
export interface LifecycleEnd {
  readonly checks: readonly Check[]
  readonly findings: readonly Finding[]
}
