import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { type SignatureWish, verifyJws } from '../../../electron/host/jose/verify-jws.ts'
import { signingAlgorithms } from '../../../shared/flow/profile-settings.ts'
import type { JsonObject } from '../../../shared/lib/json-value.ts'
import { createEcKeys, createRsaKeys, encode, forge } from './forge.ts'

const own = createEcKeys({ kid: 'own' })
const stranger = createEcKeys({ kid: 'stranger' })
const rsa = createRsaKeys()
const header = { alg: 'ES256', kid: 'own' }
const good = forge(own.privateJwk, header)
const keys = [own.publicJwk]
const secret = 'a-client-secret-of-at-least-32-bytes'

const verify = (token: string, change: Partial<SignatureWish> = {}) =>
  verifyJws({ token, keys, algorithms: signingAlgorithms, secret: null, ...change })

function signMac(algorithm: 'HS256' | 'HS512', key: string): string {
  const signed = `${encode({ alg: algorithm, kid: 'own' })}.${encode({ sub: 'frodo' })}`
  return `${signed}.${createHmac(algorithm.replace('HS', 'sha'), key).update(signed).digest('base64url')}`
}

/** The good signature below another header or payload, or another signature below them. */
const [goodHeader = '', goodPayload = '', goodSignature = ''] = good.split('.')
const twoAlgorithms = '{"alg":"none","alg":"ES256","kid":"own"}'

describe('a forged token', () => {
  test.each<[string, string, string]>([
    ['another payload', `${goodHeader}.${encode({ sub: 'sauron' })}.${goodSignature}`, 'wrong'],
    ['another header', `${encode({ ...header, typ: 'JWT' })}.${goodPayload}.${goodSignature}`, 'wrong'],
    ['the key of a stranger under our name', forge(stranger.privateJwk, header), 'wrong'],
    ['no signature', `${goodHeader}.${goodPayload}.`, 'wrong'],
    ['a signature of zeros (r and s are 0)', `${goodHeader}.${goodPayload}.${encode('\0'.repeat(64))}`, 'wrong'],
    ['a signature with two bytes too many', `${goodHeader}.${goodPayload}.${goodSignature}AA`, 'wrong'],
    ['alg none', `${encode({ alg: 'none' })}.${goodPayload}.`, 'alg_none'],
    ['alg none in capitals', `${encode({ alg: 'NONE' })}.${goodPayload}.`, 'alg_none'],
    ['HS256 with the public key as the secret', signMac('HS256', JSON.stringify(own.publicJwk)), 'alg_refused'],
    ['a name that every object has', `${encode({ alg: 'constructor' })}.${goodPayload}.AAAA`, 'alg_refused'],
    ['an algorithm for encryption', `${encode({ alg: 'RSA-OAEP' })}.${goodPayload}.AAAA`, 'alg_refused'],
    ['no algorithm', forge(own.privateJwk, { kid: 'own' }), 'malformed'],
    ['an algorithm that is no text', forge(own.privateJwk, { ...header, alg: ['ES256'] }), 'malformed'],
    ['two algorithms', forge(own.privateJwk, twoAlgorithms), 'malformed'],
    ['a key id that is no text', forge(own.privateJwk, { ...header, kid: 1 }), 'malformed'],
    ['a header that is a list', forge(own.privateJwk, [header]), 'malformed'],
    ['crit', forge(own.privateJwk, { ...header, crit: ['exp'], exp: 1 }), 'malformed'],
    ['an empty crit', forge(own.privateJwk, { ...header, crit: [] }), 'malformed'],
    ['a payload that is not encoded', forge(own.privateJwk, { ...header, b64: false }), 'malformed'],
    ['its own key', forge(stranger.privateJwk, { alg: 'ES256', kid: 'x', jwk: stranger.publicJwk }), 'key_not_found'],
    ['an address of its key', forge(stranger.privateJwk, { ...header, jku: 'http://127.0.0.1:1/' }), 'wrong'],
    ['a certificate of its own', forge(stranger.privateJwk, { ...header, x5c: ['MIIB'] }), 'wrong'],
    ['padding', `${good}=`, 'malformed'],
    ['a blank', `${goodHeader}.${goodPayload} .${goodSignature}`, 'malformed'],
    ['a line break at its end', `${good}\n`, 'malformed'],
    ['a fourth part', `${good}.AAAA`, 'malformed'],
    ['five parts', 'a.b.c.d.e', 'malformed'],
    ['nothing', '', 'malformed'],
    ['more than 1 MiB', `${goodHeader}.${'A'.repeat(1_048_576)}.${goodSignature}`, 'malformed'],
  ])('with %s is refused', async (_, token, kind) => {
    // The positive control: the very same keys and settings accept the good one.
    expect((await verify(good)).kind).toBe('verified')
    expect((await verify(token)).kind).toBe(kind)
  })

  test('with stray bits in the last letter is refused, although lenient readers take it for the same bytes', async () => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    const last = letters.charAt(letters.indexOf(good.slice(-1)) + 1)
    const twin = `${good.slice(0, -1)}${last}`
    expect(Buffer.from(twin.split('.')[2] ?? '', 'base64url')).toEqual(Buffer.from(goodSignature, 'base64url'))
    expect((await verify(twin)).kind).toBe('malformed')
  })
})

