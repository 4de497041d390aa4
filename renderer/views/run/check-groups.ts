import { type Check, type CheckSubject, checkSubjects } from '../../../shared/lib/check.ts'

/** The verdicts about one thing, in the order they were given. */
export interface CheckGroup {
  readonly of: CheckSubject
  readonly checks: readonly Check[]
}

/** Verdicts by what they are about, in the order of the street. */
export function groupChecks(checks: readonly Check[]): readonly CheckGroup[] {
  return checkSubjects
    .map((of) => ({ of, checks: checks.filter((one) => one.of === of) }))
    .filter((group) => group.checks.length > 0)
}

/** How many verdicts of each kind there are. */
export function countVerdicts(checks: readonly Check[]): Readonly<Record<Check['verdict'], number>> {
  const count = (verdict: Check['verdict']): number => checks.filter((one) => one.verdict === verdict).length
  return { pass: count('pass'), fail: count('fail'), not_checked: count('not_checked') }
}

/**
 * The verdicts about one thing of a token set. Where no token endpoint was asked (implicit), the ID token of the set is that of the
 * redirect, and its verdicts stand under that name.
 */
export function readChecksOf(checks: readonly Check[], of: CheckSubject): readonly Check[] {
  const own = checks.filter((one) => one.of === of)
  return own.length === 0 && of === 'id_token' ? checks.filter((one) => one.of === 'front_id_token') : own
}

/** What is known of the signature of one thing: verified or failed only where it was looked at. */
export function readSignature(checks: readonly Check[], of: CheckSubject): 'verified' | 'failed' | 'not_checked' {
  const verdict = readChecksOf(checks, of).find((one) => one.name === 'signature')?.verdict
  if (verdict === 'pass') return 'verified'
  return verdict === 'fail' ? 'failed' : 'not_checked'
}
