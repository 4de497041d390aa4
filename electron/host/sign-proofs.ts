import { createHash, randomUUID } from 'node:crypto'
import { buildClientAssertionClaims } from '../../shared/flow/token-request-assertion.ts'
import { noProofs, type Proofs } from '../../shared/flow/token-request-authentication.ts'
import { buildProofClaims } from '../../shared/flow/token-request-proof.ts'
import { type Outcome, ok } from '../../shared/lib/outcome.ts'
import { readPrivateKey } from './jose/read-key.ts'
import { signJwt } from './jose/sign-jwt.ts'
import { nameKey, requireSecret } from './needed-secret.ts'
import type { StepOrder } from './run-order.ts'
import { signWithProfileKey, signWithProfileSecret } from './sign-with-profile.ts'

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

/** The client's word about itself, signed with its key or its secret; `null` where it proves itself in another way. */
async function signClientAssertion(order: StepOrder): Promise<Outcome<string | null>> {
  const { profile, variables, ports } = order
  const { clientAuthentication: way } = profile.dialect.request
  if (way !== 'client_secret_jwt' && way !== 'private_key_jwt') return ok(null)
  const claims = buildClientAssertionClaims(profile, { variables, jti: randomUUID(), now: ports.now() })
  if (!claims.ok) return claims
  return way === 'private_key_jwt'
    ? signWithProfileKey(order, { typ: 'JWT' }, claims.value)
    : signWithProfileSecret(order, { typ: 'JWT' }, claims.value)
}

/** A proof for this one request; `null` where the profile has none to give. */
async function signDpopProof(order: StepOrder, wish: ProofWish): Promise<Outcome<string | null>> {
  const { profile, secrets, ports, sender } = order
  if (!profile.dpop.enabled || wish.at === 'client_only') return ok(null)
  const text = requireSecret(secrets, 'dpop_key', 'token-request')
  if (!text.ok) return text
  const key = readPrivateKey(text.value)
  if (!key.ok) return nameKey(key, 'dpop_key')
  const claims = buildProofClaims({
    ...{ method: wish.method, address: wish.address, jti: randomUUID(), now: ports.now() },
    nonce: sender.nonceOf(wish.address),
    tokenHash: wish.accessToken === null ? null : createHash('sha256').update(wish.accessToken).digest('base64url'),
  })
  const header = { typ: 'dpop+jwt', jwk: key.value.publicJwk }
  const signed = await signJwt({ text: text.value, algorithm: profile.dpop.algorithm, keyId: '' }, header, claims)
  return nameKey(signed, 'dpop_key')
}

/** Signs what one request needs: a client assertion (RFC 7523, section 2.2), a DPoP proof (RFC 9449, section 4). Both are good once. */
export async function signProofs(order: StepOrder, wish: ProofWish): Promise<Outcome<Proofs>> {
  const assertion = wish.at === 'resource' ? ok(null) : await signClientAssertion(order)
  if (!assertion.ok) return assertion
  const dpop = await signDpopProof(order, wish)
  if (!dpop.ok) return dpop
  return ok({ ...noProofs, clientAssertion: assertion.value, dpop: dpop.value })
}
