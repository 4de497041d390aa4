import { isNonceDemanded } from '../../shared/flow/raw-response-nonce.ts'
import { maskTokenRequest, type TokenRequest } from '../../shared/flow/token-request.ts'
import type { Proofs } from '../../shared/flow/token-request-authentication.ts'
import { type Outcome, ok } from '../../shared/lib/outcome.ts'
import type { StepOrder } from './run-order.ts'
import type { Sent } from './send-request.ts'
import { type ProofWish, signProofs } from './sign-proofs.ts'
import { readTransport } from './transport.ts'

/** A request that carries proofs: what they are for, and how it is built with them. */
export interface ProvenPlan extends ProofWish {
  build(proofs: Proofs): Outcome<TokenRequest>
  /**
   * Called once, for the request whose answer counts: as it leaves, or when its answer is here where a server could have asked for
   * it again.
   */
  leaves?(request: TokenRequest): void
}

/** The request whose answer counts, and what came of it. */
export interface Proven {
  readonly request: TokenRequest
  readonly sent: Sent
}

/** Signs, builds and sends once. What it carries as a secret is known to the trail from here on. */
async function sendOnce(
  order: StepOrder,
  plan: ProvenPlan,
  isLast: boolean,
): Promise<Outcome<Proven & { readonly isAskedAgain: boolean }>> {
  const proofs = await signProofs(order, plan)
  if (!proofs.ok) return proofs
  const built = plan.build(proofs.value)
  if (!built.ok) return built
  const request = built.value
  const secrets = request.parts.flatMap((part) => (part.secret ? [part.value] : []))
  // A header is its scheme and the secret; others may quote the secret alone.
  order.recorder.know(secrets.flatMap((secret) => [secret, secret.replace(/^(Basic|Bearer|DPoP) /, '')]))
  const mayRepeat = !isLast && proofs.value.dpop !== null
  const sending = order.sender.send(request, order.signal, readTransport(order))
  if (!mayRepeat) plan.leaves?.(request)
  const sent = await sending
  const isAskedAgain = mayRepeat && sent.ok && isNonceDemanded(sent.value)
  if (mayRepeat && !isAskedAgain) plan.leaves?.(request)
  return ok({ request, sent, isAskedAgain })
}

/**
 * Sends a request with its proofs. A server that wants a nonce in the DPoP proof gets the request once more with it, newly signed,
 * and never a third time (RFC 9449, sections 8 and 9); the first answer stays in the trail as a side call.
 */
export async function sendProven(order: StepOrder, plan: ProvenPlan): Promise<Outcome<Proven>> {
  const first = await sendOnce(order, plan, false)
  if (!first.ok || !first.value.isAskedAgain) return first
  const { request, sent } = first.value
  const shown = maskTokenRequest(request)
  const response = sent.ok ? { ...sent.value, url: shown.url } : null
  order.recorder.append({ kind: 'side-call', name: 'dpop_nonce', request: shown, response, findings: [] })
  return sendOnce(order, plan, true)
}
