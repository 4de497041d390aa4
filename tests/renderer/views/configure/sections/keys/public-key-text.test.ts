import { expect, test } from 'vitest'
import {
  buildPublicKeyText,
  listPublicKeyForms,
} from '../../../../../../renderer/views/configure/sections/keys/public-key-text.ts'
import { publicKeySchema } from '../../../../../../shared/contract/records.ts'

const key = publicKeySchema.parse({
  use: 'signing',
  algorithm: 'ES256',
  keyId: 'one',
  thumbprint: 'abc',
  jwk: { kty: 'EC', crv: 'P-256', x: 'AQ', y: 'Ag', kid: 'one' },
  publicKey: '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n',
  certificate: null,
  certificateThumbprint: null,
})

test('a key without a certificate offers none', () => {
  expect(listPublicKeyForms(key)).toEqual(['jwk', 'jwks', 'pem'])
  expect(listPublicKeyForms({ ...key, certificate: 'PEM' })).toContain('certificate')
})

test('the set holds the key itself, and PEM is written without the last line break', () => {
  expect(JSON.parse(buildPublicKeyText(key, 'jwks'))).toEqual({ keys: [JSON.parse(buildPublicKeyText(key, 'jwk'))] })
  expect(buildPublicKeyText(key, 'pem')).toMatch(/KEY-----$/)
})
