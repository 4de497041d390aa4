import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto'
import type { JsonObject } from '../../../shared/lib/json-value.ts'

/** A key pair as JWK objects. */
export interface TestKeys {
  readonly privateJwk: JsonObject
  readonly publicJwk: JsonObject
}

type Generated = { readonly privateKey: { export(options: { format: 'jwk' }): unknown } }

function readPair({ privateKey }: Generated, words: JsonObject): TestKeys {
  const jwk = privateKey.export({ format: 'jwk' }) as JsonObject
  const { d: _d, p: _p, q: _q, dp: _dp, dq: _dq, qi: _qi, ...publicJwk } = jwk
  return { privateJwk: { ...jwk, ...words }, publicJwk: { ...publicJwk, ...words } }
}

/** A key pair on P-256. */
export function createEcKeys(words: JsonObject = {}): TestKeys {
  return readPair(generateKeyPairSync('ec', { namedCurve: 'P-256' }), words)
}

export function createRsaKeys(words: JsonObject = {}, modulusLength = 2048, publicExponent = 65_537): TestKeys {
  return readPair(generateKeyPairSync('rsa', { modulusLength, publicExponent }), words)
}

export const encode = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')

/** Signs with Node and no library between, so that header and payload may be whatever a forger likes: RS256 or ES256. */
export function forge(privateJwk: JsonObject, header: unknown, payload: unknown = { sub: 'frodo' }): string {
  const signed = `${encode(header)}.${encode(payload)}`
  const key = createPrivateKey({ key: { ...privateJwk }, format: 'jwk' })
  const signature = sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' })
  return `${signed}.${signature.toString('base64url')}`
}
