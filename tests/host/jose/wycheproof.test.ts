import { describe, expect, test } from 'vitest'
import { decryptJwe } from '../../../electron/host/jose/decrypt-jwe.ts'
import { verifyJws } from '../../../electron/host/jose/verify-jws.ts'
import { macAlgorithms, signingAlgorithms } from '../../../shared/flow/profile-settings.ts'
import type { JsonObject } from '../../../shared/lib/json-value.ts'
import { hasVectors, readWycheproof, type WycheproofCase } from './read-vectors.ts'

// Everything we can do is accepted, so that the key's own words and numbers are all that protects.
const algorithms = [...signingAlgorithms, ...macAlgorithms]

/** Our JWK Sets never hold a symmetric key: the only one is the client secret, which is handed over apart. */
async function isAccepted({ token, kind, publicKey, privateKey, plaintext }: WycheproofCase): Promise<boolean> {
  if (kind === 'jwe') {
    const opened = await decryptJwe(token, JSON.stringify(privateKey), null)
    return opened.ok && (plaintext === undefined || Buffer.from(opened.value).toString('hex') === plaintext)
  }
  const isSecret = publicKey.kty === 'oct' && /^HS/.test(String(publicKey.alg))
  const secret = isSecret ? new Uint8Array(Buffer.from(String(publicKey.k), 'base64url')) : null
  const keys = isSecret ? [] : ((publicKey.keys ?? [publicKey]) as readonly JsonObject[])
  return (await verifyJws({ token, keys, algorithms, secret })).kind === 'verified'
}

/** `<id> <comment>` of every case that ended otherwise than the file says. */
async function readDifferences(
  name: string,
): Promise<{ readonly wronglyAccepted: string[]; readonly refused: string[] }> {
  const differences = { wronglyAccepted: [] as string[], refused: [] as string[] }
  for (const one of readWycheproof(name)) {
    const accepted = await isAccepted(one)
    if (accepted && !one.mustAccept) differences.wronglyAccepted.push(`${one.id} ${one.comment}`)
    if (!accepted && one.mustAccept) differences.refused.push(`${one.id} ${one.comment}`)
  }
  return differences
}

/** The good cases that are refused all the same, by file, each with its reason. */
const refusedOnPurpose: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  json_web_signature: {
    '346 Figure20': 'the key says PS256 and the token PS384',
    '350 Figure20': 'the key says PS256 and the token PS384',
    '347 Figure27': 'the key says ES521, which is no algorithm',
    '351 Figure27': 'the key says ES521, which is no algorithm',
    '372 InvalidCharacterInsertedInHeader': 'a "?" is not base64url',
    '373 InvalidCharacterInsertedInPayload': 'a "?" is not base64url',
  },
  json_web_key: {
    '2 acceptsValid': 'a set gives no symmetric key, only the client secret is one',
    '13 long_key': 'a set gives no symmetric key, only the client secret is one',
    '14 long_key': 'a set gives no symmetric key, only the client secret is one',
    '15 long_key': 'a set gives no symmetric key, only the client secret is one',
  },
  json_web_encryption: {
    '100 acceptsA128GCM': 'RSA1_5 is off',
    '101 acceptsA192GCM': 'RSA1_5 is off',
    '102 acceptsA256GCM': 'RSA1_5 is off',
    '103 acceptsA128CBC-HS256': 'RSA1_5 is off',
    '104 acceptsA192CBC-HS384': 'RSA1_5 is off',
    '105 acceptsA256CBC-HS512': 'RSA1_5 is off',
    '112 validPadding': 'RSA1_5 is off',
    '128 Figure81': 'RSA1_5 is off',
  },
  json_web_crypto: { '48 acceptsValid': 'a set gives no symmetric key, only the client secret is one' },
}

/** The cases that are called bad and are, byte for byte, another case that is called good. */
const sameAsGood: Readonly<Record<string, readonly string[]>> = {
  json_web_signature: ['367 invalidBase64Padding', '370 invalidBase64PaddingInPayload'],
}

describe.skipIf(!hasVectors)('Wycheproof (skipped where the test vectors are absent)', () => {
  test.each([
    ['json_web_signature', 401],
    ['json_web_key', 26],
    ['json_web_encryption', 139],
    ['json_web_crypto', 83],
  ])('%s: accepts nothing forged or ill-formed, and everything good but what is listed', async (name, count) => {
    expect(readWycheproof(name)).toHaveLength(count)
    const { wronglyAccepted, refused } = await readDifferences(name)
    expect(wronglyAccepted).toEqual(sameAsGood[name] ?? [])
    expect(refused.toSorted()).toEqual(Object.keys(refusedOnPurpose[name] ?? {}).toSorted())
  })

  test('the two that are called bad and accepted are byte for byte a good one', () => {
    const cases = readWycheproof('json_web_signature')
    const good = new Set(cases.filter(({ mustAccept }) => mustAccept).map(({ token }) => token))
    const bad = cases.filter(({ id }) => id === 367 || id === 370)
    expect(bad.map(({ token }) => good.has(token))).toEqual([true, true])
  })
})
