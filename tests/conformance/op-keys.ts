import { CompactSign, exportJWK, generateKeyPair, type JWK } from 'jose'
import { buildHalfHash } from '../../electron/host/jose/thumbprint.ts'

/** A signing key of the provider: it signs with one half and publishes the other. */
export interface OpKey {
  readonly alg: string
  readonly privateKey: CryptoKey
  readonly privateJwk: JWK
  readonly publicJwk: JWK
}

const made = new Map<string, Promise<OpKey>>()

async function generate(alg: string, kid: string): Promise<OpKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true })
  const privateJwk = await exportJWK(privateKey)
  return { alg, privateKey, privateJwk, publicJwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } }
}

/** The key of that name; made once, because an RSA key takes its time. */
export function readOpKey(alg = 'RS256', kid = 'one'): Promise<OpKey> {
  const name = `${alg} ${kid}`
  const key = made.get(name) ?? generate(alg, kid)
  made.set(name, key)
  return key
}

export type Claims = Readonly<Record<string, unknown>>

/** Signs claims as a provider does; `header` replaces members of the header, `undefined` takes one out. */
export async function signClaims(claims: Claims, key: OpKey, header: Claims = {}): Promise<string> {
  const full = { alg: key.alg, kid: key.publicJwk.kid, typ: 'JWT', ...header }
  const kept = Object.fromEntries(Object.entries(full).filter(([, value]) => value !== undefined))
  return new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
    .setProtectedHeader({ ...kept, alg: key.alg })
    .sign(key.privateKey)
}

/** The same token with a signature that is nobody's: one bit of it is another. */
export function spoilSignature(token: string): string {
  const [header = '', payload = '', signature = ''] = token.split('.')
  const bytes = Buffer.from(signature, 'base64url')
  bytes[10] = (bytes[10] ?? 0) ^ 1
  return `${header}.${payload}.${bytes.toString('base64url')}`
}

/** `at_hash` and the like for a value, or a failure of the test itself. */
export function hashFor(value: string, alg: string): string {
  const hash = buildHalfHash(value, alg)
  if (hash === null) throw new Error(`no hash for ${alg}`)
  return hash
}
