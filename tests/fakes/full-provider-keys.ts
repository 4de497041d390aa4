import { generateKeyPair, type JsonWebKey } from 'node:crypto'
import { promisify } from 'node:util'

const generate = promisify(generateKeyPair)

const read = (key: { export(options: { format: 'jwk' }): JsonWebKey }, kid: string, alg: string): JsonWebKey => ({
  ...key.export({ format: 'jwk' }),
  kid,
  alg,
  use: 'sig',
})

/** One private key for each kind of signature; `kid` says which and whose. */
export async function createProviderKeys(name: string): Promise<readonly JsonWebKey[]> {
  const [rsa, ec, ed] = await Promise.all([
    generate('rsa', { modulusLength: 2048 }),
    generate('ec', { namedCurve: 'P-256' }),
    generate('ed25519'),
  ])
  return [
    read(rsa.privateKey, `${name}-rs256`, 'RS256'),
    read(rsa.privateKey, `${name}-ps256`, 'PS256'),
    read(ec.privateKey, `${name}-es256`, 'ES256'),
    read(ed.privateKey, `${name}-eddsa`, 'EdDSA'),
  ]
}

let shared: Promise<readonly JsonWebKey[]> | null = null

/** The keys that all providers of one test file share, because making an RSA key takes a while. */
export function readSharedKeys(): Promise<readonly JsonWebKey[]> {
  shared ??= createProviderKeys('full')
  return shared
}
