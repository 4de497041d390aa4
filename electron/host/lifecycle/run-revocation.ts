import { buildEndpointAddress } from '../../../shared/flow/token-request-endpoint.ts'
import { buildRevocationRequest, type NamedToken } from '../../../shared/flow/token-request-introspection.ts'
import { readAnswer } from '../../../shared/flow/token-set-answer.ts'
import { fail, type Outcome, ok } from '../../../shared/lib/outcome.ts'
import { sendSideCall } from '../send-side-call.ts'
import type { LifecycleEnd, LifecycleOrder } from './lifecycle-order.ts'

/**
 * Tells the provider that a token is no longer wanted (RFC 7009). 200 is the answer also for a token it does not know, whatever the
 * body says (section 2.2). The token stays stored, marked.
 */
export async function runRevocation(order: LifecycleOrder, token: NamedToken): Promise<Outcome<LifecycleEnd>> {
  const { profile, variables, secrets, recorder } = order
  const address = buildEndpointAddress(profile, 'revocation', variables)
  if (!address.ok) return address
  const raw = await sendSideCall(order, 'revocation', {
    ...{ address: address.value, method: 'POST', at: 'client_only', accessToken: null },
    build: (proofs) => buildRevocationRequest(profile, token, { variables, secrets, parameters: {}, proofs }),
  })
  if (!raw.ok) return raw
  const read = readAnswer(raw.value, profile.dialect)
  // A body is ignored with 200, unless it says what the status denies.
  if (read.kind === 'stopped' && (raw.value.status !== 200 || read.problem.code === 'provider_refused')) {
    if (read.findings.length > 0) recorder.append({ kind: 'checks', checks: [], findings: read.findings })
    return fail(read.problem)
  }
  const earlier = order.opened?.afterlife.revoked ?? []
  const revoked = [...earlier.filter((one) => one.of !== token.kind), { at: raw.value.receivedAt, of: token.kind }]
  const findings = order.saveAfterlife({ revoked })
  if (token.kind === 'refresh_token') order.markDead()
  return ok({ checks: [], findings })
}
