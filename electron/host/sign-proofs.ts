import type { Grant } from '../../shared/flow/grant.ts'
import { noProofs, type Proofs } from '../../shared/flow/token-request-authentication.ts'
import { type Outcome, ok } from '../../shared/lib/outcome.ts'
import type { StepOrder } from './run-order.ts'

/** Signs what one request needs: a client assertion, a DPoP proof. */
export async function signProofs(_order: StepOrder, _grant: Grant): Promise<Outcome<Proofs>> {
  return ok(noProofs)
}
