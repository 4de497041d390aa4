/** What an algorithm asks of its key (RFC 7518, sections 3 and 4; RFC 8037), in the words of a JWK. */
export interface KeyFamily {
  readonly kty: 'RSA' | 'EC' | 'OKP'
  /** The curves it can use; empty for RSA. */
  readonly curves: readonly string[]
}

const rsa: KeyFamily = { kty: 'RSA', curves: [] }
const agreement: readonly KeyFamily[] = [
  { kty: 'EC', curves: ['P-256', 'P-384', 'P-521'] },
  { kty: 'OKP', curves: ['X25519'] },
]
const edwards: readonly KeyFamily[] = [{ kty: 'OKP', curves: ['Ed25519'] }]

/** Every asymmetric algorithm that is understood, with the families of its keys. All others are refused. */
export const keyFamilies: Readonly<Record<string, readonly KeyFamily[]>> = {
  RS256: [rsa],
  RS384: [rsa],
  RS512: [rsa],
  PS256: [rsa],
  PS384: [rsa],
  PS512: [rsa],
  ES256: [{ kty: 'EC', curves: ['P-256'] }],
  ES384: [{ kty: 'EC', curves: ['P-384'] }],
  ES512: [{ kty: 'EC', curves: ['P-521'] }],
  EdDSA: edwards,
  Ed25519: edwards,
  'RSA-OAEP': [rsa],
  'RSA-OAEP-256': [rsa],
  'RSA-OAEP-384': [rsa],
  'RSA-OAEP-512': [rsa],
  'ECDH-ES': agreement,
  'ECDH-ES+A128KW': agreement,
  'ECDH-ES+A192KW': agreement,
  'ECDH-ES+A256KW': agreement,
}

/** The bytes of the hash of an HMAC algorithm, which is the shortest key that it may have (RFC 7518, section 3.2). */
export const macBytes: Readonly<Record<string, number>> = { HS256: 32, HS384: 48, HS512: 64 }

/** Two names of one algorithm (RFC 9864, section 2.2). */
export function isSameAlgorithm(one: string, other: string): boolean {
  const plain = (name: string): string => (name === 'Ed25519' ? 'EdDSA' : name)
  return plain(one) === plain(other)
}
