import type { JWK } from 'jose'
import type { JsonObject } from '../../../shared/lib/json-value.ts'
import { keyFamilies, macBytes } from './key-families.ts'
import { readJoseHeader } from './read-jose-header.ts'
import { isOfFamily, readUnfitness } from './read-unfitness.ts'

/** A token whose signature is in question, and what may prove it. */
export interface SignatureWish {
  readonly token: string
  /** The `keys` of a JWK Set. */
  readonly keys: readonly JsonObject[]
  /** The algorithms that are accepted, from the configuration and never from the token (RFC 8725, section 3.1). */
  readonly algorithms: readonly string[]
  /** The client secret, the only key of the HS algorithms; text counts as its UTF-8 bytes (OpenID Connect Core, section 10.1). */
  readonly secret: string | Uint8Array | null
}

/** What is known about a signature. `key` names a key by its `kid`, or else by its thumbprint. Nothing in it is secret. */
export type SignatureVerdict =
  | { readonly kind: 'verified'; readonly alg: string; readonly key: string }
  | { readonly kind: 'wrong'; readonly key: string }
  | { readonly kind: 'alg_none' }
  | { readonly kind: 'alg_refused'; readonly alg: string }
  | { readonly kind: 'key_not_found'; readonly key: string }
  | { readonly kind: 'keys_ambiguous'; readonly count: number }
  | { readonly kind: 'key_unfit'; readonly key: string; readonly why: string }
  | { readonly kind: 'secret_absent'; readonly alg: string }
  | { readonly kind: 'malformed'; readonly why: string }

/** The name under which a client secret appears in a verdict. */
const secretName = 'client_secret'

async function readLabel(jwk: JsonObject): Promise<string> {
  if (typeof jwk.kid === 'string' && jwk.kid !== '') return jwk.kid.slice(0, 128)
  const { calculateJwkThumbprint } = await import('jose')
  return calculateJwkThumbprint(jwk as JWK).catch(() => 'a key without a name')
}

/** Whether this one key made the signature; the key has been found fit before. */
async function verifyWith(token: string, alg: string, jwk: JsonObject): Promise<SignatureVerdict> {
  const { compactVerify, importJWK, errors } = await import('jose')
  const key = await readLabel(jwk)
  // Its purpose was read before, and the platform would import nothing that contradicts itself in its own ways.
  const { use: _use, key_ops: _operations, ext: _ext, alg: _alg, ...numbers } = jwk
  const imported = await importJWK(numbers as JWK, alg).catch(() => null)
  if (imported === null) return { kind: 'key_unfit', key, why: 'its numbers are no key, e.g. a point beside its curve' }
  try {
    await compactVerify(token, imported, { algorithms: [alg] })
    return { kind: 'verified', alg, key }
  } catch (error) {
    if (error instanceof errors.JWSSignatureVerificationFailed) return { kind: 'wrong', key }
    if (error instanceof errors.JWSInvalid) return { kind: 'malformed', why: 'it is no JWS in compact form' }
    return { kind: 'key_unfit', key, why: 'it cannot be used with this algorithm' }
  }
}

async function verifyMac({ token, secret }: SignatureWish, alg: string): Promise<SignatureVerdict> {
  if (secret === null || secret.length === 0) return { kind: 'secret_absent', alg }
  const bytes = typeof secret === 'string' ? new TextEncoder().encode(secret) : secret
  const least = macBytes[alg] ?? Number.POSITIVE_INFINITY
  if (bytes.length < least)
    return { kind: 'key_unfit', key: secretName, why: `${alg} needs at least ${least} bytes, it has ${bytes.length}` }
  const { compactVerify, errors } = await import('jose')
  try {
    await compactVerify(token, bytes, { algorithms: [alg] })
    return { kind: 'verified', alg, key: secretName }
  } catch (error) {
    if (error instanceof errors.JWSSignatureVerificationFailed) return { kind: 'wrong', key: secretName }
    return { kind: 'malformed', why: 'it is no JWS in compact form' }
  }
}

/** None of the candidates may be used: says what is wrong with the one that comes nearest. */
async function refuseKeys(keys: readonly JsonObject[], alg: string, keyId: string | null): Promise<SignatureVerdict> {
  const nearest = keys.find((jwk) => isOfFamily(jwk, alg)) ?? (keyId === null ? undefined : keys[0])
  if (nearest === undefined) return { kind: 'key_not_found', key: keyId ?? alg }
  const why = readUnfitness(nearest, alg, 'verify') ?? ''
  return { kind: 'key_unfit', key: await readLabel(nearest), why }
}

/**
 * Verifies the signature of a JWS in compact form (RFC 7515, section 5.2) and nothing else of it. The algorithm must be one
 * that is accepted, the key comes from the given set alone and must fit. A token that names its key is tried with the keys of
 * that name; one that names none is tried only where a single key fits, because trying all would let each of them speak
 * for the others.
 */
export async function verifyJws(wish: SignatureWish): Promise<SignatureVerdict> {
  const header = readJoseHeader(wish.token, 3)
  if (!header.ok) return { kind: 'malformed', why: header.why }
  const { alg, keyId } = header
  if (alg.toLowerCase() === 'none') return { kind: 'alg_none' }
  if (!wish.algorithms.includes(alg)) return { kind: 'alg_refused', alg: alg.slice(0, 32) }
  if (macBytes[alg] !== undefined) return verifyMac(wish, alg)
  if (!Object.hasOwn(keyFamilies, alg) || /^(RSA|ECDH)-/.test(alg))
    return { kind: 'alg_refused', alg: alg.slice(0, 32) }
  const named = keyId === null ? wish.keys : wish.keys.filter(({ kid }) => kid === keyId)
  const fitting = named.filter((jwk) => readUnfitness(jwk, alg, 'verify') === null)
  if (fitting.length === 0) return refuseKeys(named, alg, keyId?.slice(0, 128) ?? null)
  if (keyId === null && fitting.length > 1) return { kind: 'keys_ambiguous', count: fitting.length }
  const verdicts: SignatureVerdict[] = []
  for (const jwk of fitting) {
    const verdict = await verifyWith(wish.token, alg, jwk)
    if (verdict.kind === 'verified') return verdict
    verdicts.push(verdict)
  }
  return verdicts.find(({ kind }) => kind === 'wrong') ?? verdicts[0] ?? { kind: 'key_not_found', key: keyId ?? alg }
}
