import { createHash } from 'node:crypto'
import type { KeyObject as JoseKey } from 'jose'
import { readJson } from '../../../shared/dialects/body/read-json.ts'
import { decodeBase64url } from '../../../shared/lib/base64url.ts'
import { readBytesAsText } from '../../../shared/lib/bytes-text.ts'
import { isJsonObject, type JsonObject } from '../../../shared/lib/json-value.ts'
import { fail, type Outcome, ok } from '../../../shared/lib/outcome.ts'
import { problem } from '../../../shared/lib/problem.ts'
import { keyFamilies } from './key-families.ts'
import { readJoseHeader } from './read-jose-header.ts'
import { readPrivateKey } from './read-key.ts'
import { readForbiddenUse, readUnfitness } from './read-unfitness.ts'

/** Bytes that a compressed content may become, and rounds that a password may cost (requirement J-05). */
const mostInflated = 250_000
const mostRounds = 10_000

/** Bits of the key that a symmetric algorithm, or the content encryption of `dir`, takes (RFC 7518, sections 4 and 5). */
const keyBits: Readonly<Record<string, number>> = {
  A128KW: 128,
  A192KW: 192,
  A256KW: 256,
  A128GCMKW: 128,
  A192GCMKW: 192,
  A256GCMKW: 256,
  A128GCM: 128,
  A192GCM: 192,
  A256GCM: 256,
  'A128CBC-HS256': 256,
  'A192CBC-HS384': 384,
  'A256CBC-HS512': 512,
}

const passwordAlgorithms = ['PBES2-HS256+A128KW', 'PBES2-HS384+A192KW', 'PBES2-HS512+A256KW']

function refuse(why: string): Outcome<never> {
  return fail(problem('decoded-token', 'decryption_failed', { why }))
}

/** The secret as a key: the left bits of a hash of it, as long as the algorithm wants (OpenID Connect Core, section 10.2). */
function deriveFromSecret(secret: string, bits: number): Uint8Array {
  const hash = bits <= 256 ? 'sha256' : bits <= 384 ? 'sha384' : 'sha512'
  return createHash(hash)
    .update(secret, 'utf8')
    .digest()
    .subarray(0, bits / 8)
}

/** A symmetric key in JWK form, for who has agreed on one; `null` when the text is something else. */
function readSymmetricJwk(text: string): JsonObject | null {
  const json = text.trim().startsWith('{') ? readJson(text.trim()) : null
  const jwk = json?.ok && isJsonObject(json.body.value) ? json.body.value : null
  return jwk?.kty === 'oct' ? jwk : null
}

type DecryptionKey = JoseKey | Uint8Array

function readSymmetricKey(
  algorithm: string,
  encryption: string,
  keyText: string | null,
  secret: string | null,
): Outcome<DecryptionKey> {
  const jwk = keyText === null ? null : readSymmetricJwk(keyText)
  if (jwk !== null) {
    const forbidden = readForbiddenUse(
      jwk,
      algorithm === 'dir' && jwk.alg === encryption ? encryption : algorithm,
      'decrypt',
    )
    if (forbidden !== null) return refuse(`the key is not fit: ${forbidden}`)
    const bytes = typeof jwk.k === 'string' ? decodeBase64url(jwk.k) : null
    return bytes?.ok ? ok(bytes.value) : refuse('the key is not fit: its k is not base64url')
  }
  if (secret === null || secret === '') return refuse(`${algorithm} needs the client secret, and there is none`)
  if (passwordAlgorithms.includes(algorithm)) return ok(new TextEncoder().encode(secret))
  return ok(deriveFromSecret(secret, keyBits[algorithm === 'dir' ? encryption : algorithm] ?? 0))
}

function readAsymmetricKey(algorithm: string, keyText: string | null): Outcome<DecryptionKey> {
  if (keyText === null || keyText.trim() === '') return refuse(`${algorithm} needs a private key, and there is none`)
  const read = readPrivateKey(keyText)
  if (!read.ok) return refuse(`the key cannot be read: ${read.problem.evidence?.why ?? ''}`)
  const unfit = readUnfitness({ ...read.value.words, ...read.value.publicJwk }, algorithm, 'decrypt')
  return unfit === null ? ok(read.value.key) : refuse(`the key is not fit: ${unfit}`)
}

/** An algorithm that is not in the tables, RSA1_5 among them, is refused before any key is touched. */
function readDecryptionKey(
  algorithm: string,
  encryption: string,
  keyText: string | null,
  secret: string | null,
): Outcome<DecryptionKey> {
  if (!/^A\d{3}(GCM|CBC-HS\d{3})$/.test(encryption) || keyBits[encryption] === undefined)
    return refuse('its content encryption is not supported')
  if (/^(RSA-OAEP|ECDH-ES)/.test(algorithm) && Object.hasOwn(keyFamilies, algorithm))
    return readAsymmetricKey(algorithm, keyText)
  const isSymmetric = algorithm === 'dir' || /KW$/.test(algorithm)
  const isKnown = algorithm === 'dir' || Object.hasOwn(keyBits, algorithm) || passwordAlgorithms.includes(algorithm)
  return isSymmetric && isKnown
    ? readSymmetricKey(algorithm, encryption, keyText, secret)
    : refuse(`its algorithm ${JSON.stringify(algorithm.slice(0, 32))} is not supported`)
}

/**
 * Opens a JWE in compact form (RFC 7516, section 5.2) and gives its content as text. `privateKeyText` is a JWK or PEM; `secret`
 * the client secret, from which symmetric keys are made. What cannot be opened is `decryption_failed` with `why`.
 */
export async function decryptJwe(
  token: string,
  privateKeyText: string | null,
  secret: string | null,
): Promise<Outcome<string>> {
  const header = readJoseHeader(token, 5)
  if (!header.ok) return refuse(header.why)
  const { alg, members } = header
  if (typeof members.enc !== 'string') return refuse('its header names no content encryption')
  if (members.zip !== undefined && members.zip !== 'DEF') return refuse('its compression is not supported')
  if (typeof members.p2c === 'number' && members.p2c > mostRounds)
    return refuse(`its password costs ${members.p2c} rounds, and ${mostRounds} are the most`)
  const key = readDecryptionKey(alg, members.enc, privateKeyText, secret)
  if (!key.ok) return key
  const { compactDecrypt } = await import('jose')
  try {
    const limits = { maxDecompressedLength: mostInflated, maxPBES2Count: mostRounds }
    const opened = await compactDecrypt(token, key.value, {
      ...limits,
      keyManagementAlgorithms: [alg],
      contentEncryptionAlgorithms: [members.enc],
    })
    const text = readBytesAsText(opened.plaintext, 'utf-8')
    return text.exact ? ok(text.text) : refuse('its content is not UTF-8')
  } catch {
    // One sentence for every failure: which step failed is what an attacker would like to know.
    return refuse('the key does not open it, or it was changed')
  }
}
