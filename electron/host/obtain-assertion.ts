import { randomUUID } from 'node:crypto'
import type { Grant } from '../../shared/flow/grant.ts'
import { buildGrantAssertionClaims } from '../../shared/flow/token-request-assertion.ts'
import { type Outcome, ok } from '../../shared/lib/outcome.ts'
import type { StepOrder } from './run-order.ts'
import { signWithProfileKey } from './sign-with-profile.ts'

/** Makes the JWT of a JWT bearer grant for this run, signed with the profile's key (RFC 7523, section 2.1). */
export async function obtainAssertion(order: StepOrder): Promise<Outcome<Grant>> {
  const { profile, variables, ports, recorder } = order
  const claims = buildGrantAssertionClaims(profile, { variables, jti: randomUUID(), now: ports.now() })
  if (!claims.ok) return claims
  const signed = await signWithProfileKey(order, { typ: 'JWT' }, claims.value)
  if (!signed.ok) return signed
  recorder.know([signed.value])
  return ok({ kind: 'jwt_bearer', assertion: signed.value })
}
