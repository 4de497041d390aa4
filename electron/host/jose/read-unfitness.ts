import { decodeBase64url } from '../../../shared/lib/base64url.ts'
import { isJsonArray, type JsonObject, type JsonValue } from '../../../shared/lib/json-value.ts'
import { isSameAlgorithm, keyFamilies } from './key-families.ts'
import { readRsaWeakness } from './rsa-strength.ts'

/** The operations of RFC 7517, section 4.3, that we do with keys; the `use` each belongs to is in section 4.2. */
export type KeyOperation = 'sign' | 'verify' | 'decrypt'

const operations: Readonly<Record<KeyOperation, { readonly use: 'sig' | 'enc'; readonly names: readonly string[] }>> = {
  sign: { use: 'sig', names: ['sign'] },
  verify: { use: 'sig', names: ['verify'] },
  decrypt: { use: 'enc', names: ['decrypt', 'unwrapKey', 'deriveKey', 'deriveBits'] },
}

const coordinateBytes: Readonly<Record<string, number>> = {
  'P-256': 32,
  'P-384': 48,
  'P-521': 66,
  Ed25519: 32,
  X25519: 32,
}

function readBytes(value: JsonValue | undefined): Uint8Array | null {
  const decoded = typeof value === 'string' && value !== '' ? decodeBase64url(value) : null
  return decoded?.ok ? decoded.value : null
}

/** What its own words about its purpose forbid. */
export function readForbiddenUse(jwk: JsonObject, algorithm: string, operation: KeyOperation): string | null {
  const { use, names } = operations[operation]
  if (jwk.use !== undefined && jwk.use !== use) return `its use is ${JSON.stringify(jwk.use)}, not "${use}"`
  if (jwk.key_ops !== undefined) {
    const given: readonly JsonValue[] = isJsonArray(jwk.key_ops) ? jwk.key_ops : []
    if (new Set(given).size !== given.length) return 'its key_ops repeat themselves'
    if (!names.some((name) => given.includes(name))) return `its key_ops do not allow to ${operation}`
  }
  if (jwk.alg !== undefined && (typeof jwk.alg !== 'string' || !isSameAlgorithm(jwk.alg, algorithm)))
    return `it is for ${JSON.stringify(jwk.alg)}, not ${algorithm}`
  return null
}

function readWrongFamily(jwk: JsonObject, algorithm: string): string | null {
  const families = keyFamilies[algorithm] ?? []
  const ofType = families.filter(({ kty }) => kty === jwk.kty)
  if (ofType.length === 0) return `it is ${JSON.stringify(jwk.kty ?? null)}, which ${algorithm} does not use`
  const curve = typeof jwk.crv === 'string' ? jwk.crv : ''
  if (ofType.some(({ curves }) => curves.length === 0 || curves.includes(curve))) return null
  return `its curve is ${JSON.stringify(jwk.crv ?? null)}, which ${algorithm} does not use`
}

function readBadNumbers(jwk: JsonObject): string | null {
  if (jwk.kty === 'RSA') {
    const [n, e] = [readBytes(jwk.n), readBytes(jwk.e)]
    return n === null || e === null ? 'n or e is missing or not base64url' : readRsaWeakness(n, e)
  }
  // Whether the point lies on its curve is found out when the key is imported.
  const length = coordinateBytes[String(jwk.crv)]
  const coordinates = jwk.kty === 'EC' ? [readBytes(jwk.x), readBytes(jwk.y)] : [readBytes(jwk.x)]
  return coordinates.every((bytes) => bytes?.length === length) ? null : `its coordinates are not of ${length} bytes`
}

/** Tells a key of the family that an algorithm uses, whatever else is wrong with it. */
export function isOfFamily(jwk: JsonObject, algorithm: string): boolean {
  return readWrongFamily(jwk, algorithm) === null
}

/**
 * Why a key (RFC 7517) may not be used for an algorithm, or `null` when it may. A key that is symmetric, of another type
 * or curve, meant for something else, or too weak is not used, whatever the token says. Quotes nothing secret.
 */
export function readUnfitness(jwk: JsonObject, algorithm: string, operation: KeyOperation): string | null {
  const wrong = readWrongFamily(jwk, algorithm) ?? readForbiddenUse(jwk, algorithm, operation)
  if (wrong !== null) return wrong
  // Whoever publishes the private half has no key any more: everybody can sign with it.
  if (operation === 'verify' && (jwk.d !== undefined || jwk.k !== undefined)) return 'its private half is published'
  return readBadNumbers(jwk)
}
