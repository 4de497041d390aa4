import { createHash } from 'node:crypto'
import { CompactEncrypt, importJWK, type JWK } from 'jose'
import { expect, test } from 'vitest'
import { decryptJwe } from '../../../electron/host/jose/decrypt-jwe.ts'
import { createEcKeys, createRsaKeys, encode } from './forge.ts'

const ec = createEcKeys()
const other = createEcKeys()
const rsa = createRsaKeys()
const secret = 'the secret of the client'

async function encrypt(
  header: { alg: string; enc: string; [name: string]: unknown },
  key: object | Uint8Array,
  text = 'a token',
) {
  const imported = key instanceof Uint8Array ? key : await importJWK(key as JWK, header.alg)
  return new CompactEncrypt(new TextEncoder().encode(text)).setProtectedHeader(header).encrypt(imported)
}

const good = await encrypt({ alg: 'ECDH-ES+A128KW', enc: 'A128GCM' }, ec.publicJwk)
const privateKey = JSON.stringify(ec.privateJwk)
const parts = good.split('.')
/** The good token with one part changed. */
const withPart = (at: number, part: string) => parts.map((one, index) => (index === at ? part : one)).join('.')
const withHeader = (header: object | string) => withPart(0, encode(header))
const header = JSON.parse(Buffer.from(parts[0] ?? '', 'base64url').toString()) as { alg: string; enc: string }
const changed = (text = '') => `${text.startsWith('A') ? 'B' : 'A'}${text.slice(1)}`
const twice = JSON.stringify(header).replace('{', '{"alg":"dir",')

test.each<[string, string, string | null, RegExp]>([
  ['no key', good, null, /needs a private key/],
  ['the key of somebody else', good, JSON.stringify(other.privateJwk), /does not open it/],
  ['a key of another type', good, JSON.stringify(rsa.privateJwk), /not fit/],
  ['a key that is for signing', good, JSON.stringify({ ...ec.privateJwk, use: 'sig' }), /use is "sig"/],
  ['a key that cannot be read', good, 'a-secret-text', /cannot be read/],
  ['changed content', withPart(3, changed(parts[3])), privateKey, /does not open it/],
  ['a changed tag', withPart(4, changed(parts[4])), privateKey, /does not open it/],
  ['a short tag', withPart(4, 'AAAA'), privateKey, /does not open it/],
  ['a changed header', withHeader({ ...header, typ: 'JWT' }), privateKey, /does not open it/],
  ['two algorithms', withHeader(twice), privateKey, /more than once/],
  ['crit', withHeader({ ...header, crit: ['exp'], exp: 1 }), privateKey, /crit/],
  ['RSA1_5', withHeader({ ...header, alg: 'RSA1_5' }), JSON.stringify(rsa.privateJwk), /"RSA1_5" is not supported/],
  ['a signing algorithm', withHeader({ ...header, alg: 'RS256' }), JSON.stringify(rsa.privateJwk), /not supported/],
  ['a name that every object has', withHeader({ ...header, alg: 'constructor' }), privateKey, /not supported/],
  ['another content encryption', withHeader({ ...header, enc: 'A128KW' }), privateKey, /content encryption/],
  ['no content encryption', withHeader({ alg: header.alg }), privateKey, /content encryption/],
  ['another compression', withHeader({ ...header, zip: 'GZ' }), privateKey, /compression/],
  ['padding', `${good}=`, privateKey, /padding/],
  ['three parts', 'a.b.c', privateKey, /3 parts/],
])('a token with %s is not opened', async (_, token, key, why) => {
  expect(await decryptJwe(good, privateKey, null)).toEqual({ ok: true, value: 'a token' })
  const opened = await decryptJwe(token, key, null)
  expect(opened).toMatchObject({
    ok: false,
    problem: { code: 'decryption_failed', evidence: { why: expect.stringMatching(why) } },
  })
  expect(JSON.stringify(opened)).not.toContain('a-secret-text')
})

test('a public point beside its curve is not calculated with', async () => {
  const epk = { kty: 'EC', crv: 'P-256', x: ec.publicJwk.x, y: ec.publicJwk.x }
  expect(await decryptJwe(withHeader({ ...header, epk }), privateKey, null)).toMatchObject({ ok: false })
})

test('content that inflates beyond 250 KB is refused, and less is read', async () => {
  const pack = (length: number) =>
    encrypt({ alg: 'ECDH-ES', enc: 'A256GCM', zip: 'DEF' }, ec.publicJwk, 'x'.repeat(length))
  expect(await decryptJwe(await pack(250_001), privateKey, null)).toMatchObject({ ok: false })
  expect(await decryptJwe(await pack(250_000), privateKey, null)).toMatchObject({ ok: true })
})

test('a password that costs more than 10,000 rounds is refused before it is tried', async () => {
  const sealed = (p2c: number) =>
    `${encode({ alg: 'PBES2-HS256+A128KW', enc: 'A128GCM', p2s: 'AAAAAAAAAAA', p2c })}.A.A.A.A`
  const costly = sealed(10_001).replaceAll('.A', '.AA')
  expect(await decryptJwe(costly, null, secret)).toMatchObject({
    problem: { evidence: { why: 'its password costs 10001 rounds, and 10000 are the most' } },
  })
})

test.each(['RSA-OAEP', 'RSA-OAEP-256', 'RSA-OAEP-512'])('an RSA key opens %s', async (alg) => {
  const token = await encrypt({ alg, enc: 'A256CBC-HS512' }, rsa.publicJwk)
  expect(await decryptJwe(token, JSON.stringify(rsa.privateJwk), null)).toEqual({ ok: true, value: 'a token' })
})

test.each([
  ['A128KW', 'A128GCM', 'sha256', 16],
  ['A256GCMKW', 'A128GCM', 'sha256', 32],
  ['dir', 'A128CBC-HS256', 'sha256', 32],
  ['dir', 'A192CBC-HS384', 'sha384', 48],
  ['dir', 'A256CBC-HS512', 'sha512', 64],
])('the client secret opens %s with %s by the left bytes of its %s', async (alg, enc, hash, length) => {
  const key = new Uint8Array(createHash(hash).update(secret).digest().subarray(0, length))
  const token = await encrypt({ alg, enc }, key)
  expect(await decryptJwe(token, null, secret)).toEqual({ ok: true, value: 'a token' })
  expect(await decryptJwe(token, null, `${secret}!`)).toMatchObject({ ok: false })
  expect(await decryptJwe(token, null, null)).toMatchObject({
    problem: { evidence: { why: `${alg} needs the client secret, and there is none` } },
  })
})
