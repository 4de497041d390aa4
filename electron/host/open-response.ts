import type { AuthorizationRequest } from '../../shared/flow/authorization-request.ts'
import type { CapturedRedirect } from '../../shared/flow/captured-redirect.ts'
import { findDistrust, readSignedRedirect } from '../../shared/flow/decoded-token-response.ts'
import type { Check } from '../../shared/lib/check.ts'
import { type Problem, problem } from '../../shared/lib/problem.ts'
import { openJwt } from './open-jwt.ts'
import type { StepOrder } from './run-order.ts'
import { verifySigned } from './verify-signed.ts'

/** What a redirect says, once whoever signed it is known. */
export interface OpenedResponse {
  /** Its parameters are those inside, where it was signed. */
  readonly captured: CapturedRedirect
  /** The claims as JSON, to the letter; `null` where nothing was signed. */
  readonly claims: string | null
  readonly checks: readonly Check[]
  /** Why it cannot be believed, or `null`. */
  readonly problem: Problem | null
}

/**
 * Opens and verifies a signed answer (JARM, section 2.4), whether it was asked for or not. Who asked for one believes no other, save
 * an error: a provider that cannot sign says so without a signature.
 */
export async function openResponse(
  order: StepOrder,
  { mode }: AuthorizationRequest,
  captured: CapturedRedirect,
): Promise<OpenedResponse> {
  const values = (name: string): readonly string[] =>
    captured.parameters.flatMap(([key, value]) => (key === name ? [value] : []))
  const [response, ...others] = values('response')
  if (response === undefined || others.length > 0) {
    const isMissing = response === undefined && mode.isJwt && values('error').length === 0
    const missing = isMissing
      ? problem('grant', 'response_jwt_invalid', { failed: 'response', because: 'missing' })
      : null
    return { captured, claims: null, checks: [], problem: missing }
  }
  const { checks } = await verifySigned(order, response, {
    of: 'authorization_response',
    receivedAt: captured.capturedAt,
    required: ['iss', 'aud', 'exp'],
  })
  const distrust = findDistrust(checks)
  const { decoded } = await openJwt(order, response)
  if (distrust !== undefined || decoded.kind !== 'jws') {
    const evidence = { failed: distrust?.name ?? 'form', because: distrust?.because ?? '' }
    return { captured, claims: null, checks, problem: problem('grant', 'response_jwt_invalid', evidence) }
  }
  const { payload } = decoded
  return { captured: readSignedRedirect(captured, payload), claims: payload.json, checks, problem: null }
}
