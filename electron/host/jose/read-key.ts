import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { readJson } from '../../../shared/dialects/body/read-json.ts'
import { isJsonObject, type JsonObject } from '../../../shared/lib/json-value.ts'
import { fail, type Outcome, ok } from '../../../shared/lib/outcome.ts'
import { type Problem, problem } from '../../../shared/lib/problem.ts'

/** A private key as it was found in a text, and its public half. */
export interface PrivateKey {
  readonly key: KeyObject
  /** The numbers of the public half alone, without `kid` and purpose. */
  readonly publicJwk: JsonObject
  /** What the key says about itself: `kid`, `alg`, `use`, `key_ops`; empty for PEM. */
  readonly words: JsonObject
}

/** Builds the problem of a key that cannot be used. `why` never quotes the key. */
export function keyProblem(why: string, more: Readonly<Record<string, string>> = {}): Problem {
  return problem('profile', 'key_invalid', { why, ...more })
}

function readWords({ kid, alg, use, key_ops }: JsonObject): JsonObject {
  const given = Object.entries({ kid, alg, use, key_ops }).filter(([, value]) => value !== undefined)
  return Object.fromEntries(given) as JsonObject
}

/** Both halves of a key are given apart, and the platform believes that they are a pair: one signature proves it. */
function isPair(key: KeyObject, publicKey: KeyObject): boolean {
  if (key.asymmetricKeyType === 'x25519' || key.asymmetricKeyType === 'x448') return true
  const hash = key.asymmetricKeyType?.startsWith('ed') ? null : 'sha256'
  const proved = Buffer.from('the halves belong together')
  try {
    return verify(hash, proved, publicKey, sign(hash, proved, key))
  } catch {
    return false
  }
}

function describe(key: KeyObject, words: JsonObject): Outcome<PrivateKey> {
  if (key.asymmetricKeyType === 'rsa-pss')
    return fail(keyProblem('it is bound to RSA-PSS; a plain RSA key can do the same'))
  try {
    const publicKey = createPublicKey(key)
    const publicJwk = publicKey.export({ format: 'jwk' }) as JsonObject
    if (!isPair(key, publicKey)) return fail(keyProblem('its public half does not belong to its private half'))
    return ok({ key, publicJwk, words })
  } catch {
    return fail(keyProblem(`its type (${key.asymmetricKeyType ?? 'unknown'}) is not used here`))
  }
}

function readJwk(text: string): Outcome<PrivateKey> {
  const json = readJson(text)
  if (!json.ok || !isJsonObject(json.body.value)) return fail(keyProblem('it begins like a JWK and is not JSON'))
  const { value: jwk, repeated } = json.body
  // A name may be anything that was pasted, so it is not quoted.
  if (repeated.length > 0) return fail(keyProblem('one of its members occurs more than once'))
  if (jwk.keys !== undefined) return fail(keyProblem('it is a set of keys; one key is needed'))
  if (jwk.kty === 'oct') return fail(keyProblem('it is a symmetric key; a private key is needed'))
  if (typeof jwk.d !== 'string' || jwk.d === '') return fail(keyProblem('it has no private half'))
  let key: KeyObject
  try {
    key = createPrivateKey({ key: { ...jwk }, format: 'jwk' })
  } catch {
    const why =
      jwk.kty === 'RSA'
        ? 'its numbers are no RSA key (n, e, d, p, q, dp, dq and qi are needed)'
        : 'its numbers are no key'
    return fail(keyProblem(why))
  }
  return describe(key, readWords(jwk))
}

function readPem(text: string): Outcome<PrivateKey> {
  if (!/-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/.test(text)) {
    const label = /-----BEGIN ([A-Z ]{1,40})-----/.exec(text)?.[1]
    return fail(keyProblem(label === undefined ? 'it is neither a JWK nor PEM' : `it is a ${label}, not a private key`))
  }
  if (/-----BEGIN ENCRYPTED |^Proc-Type: 4,ENCRYPTED/m.test(text))
    return fail(keyProblem('it is protected by a passphrase; paste it without one, the vault protects it'))
  try {
    return describe(createPrivateKey(text), {})
  } catch {
    return fail(keyProblem('its PEM cannot be read'))
  }
}

/**
 * Reads a private key from a JWK (RFC 7517) or PEM (PKCS #8, PKCS #1 or SEC 1). A problem `key_invalid` says in `why` what
 * is wrong, without a byte of the key.
 */
export function readPrivateKey(text: string): Outcome<PrivateKey> {
  const trimmed = text.trim()
  if (trimmed === '') return fail(keyProblem('it is empty'))
  return trimmed.startsWith('{') ? readJwk(trimmed) : readPem(trimmed)
}
