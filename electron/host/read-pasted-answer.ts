import type { AuthorizationRequest } from '../../shared/flow/authorization-request.ts'
import { type CapturedRedirect, readPastedRedirect } from '../../shared/flow/captured-redirect.ts'
import { fail, type Outcome, ok } from '../../shared/lib/outcome.ts'
import { problem } from '../../shared/lib/problem.ts'
import type { EpochMs } from '../../shared/lib/units.ts'

/**
 * What was pasted must be the answer to this run, exactly as what the listener takes (requirement N-12); otherwise it is
 * refused and the run goes on waiting. A bare code has no state to compare.
 */
export function readPastedAnswer(
  text: string,
  request: AuthorizationRequest,
  codeParameter: string,
  now: EpochMs,
): Outcome<CapturedRedirect> {
  const read = readPastedRedirect(text, request.redirectUri, now)
  if (!read.ok) return read
  if (read.value.maker === 'pasted_code') {
    const parameters = read.value.parameters.map(([, value]) => [codeParameter, value] as const)
    return ok({ ...read.value, parameters })
  }
  const values = (name: string): readonly string[] =>
    read.value.parameters.filter(([key]) => key === name).map(([, value]) => value)
  if (request.state !== null && values('state').length === 0) return fail(problem('grant', 'state_missing'))
  if (request.state !== null && values('state').some((state) => state !== request.state))
    return fail(problem('grant', 'state_mismatch'))
  const isAnswer = values(codeParameter).length > 0 || values('error').length > 0
  return isAnswer ? read : fail(problem('grant', 'code_missing', { parameter: codeParameter }))
}
