import { isMacAlgorithm, type SignatureEvidence } from '../../shared/flow/decoded-token-signature.ts'
import { buildAddress } from '../../shared/flow/profile-address.ts'
import type { JsonObject } from '../../shared/lib/json-value.ts'
import { maskUrl } from '../../shared/lib/mask.ts'
import type { Problem } from '../../shared/lib/problem.ts'
import { verifyJws } from './jose/verify-jws.ts'
import type { StepOrder } from './run-order.ts'
import { readTransport } from './transport.ts'

/** The keys of the provider, or why there are none. */
type FoundKeys =
  | { readonly kind: 'keys'; readonly keys: readonly JsonObject[]; readonly isFresh: boolean }
  | { readonly kind: 'none'; readonly evidence: SignatureEvidence }

function foundNone(why: string): FoundKeys {
  return { kind: 'none', evidence: { kind: 'keys_unavailable', why } }
}

/** Reads the provider's keys; a request that is made for them stands in the trail, whatever came of it. */
async function readKeys(order: StepOrder, keyId: string | null, again: boolean): Promise<FoundKeys> {
  const { profile, variables, recorder } = order
  if (profile.dialect.endpoints.jwks === '') return { kind: 'none', evidence: { kind: 'keys_unnamed' } }
  const url = buildAddress(profile, profile.dialect.endpoints.jwks, variables, 'decoded-token')
  if (!url.ok) return foundNone(url.problem.message)
  const wish = { url: url.value, keyId, again, transport: readTransport(order), signal: order.signal }
  const read = await order.keySets.read(wish)
  const call = read.ok ? read.value.call : read.call
  if (call !== null) {
    const request = { method: call.request.method, url: maskUrl(call.request.url), parts: [], body: null }
    const findings = read.ok ? read.value.findings : []
    recorder.append({ kind: 'side-call', name: 'jwks', request, response: call.response, findings })
  }
  return read.ok ? { kind: 'keys', keys: read.value.keys, isFresh: call !== null } : foundNone(describe(read.problem))
}

function describe({ message, evidence }: Problem): string {
  return evidence?.why ?? message
}

/** What keys of yesterday may be the reason of. */
const mayBeOld: readonly SignatureEvidence['kind'][] = ['wrong', 'key_not_found', 'key_unfit', 'keys_ambiguous']

/**
 * Verifies the signature of a JWS with the provider's keys, or with the client secret where the algorithm is one of a secret.
 * Keys that were here before and do not fit are fetched once more (requirement I-11). What stands in the way of it is the
 * answer as well; nothing here throws.
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
  const needsKeys = algorithms.some((one) => one === header.alg) && !isMacAlgorithm(header.alg)
  if (!needsKeys) return verifyJws({ token, keys: [], algorithms, secret })
  const keyId = typeof header.kid === 'string' ? header.kid : null
  const found = await readKeys(order, keyId, false)
  if (found.kind === 'none') return found.evidence
  const verdict = await verifyJws({ token, keys: found.keys, algorithms, secret })
  if (found.isFresh || !mayBeOld.includes(verdict.kind)) return verdict
  const fresh = await readKeys(order, keyId, true)
  return fresh.kind === 'keys' && fresh.isFresh ? verifyJws({ token, keys: fresh.keys, algorithms, secret }) : verdict
}
