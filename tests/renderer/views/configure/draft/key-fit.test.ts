import { expect, test } from 'vitest'
import { isKeyFor, readKeyType, readNeededKey } from '../../../../../renderer/views/configure/draft/key-fit.ts'

const rsa = { kty: 'RSA', n: 'AQ', e: 'AQAB' }
const p256 = { kty: 'EC', crv: 'P-256' }
const ed25519 = { kty: 'OKP', crv: 'Ed25519' }

test.each([
  [rsa, 'ES256', false],
  [rsa, 'PS384', true],
  [p256, 'ES384', false],
  [p256, 'ES256', true],
  [ed25519, 'ES256', false],
  [ed25519, 'EdDSA', true],
  [{ kty: 'OKP', crv: 'X25519' }, 'EdDSA', false],
] as const)('a key %j signs with %s: %s', (jwk, algorithm, fits) => {
  expect(isKeyFor(jwk, algorithm)).toBe(fits)
})

test('types are named as people say them', () => {
  expect([rsa, p256, ed25519].map(readKeyType)).toEqual(['RSA', 'EC P-256', 'Ed25519'])
  expect(['RS256', 'ES512', 'EdDSA'].map(readNeededKey)).toEqual(['RSA', 'EC P-521', 'Ed25519'])
})
