import type { JsonObject } from '../../../../shared/lib/json-value.ts'

const curves: Readonly<Record<string, string>> = { ES256: 'P-256', ES384: 'P-384', ES512: 'P-521' }

/** The type of key that an algorithm needs, as people say it (RFC 7518, section 3.1; RFC 8037). */
export function readNeededKey(algorithm: string): string {
  if (/^[RP]S\d+$/.test(algorithm)) return 'RSA'
  return algorithm in curves ? `EC ${curves[algorithm]}` : 'Ed25519'
}

/** The type of a public key: `RSA`, `EC P-256`, `Ed25519` ... */
export function readKeyType(jwk: JsonObject): string {
  const { kty, crv } = jwk
  if (kty === 'EC') return `EC ${String(crv)}`
  return kty === 'OKP' ? String(crv) : String(kty)
}

/** Tells whether a key can sign with an algorithm. */
export function isKeyFor(jwk: JsonObject, algorithm: string): boolean {
  const type = readKeyType(jwk)
  return type === readNeededKey(algorithm) || (algorithm === 'EdDSA' && type === 'Ed448')
}
