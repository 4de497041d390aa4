import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { readPrivateKey } from '../../../electron/host/jose/read-key.ts'
import { signJwt, signJwtWithSecret } from '../../../electron/host/jose/sign-jwt.ts'
import { verifyJws } from '../../../electron/host/jose/verify-jws.ts'
import { readValue } from '../open-test-host.ts'
import { createEcKeys, createRsaKeys } from './forge.ts'

const ec = createEcKeys()
const other = createEcKeys()
const rsa = createRsaKeys()
const weak = createRsaKeys({}, 1024)
const text = (jwk: object) => JSON.stringify(jwk)
const { d: _d, ...publicHalf } = ec.privateJwk

const pem = (
  kind: 'ec' | 'rsa' | 'ed25519' | 'rsa-pss' | 'secp256k1',
  type: 'pkcs8' | 'sec1' | 'pkcs1',
  secret?: string,
) => {
  const made = {
    ec: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
    rsa: () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
    ed25519: () => generateKeyPairSync('ed25519'),
    'rsa-pss': () => generateKeyPairSync('rsa-pss', { modulusLength: 2048 }),
    secp256k1: () => generateKeyPairSync('ec', { namedCurve: 'secp256k1' }),
  }[kind]()
  const lock = secret === undefined ? {} : { cipher: 'aes-256-cbc', passphrase: secret }
  return made.privateKey.export({ format: 'pem', type: type as 'pkcs8', ...lock }) as string
}

test.each<[string, string, string, RegExp]>([
  ['nothing', ' ', 'ES256', /empty/],
  ['other text', 'a-secret-text', 'ES256', /neither a JWK nor PEM/],
  ['broken JSON', '{"kty":"EC","d":"a-secret-text"', 'ES256', /not JSON/],
  ['a member twice', '{"kty":"EC","d":"a-secret-text","d":"b"}', 'ES256', /more than once/],
  ['a public key', text(publicHalf), 'ES256', /no private half/],
  ['a key set', text({ keys: [ec.privateJwk] }), 'ES256', /set of keys/],
  ['a symmetric key', text({ kty: 'oct', k: 'a-secret-text' }), 'HS256', /symmetric/],
  ['numbers that are no key', text({ ...ec.privateJwk, x: 'AAAA' }), 'ES256', /no key/],
  [
    'halves of two keys',
    text({ ...ec.privateJwk, x: other.privateJwk.x, y: other.privateJwk.y }),
    'ES256',
    /no key|does not belong/,
  ],
  [
    'an RSA key without its primes',
    text({ kty: 'RSA', n: rsa.privateJwk.n, e: 'AQAB', d: rsa.privateJwk.d }),
    'RS256',
    /p, q/,
  ],
  ['a key of another type', text(rsa.privateJwk), 'ES256', /"RSA", which ES256 does not use/],
  ['a key of another curve', text(ec.privateJwk), 'ES384', /curve is "P-256"/],
  ['a key for something else', text({ ...ec.privateJwk, use: 'enc' }), 'ES256', /use is "enc"/],
  ['a key for another algorithm', text({ ...rsa.privateJwk, alg: 'PS256' }), 'RS256', /is for "PS256"/],
  ['a weak key', text(weak.privateJwk), 'RS256', /1024 bits/],
  ['a certificate', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----', 'ES256', /is a CERTIFICATE/],
  ['broken PEM', '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----', 'ES256', /cannot be read/],
  ['a key with a passphrase', pem('ec', 'pkcs8', 'x'), 'ES256', /passphrase/],
  ['a key bound to RSA-PSS', pem('rsa-pss', 'pkcs8'), 'PS256', /bound to RSA-PSS/],
  ['a curve that is not used', pem('secp256k1', 'pkcs8'), 'ES256', /curve/],
])('%s cannot sign, and the reason quotes none of it', async (_, key, algorithm, why) => {
  const signed = await signJwt({ text: key, algorithm, keyId: '' }, {}, {})
  expect(signed).toMatchObject({
    ok: false,
    problem: { code: 'key_invalid', evidence: { why: expect.stringMatching(why) } },
  })
  expect(JSON.stringify(signed)).not.toContain('a-secret-text')
})

test.each([
  ['ec', 'sec1', 'ES256'],
  ['ec', 'pkcs8', 'ES256'],
  ['rsa', 'pkcs1', 'RS512'],
  ['rsa', 'pkcs8', 'PS256'],
  ['ed25519', 'pkcs8', 'EdDSA'],
] as const)('an %s key in PEM (%s) signs with %s', async (kind, type, algorithm) => {
  const key = pem(kind, type)
  const token = readValue(await signJwt({ text: key, algorithm, keyId: 'mine' }, {}, { sub: 'frodo' }))
  const keys = [{ ...readValue(readPrivateKey(key)).publicJwk, kid: 'mine' }]
  expect((await verifyJws({ token, keys, algorithms: [algorithm], secret: null })).kind).toBe('verified')
})

const readHeader = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()) as object

test('the header has the type and the key id of the profile, else that of the key, else none', async () => {
  const sign = async (kid: object, keyId: string) =>
    readHeader(
      readValue(
        await signJwt({ text: text({ ...ec.privateJwk, ...kid }), algorithm: 'ES256', keyId }, { typ: 'x' }, {}),
      ),
    )
  expect(await sign({ kid: 'own' }, 'set')).toEqual({ alg: 'ES256', kid: 'set', typ: 'x' })
  expect(await sign({ kid: 'own' }, '')).toEqual({ alg: 'ES256', kid: 'own', typ: 'x' })
  expect(await sign({}, '')).toEqual({ alg: 'ES256', typ: 'x' })
})

test('a secret signs with HS256 when it is as long as the hash, and with nothing else', async () => {
  const secret = 'x'.repeat(32)
  const short = await signJwtWithSecret(secret.slice(1), 'HS256', {}, {})
  expect(short).toMatchObject({ ok: false, problem: { code: 'key_invalid' } })
  expect(await signJwtWithSecret(secret, 'RS256', {}, {})).toMatchObject({ ok: false })
  const token = readValue(await signJwtWithSecret(secret, 'HS256', {}, { iss: 'own' }))
  expect((await verifyJws({ token, keys: [], algorithms: ['HS256'], secret })).kind).toBe('verified')
})
