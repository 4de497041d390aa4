import { createHash, X509Certificate } from 'node:crypto'
import type { JWK } from 'jose'
import type { JsonObject } from '../../../shared/lib/json-value.ts'
import { fail, type Outcome, ok } from '../../../shared/lib/outcome.ts'
import { problem } from '../../../shared/lib/problem.ts'

/** The SHA-256 thumbprint of a key, base64url (RFC 7638); the private half counts for nothing. `key_invalid` when it is none. */
export async function readThumbprint(jwk: JsonObject): Promise<Outcome<string>> {
  const { calculateJwkThumbprint } = await import('jose')
  try {
    return ok(await calculateJwkThumbprint(jwk as JWK))
  } catch {
    return fail(problem('profile', 'key_invalid', { why: 'it lacks members that a JWK needs' }))
  }
}

/** `x5t#S256` of a certificate (PEM): the SHA-256 of its DER bytes, base64url (RFC 8705, section 3.1). `key_invalid` when it is none. */
export function readCertificateThumbprint(pem: string): Outcome<string> {
  try {
    return ok(createHash('sha256').update(new X509Certificate(pem).raw).digest('base64url'))
  } catch {
    return fail(problem('profile', 'key_invalid', { why: 'it is no certificate in PEM' }))
  }
}

/** The SHA-2 that belongs to an algorithm: by its digits, and SHA-512 for Ed25519 (RFC 8032). */
function readHashName(algorithm: string): string | null {
  if (algorithm === 'EdDSA' || algorithm === 'Ed25519') return 'sha512'
  const bits = /^(?:RS|PS|ES|HS)(256|384|512)$/.exec(algorithm)?.[1]
  return bits === undefined ? null : `sha${bits}`
}

/**
 * What `at_hash`, `c_hash` or `s_hash` must be: the left half of the hash of a value, by the algorithm of the ID token,
 * base64url (OpenID Connect Core, section 3.1.3.6). `null` for an algorithm that names no hash.
 */
export function buildHalfHash(value: string, algorithm: string): string | null {
  const name = readHashName(algorithm)
  if (name === null) return null
  const digest = createHash(name).update(value, 'utf8').digest()
  return digest.subarray(0, digest.length / 2).toString('base64url')
}
