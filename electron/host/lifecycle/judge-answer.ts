import { readFailedFindings } from '../../../shared/flow/decoded-token-failed.ts'
import type { RawResponse } from '../../../shared/flow/raw-response.ts'
import { readAnswer } from '../../../shared/flow/token-set-answer.ts'
import type { Check } from '../../../shared/lib/check.ts'
import { type Finding, finding } from '../../../shared/lib/finding.ts'
import type { JsonObject } from '../../../shared/lib/json-value.ts'
import { fail, type Outcome, ok } from '../../../shared/lib/outcome.ts'
import { problem } from '../../../shared/lib/problem.ts'
import { type SignedWish, verifySigned } from '../verify-signed.ts'
import type { LifecycleOrder } from './lifecycle-order.ts'

/** Claims that came, with the verdicts about the form they came in. */
export interface JudgedAnswer {
  readonly claims: JsonObject
  readonly checks: readonly Check[]
  readonly findings: readonly Finding[]
  readonly isSigned: boolean
}

/** Reads the claims of an answer; a signed one is verified, whatever its verdict is. What was noticed before a stop is recorded. */
export async function judgeAnswer(
  order: LifecycleOrder,
  raw: RawResponse,
  wish: SignedWish,
): Promise<Outcome<JudgedAnswer>> {
  const read = readAnswer(raw, order.profile.dialect)
  const { findings } = read
  if (read.kind === 'claims') return ok({ claims: read.claims, checks: [], findings, isSigned: false })
  const stop = (checks: readonly Check[]): void => {
    if (checks.length > 0 || findings.length > 0)
      order.recorder.append({ kind: 'checks', checks, findings: [...findings, ...readFailedFindings(checks)] })
  }
  if (read.kind === 'jwt') {
    const { claims, checks } = await verifySigned(order, read.jwt, wish)
    if (claims !== null) return ok({ claims, checks, findings, isSigned: true })
    stop(checks)
    return fail(problem('decoded-token', 'token_malformed', { reason: checks[0]?.because ?? 'it is no JWT' }))
  }
  stop([])
  if (read.kind === 'stopped') return fail(read.problem)
  return fail(problem('token-set', 'body_empty', { status: String(raw.status) }))
}

/** What of an answer may be kept: all of it, unless a check failed. */
export function isTrusted(checks: readonly Check[]): boolean {
  return checks.every((one) => one.verdict !== 'fail')
}

/** What is said about the failed checks of an answer that is not kept. */
export function readRejection(checks: readonly Check[]): readonly Finding[] {
  return [...readFailedFindings(checks), finding('decoded-token', 'answer_not_used')]
}
