import { describe, expect, test } from 'vitest'
import { decryptJwe } from '../../../electron/host/jose/decrypt-jwe.ts'
import { signJwt } from '../../../electron/host/jose/sign-jwt.ts'
import { verifyJws } from '../../../electron/host/jose/verify-jws.ts'
import { macAlgorithms, signingAlgorithms } from '../../../shared/flow/profile-settings.ts'
import type { JsonObject } from '../../../shared/lib/json-value.ts'
import { type CookbookDocument, hasVectors, readCookbook } from './read-vectors.ts'

const algorithms = [...signingAlgorithms, ...macAlgorithms]

function readOneKey({ input }: CookbookDocument): JsonObject {
  return (Array.isArray(input.key) ? input.key[0] : input.key) as JsonObject
}

async function verify(document: CookbookDocument, token: string): Promise<string> {
  const { k, d: _private, ...numbers } = readOneKey(document)
  const secret = k === undefined ? null : new Uint8Array(Buffer.from(String(k), 'base64url'))
  return (await verifyJws({ token, keys: k === undefined ? [numbers] : [], algorithms, secret })).kind
}

async function decrypt({ input }: CookbookDocument, token: string): Promise<string> {
  const opened = await decryptJwe(token, input.pwd === undefined ? JSON.stringify(input.key) : null, input.pwd ?? null)
  if (!opened.ok) return opened.problem.evidence?.why ?? ''
  return opened.value === input.plaintext ? 'opened' : 'other text'
}

const signed = [...readCookbook('jws'), ...readCookbook('curve25519').slice(1), ...readCookbook('rfc7797')]
const encrypted = [...readCookbook('jwe'), ...readCookbook('curve25519').slice(0, 1)]

/** The documents whose compact token is refused, with the reason. */
const refusedOnPurpose: Readonly<Record<string, string>> = {
  // Detached content: what is signed is not in the token.
  '4_5.signature_with_detached_content.json': 'wrong',
  // RFC 7797: the payload is not encoded, and the header says that this must be understood.
  'hmac-sha2_b64_false.json': 'malformed',
}

describe.skipIf(!hasVectors)('the cookbook of RFC 7520 (skipped where the test vectors are absent)', () => {
  test('every signed token in compact form is verified, but detached and not encoded content', async () => {
    const compact = signed.filter(({ output }) => output.compact !== undefined)
    const verdicts = await Promise.all(compact.map((one) => verify(one, one.output.compact ?? '')))
    const unexpected = compact.filter(({ file }, at) => verdicts[at] !== (refusedOnPurpose[file] ?? 'verified'))
    expect(unexpected.map(({ file }) => file)).toEqual([])
    expect(compact).toHaveLength(7)
  })

  test('every encrypted token in compact form is opened, but RSA1_5', async () => {
    const compact = encrypted.filter(({ output }) => output.compact !== undefined)
    const results = await Promise.all(compact.map((one) => decrypt(one, one.output.compact ?? '')))
    const others = compact.flatMap(({ file }, at) => (results[at] === 'opened' ? [] : [`${file}: ${results[at]}`]))
    expect(others).toEqual([
      '5_1.key_encryption_using_rsa_v15_and_aes-hmac-sha2.json: its algorithm "RSA1_5" is not supported',
    ])
    expect(compact).toHaveLength(10)
  })

  test('nothing in JSON serialization is taken for a token', async () => {
    const forms = (one: CookbookDocument) =>
      [one.output.json, one.output.json_flat].filter((form) => form !== undefined)
    for (const one of signed)
      for (const form of forms(one)) expect(await verify(one, JSON.stringify(form))).toBe('malformed')
    for (const one of encrypted)
      for (const form of forms(one))
        expect(await decrypt(one, JSON.stringify(form))).toMatch(/^it has \d+ parts|is not base64url/)
  })

  test('the keys of the book sign what we verify', async () => {
    for (const one of signed.filter(({ input: { alg } }) => typeof alg === 'string' && !alg.startsWith('HS'))) {
      const text = JSON.stringify(readOneKey(one))
      const token = await signJwt({ text, algorithm: String(one.input.alg), keyId: '' }, {}, { sub: 'frodo' })
      expect(token.ok && (await verify(one, token.value)), one.file).toBe('verified')
    }
  })
})
