import type { SignatureEvidence } from '../../shared/flow/decoded-token-signature.ts'
import { buildAddress } from '../../shared/flow/profile-address.ts'
import { macAlgorithms } from '../../shared/flow/profile-settings.ts'
import type { JsonObject } from '../../shared/lib/json-value.ts'
import { verifyJws } from './jose/verify-jws.ts'
import type { StepOrder } from './run-order.ts'
import { readTransport } from './transport.ts'

/** The keys of the provider, or why there are none. */
type FoundKeys =
  | { readonly kind: 'keys'; readonly keys: readonly JsonObject[] }
  | { readonly kind: 'none'; readonly evidence: SignatureEvidence }

function foundNone(why: string): FoundKeys {
  return { kind: 'none', evidence: { kind: 'keys_unavailable', why } }
}

/** Reads the provider's keys; a request that is made for them stands in the trail. */
async function readKeys(order: StepOrder, keyId: string | null): Promise<FoundKeys> {
  const { profile, variables } = order
  if (profile.dialect.endpoints.jwks === '') return { kind: 'none', evidence: { kind: 'keys_unnamed' } }
  const url = buildAddress(profile, profile.dialect.endpoints.jwks, variables, 'decoded-token')
  if (!url.ok) return foundNone(url.problem.message)
  const wish = { url: url.value, keyId, transport: readTransport(order), signal: order.signal }
  const read = await order.keySets.read(wish)
  if (!read.ok) return foundNone(read.problem.message)
  const { call, keys, findings } = read.value
  if (call !== null) {
    const request = { method: call.request.method, url: call.response.url, parts: [], body: null }
    order.recorder.append({ kind: 'side-call', name: 'jwks', request, response: call.response, findings })
  }
  return { kind: 'keys', keys }
}

/**
 * Verifies the signature of a JWS with the provider's keys, or with the client secret where the algorithm is one of a secret.
 * What stands in the way of it is the answer as well; nothing here throws.
 */
export async function verifySignature(
  order: StepOrder,
  token: string,
  header: JsonObject,
  algorithms: readonly string[],
): Promise<SignatureEvidence> {
  const { checks } = order.profile
  if (!checks.signature) return { kind: 'switched_off' }
  const secret = order.secrets.client_secret ?? null
  // No key is fetched for a token that will not be verified with one.
  const needsKeys = algorithms.some((one) => one === header.alg) && !macAlgorithms.some((one) => one === header.alg)
  if (!needsKeys) return verifyJws({ token, keys: [], algorithms, secret })
  const keyId = typeof header.kid === 'string' ? header.kid : null
  const found = await readKeys(order, keyId)
  return found.kind === 'keys' ? verifyJws({ token, keys: found.keys, algorithms, secret }) : found.evidence
}
