import type { Check } from '../../shared/lib/check.ts'
import { printError } from '../host/print.ts'
import { buildPlainText } from './print-problem.ts'

/** A verdict as it is printed. */
export interface PrintedCheck {
  readonly of: Check['of']
  readonly name: Check['name']
  readonly verdict: Check['verdict']
  readonly because: string
}

/** The verdicts of a run or a call as they are printed. */
export function buildPrintedChecks(checks: readonly Check[]): readonly PrintedCheck[] {
  return checks.map(({ of, name, verdict, because }) => ({ of, name, verdict, because }))
}

/** Failed verdicts do not end a command; a person must not miss them all the same. */
export function printFailedChecks(checks: readonly Check[]): void {
  for (const { of, name, verdict, because } of checks)
    if (verdict === 'fail') printError(buildPlainText(`tokendesk: check failed: ${of} ${name}: ${because}`))
}
