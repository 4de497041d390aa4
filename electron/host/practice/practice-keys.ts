import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  type JsonWebKey,
  type KeyObject,
  randomBytes,
  sign,
  verify,
} from 'node:crypto'
import { promisify } from 'node:util'
import type { PracticeMemory } from './practice-memory.ts'

/** The keys of all practice providers, and the few things that are done with them. */
export interface PracticeKeys {
  /** The private signing key as a JWK with `kid`, `use` and `alg`, for the provider that signs by itself. */
  readonly privateJwk: JsonWebKey
  /** The body of a JWKS endpoint (RFC 7517, section 5). */
  readonly publicJwks: { readonly keys: readonly JsonWebKey[] }
  readonly kid: string
  /** Signs claims as a JWT with RS256; the header is exactly what is given beside `alg`. */
  signJwt(claims: object, header?: object): string
  /** Signs claims as a JWT with HS512, as servers do that verify only their own tokens. */
  signSymmetricJwt(claims: object): string
  /** The claims of an RS256 JWT of ours; undefined for everything else. Time is the caller's matter. */
  readJwt(token: string): Readonly<Record<string, unknown>> | undefined
  /** Encloses facts in a text that only these keys can open, so that nothing need be stored about it. */
  seal(facts: object): string
  open(sealed: string): Readonly<Record<string, unknown>> | undefined
}

/** Opens the keys that the memory holds, or makes them on the first call and leaves them there. */
export async function openPracticeKeys(memory: PracticeMemory): Promise<PracticeKeys> {
  const key = createPrivateKey({ key: await openSigningJwk(memory), format: 'jwk' })
  const secret = openSecret(memory)
  const publicJwk = createPublicKey(key).export({ format: 'jwk' })
  const kid = nameKey(publicJwk)
  const names = { kid, use: 'sig', alg: 'RS256' }
  return {
    kid,
    privateJwk: { ...key.export({ format: 'jwk' }), ...names },
    publicJwks: { keys: [{ ...publicJwk, ...names }] },
    signJwt: (claims, header = {}) =>
      buildJwt({ alg: 'RS256', ...header }, claims, (input) => sign('sha256', Buffer.from(input), key)),
    signSymmetricJwt: (claims) =>
      buildJwt({ alg: 'HS512', typ: 'JWT' }, claims, (input) => createHmac('sha512', secret).update(input).digest()),
    readJwt: (token) => readJwt(token, key),
    seal: (facts) => seal(facts, secret),
    open: (sealed) => open(sealed, secret),
  }
}

async function openSigningJwk(memory: PracticeMemory, name = 'signing-key'): Promise<JsonWebKey> {
  if (memory.load(name) === null) {
    const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
    memory.save(name, JSON.stringify(privateKey.export({ format: 'jwk' })))
  }
  // Read back instead of kept: where two processes start at once, both then use the key that was saved last.
  return JSON.parse(memory.load(name) ?? 'null')
}

/** The private key that a rotation brings, made when it is first asked for. */
export async function openRotatedJwk(memory: PracticeMemory): Promise<JsonWebKey> {
  const jwk = await openSigningJwk(memory, 'next-signing-key')
  return { ...jwk, kid: nameKey(jwk), use: 'sig', alg: 'RS256' }
}

function nameKey({ n }: JsonWebKey): string {
  return createHash('sha256').update(String(n)).digest('base64url').slice(0, 16)
}

function openSecret(memory: PracticeMemory): Buffer {
  if (memory.load('sealing-key') === null) memory.save('sealing-key', randomBytes(32).toString('base64url'))
  return Buffer.from(memory.load('sealing-key') ?? '', 'base64url')
}

function buildJwt(header: object, claims: object, signed: (input: string) => Buffer): string {
  const input = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
  return `${input}.${signed(input).toString('base64url')}`
}

function readJwt(token: string, key: KeyObject): Readonly<Record<string, unknown>> | undefined {
  const [header, payload, signature, ...rest] = token.split('.')
  if (header === undefined || payload === undefined || signature === undefined || rest.length > 0) return undefined
  const input = Buffer.from(`${header}.${payload}`)
  if (!verify('sha256', input, createPublicKey(key), Buffer.from(signature, 'base64url'))) return undefined
  return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))
}

function seal(facts: object, secret: Buffer): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', secret, nonce)
  const text = Buffer.concat([cipher.update(JSON.stringify(facts), 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url')
}

function open(sealed: string, secret: Buffer): Readonly<Record<string, unknown>> | undefined {
  const bytes = Buffer.from(sealed, 'base64url')
  if (bytes.length < 28) return undefined
  const decipher = createDecipheriv('aes-256-gcm', secret, bytes.subarray(0, 12))
  decipher.setAuthTag(bytes.subarray(12, 28))
  try {
    return JSON.parse(Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8'))
  } catch {
    return undefined
  }
}
