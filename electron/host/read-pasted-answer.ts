import type { AuthorizationRequest } from '../../shared/flow/authorization-request.ts'
import { type CapturedRedirect, readPastedRedirect } from '../../shared/flow/captured-redirect.ts'
import { fail, type Outcome, ok } from '../../shared/lib/outcome.ts'
import { problem } from '../../shared/lib/problem.ts'
import { isAnswer } from './loopback-request.ts'
import { readResponseState } from './read-response-state.ts'
import type { StepOrder } from './run-order.ts'

/**
 * What was pasted must be the answer to this run, exactly as what the listener takes (requirement N-12); otherwise it is
 * refused and the run goes on waiting. A bare code has no state to compare; a signed answer has its state inside.
 */
export async function readPastedAnswer(
  order: StepOrder,
  text: string,
  request: AuthorizationRequest,
  codeParameter: string,
): Promise<Outcome<CapturedRedirect>> {
  const read = readPastedRedirect(text, request.redirectUri, order.ports.now())
  if (!read.ok) return read
  if (read.value.maker === 'pasted_code') {
    const parameters = read.value.parameters.map(([, value]) => [codeParameter, value] as const)
    return ok({ ...read.value, parameters })
  }
  const values = (name: string): readonly string[] =>
    read.value.parameters.filter(([key]) => key === name).map(([, value]) => value)
  const responses = values('response')
  const inside = await Promise.all(responses.map((one) => readResponseState(order, one)))
  const states = responses.length === 0 ? values('state') : inside.filter((one) => one !== null)
  if (request.state !== null && states.length === 0) return fail(problem('grant', 'state_missing'))
  if (request.state !== null && states.some((state) => state !== request.state))
    return fail(problem('grant', 'state_mismatch'))
  if (isAnswer(read.value.parameters, codeParameter)) return read
  return fail(problem('grant', 'code_missing', { parameter: codeParameter }))
}