describe('a key that is not fit', () => {
  const unfit = (change: JsonObject) => verify(good, { keys: [{ ...own.publicJwk, ...change }] })

  test.each<[string, JsonObject, RegExp]>([
    ['for encryption', { use: 'enc' }, /use is "enc"/],
    ['for other operations', { key_ops: ['encrypt'] }, /key_ops do not allow/],
    ['with an operation twice', { key_ops: ['verify', 'verify'] }, /repeat/],
    ['for another algorithm', { alg: 'ES384' }, /is for "ES384"/],
    ['of another type', { kty: 'RSA' }, /does not use/],
    ['of another curve', { crv: 'P-384' }, /curve/],
    ['with its private half', { d: own.privateJwk.d ?? '' }, /private half is published/],
    ['beside its curve', { y: own.publicJwk.x ?? '' }, /no key/],
    ['with a short coordinate', { x: 'AAAA' }, /32 bytes/],
    ['with a padded coordinate', { x: `${String(own.publicJwk.x)}=` }, /32 bytes/],
  ])('%s is not used', async (_, change, why) => {
    expect(await unfit({})).toMatchObject({ kind: 'verified', key: 'own' })
    const verdict = await unfit(change)
    expect(verdict).toMatchObject({ kind: 'key_unfit', key: 'own', why: expect.stringMatching(why) })
  })

  test.each<[string, ReturnType<typeof createRsaKeys>, RegExp]>([
    ['1024 bits', createRsaKeys({ kid: 'own' }, 1024), /1024 bits/],
    ['the exponent 3', createRsaKeys({ kid: 'own' }, 2048, 3), /exponent is smaller/],
  ])('of RSA with %s is not used', async (_, weak, why) => {
    const verdict = await verify(forge(weak.privateJwk, { alg: 'RS256', kid: 'own' }), { keys: [weak.publicJwk] })
    expect(verdict).toMatchObject({ kind: 'key_unfit', why: expect.stringMatching(why) })
  })
})

describe('the choice of a key', () => {
  const unnamed = forge(own.privateJwk, { alg: 'ES256' })
  const { kid: _kid, ...nameless } = own.publicJwk

  test('a token without a key id is refused where several keys fit', async () => {
    const verdict = await verify(unnamed, { keys: [own.publicJwk, stranger.publicJwk] })
    expect(verdict).toEqual({ kind: 'keys_ambiguous', count: 2 })
  })

  test('a token without a key id takes the only key that fits, whatever else is published', async () => {
    const others = [rsa.publicJwk, { ...stranger.publicJwk, use: 'enc' }, { kty: 'oct', k: 'AAAA' }]
    expect((await verify(unnamed, { keys: [...others, nameless] })).kind).toBe('verified')
  })

  test('a token with a key id is never tried with a key of another name or of none', async () => {
    for (const other of [nameless, { ...own.publicJwk, kid: 'Own' }])
      expect(await verify(good, { keys: [other] })).toEqual({ kind: 'key_not_found', key: 'own' })
  })

  test('of several keys with one name each that fits is tried', async () => {
    const twins = [{ ...rsa.publicJwk, kid: 'own' }, { ...stranger.publicJwk, kid: 'own' }, own.publicJwk]
    expect((await verify(good, { keys: twins })).kind).toBe('verified')
    expect(await verify(good, { keys: twins.slice(0, 2) })).toEqual({ kind: 'wrong', key: 'own' })
  })

  test('a key without a name is called by its thumbprint', async () => {
    expect(await verify(unnamed, { keys: [nameless] })).toMatchObject({ key: expect.stringMatching(/^[\w-]{43}$/) })
  })

  test('an algorithm that the configuration does not accept is refused, although the signature is good', async () => {
    expect(await verify(good, { algorithms: ['RS256'] })).toEqual({ kind: 'alg_refused', alg: 'ES256' })
  })
})

describe('a client secret', () => {
  const algorithms = ['HS256', 'HS512']

  test('verifies what it signed, and no key of the provider does', async () => {
    const token = signMac('HS256', secret)
    const published = [{ kty: 'oct', kid: 'own', k: encode(secret) }]
    expect(await verify(token, { algorithms, keys: published })).toEqual({ kind: 'secret_absent', alg: 'HS256' })
    expect(await verify(token, { algorithms, secret: `${secret}!` })).toMatchObject({ kind: 'wrong' })
    expect(await verify(token, { algorithms, secret })).toMatchObject({ kind: 'verified', key: 'client_secret' })
  })

  test('that is shorter than the hash proves nothing', async () => {
    const verdict = await verify(signMac('HS512', secret), { algorithms, secret })
    expect(verdict).toMatchObject({ kind: 'key_unfit', why: 'HS512 needs at least 64 bytes, it has 36' })
  })
})
