import type { CompactJWSHeaderParameters, KeyObject as JoseKey } from 'jose'
import type { JsonObject } from '../../../shared/lib/json-value.ts'
import { fail, type Outcome, ok } from '../../../shared/lib/outcome.ts'
import { macBytes } from './key-families.ts'
import { keyProblem, readPrivateKey } from './read-key.ts'
import { readUnfitness } from './read-unfitness.ts'

/** A private key of the profile and how it signs. */
export interface SigningKey {
  /** A JWK, or PEM: PKCS #8, PKCS #1 or SEC 1. */
  readonly text: string
  readonly algorithm: string
  /** `kid` of the header; '' takes the key's own, and none where it has none. */
  readonly keyId: string
}

type Claims = Readonly<Record<string, unknown>>

async function sign(
  key: JoseKey | Uint8Array,
  header: CompactJWSHeaderParameters,
  claims: Claims,
): Promise<Outcome<string>> {
  const { CompactSign } = await import('jose')
  try {
    const payload = new TextEncoder().encode(JSON.stringify(claims))
    return ok(await new CompactSign(payload).setProtectedHeader(header).sign(key))
  } catch {
    // The platform's own words are not passed on: nobody has checked what they quote.
    return fail(keyProblem(`it cannot sign with ${header.alg}`))
  }
}

/**
 * Signs a JWT with a private key (RFC 7515, section 5.1). `header` are members besides `alg` and `kid`, e.g. `typ`. A key that
 * cannot be read, is of the wrong type or curve for the algorithm, is meant for something else or too weak gives
 * `key_invalid` with `why`.
 */
export async function signJwt(signing: SigningKey, header: JsonObject, claims: Claims): Promise<Outcome<string>> {
  const read = readPrivateKey(signing.text)
  if (!read.ok) return read
  const { key, publicJwk, words } = read.value
  const unfit = readUnfitness({ ...words, ...publicJwk }, signing.algorithm, 'sign')
  if (unfit !== null) return fail(keyProblem(unfit))
  const kid = signing.keyId !== '' ? signing.keyId : words.kid
  return sign(
    key,
    { alg: signing.algorithm, ...(typeof kid === 'string' && kid !== '' ? { kid } : {}), ...header },
    claims,
  )
}

/**
 * Signs a JWT with the client secret (HS256, HS384 or HS512; OpenID Connect Core, section 10.1). A secret shorter than the hash
 * gives `key_invalid` (RFC 7518, section 3.2).
 */
export async function signJwtWithSecret(
  secret: string,
  algorithm: string,
  header: JsonObject,
  claims: Claims,
): Promise<Outcome<string>> {
  const bytes = new TextEncoder().encode(secret)
  const least = macBytes[algorithm]
  if (least === undefined) return fail(keyProblem(`a secret cannot sign with ${algorithm}`))
  if (bytes.length < least)
    return fail(keyProblem(`${algorithm} needs a secret of at least ${least} bytes, it has ${bytes.length}`))
  return sign(bytes, { alg: algorithm, ...header }, claims)
}
