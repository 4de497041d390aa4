import type { Check } from '../lib/check.ts'
import { type Finding, finding } from '../lib/finding.ts'

/**
 * Says of every failed check that it failed; it marks the tokens and hides none. That a token is no JWT at all is said
 * where the set is read (`readFormFindings`), and not a second time.
 */
export function readFailedFindings(checks: readonly Check[]): readonly Finding[] {
  return checks
    .filter((one) => one.verdict === 'fail' && one.reason !== 'not_a_jwt')
    .map(({ of, name, reason, because, evidence }) =>
      // With the reason and what it names, so that the window can say it in its own language.
      finding('decoded-token', 'check_failed', { ...evidence, of, name, reason, because }),
    )
}
