import { createPrivateKey } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { createCertificate } from '../../electron/host/jose/create-certificate.ts'
import { readTlsMaterial } from '../../electron/host/tls-material.ts'
import { epochMs } from '../../shared/lib/units.ts'

const now = epochMs(Date.UTC(2026, 5, 1))
const year = 365 * 86_400_000
const own = await createCertificate('client', now)
const other = await createCertificate('other', now)

const refused = (transport: Partial<Parameters<typeof readTlsMaterial>[0]>, at = now) =>
  readTlsMaterial({ ca: null, certificate: own.certificate, key: own.key, ...transport }, at)

describe('is refused before anything is sent', () => {
  const encrypted = createPrivateKey(own.key)
    .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'word' })
    .toString()

  test.each([
    ['a certificate of another key', refused({ key: other.key }), 'key_invalid', 'tls_certificate', /belong/],
    ['no PEM', refused({ certificate: 'hello' }), 'key_invalid', 'tls_certificate', /PEM/],
    [
      'broken PEM',
      refused({ certificate: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----' }),
      'key_invalid',
      'tls_certificate',
      /PEM/,
    ],
    [
      'a key in the place of the certificate',
      refused({ certificate: own.key }),
      'key_invalid',
      'tls_certificate',
      /PEM/,
    ],
    ['a key that is none', refused({ key: 'hello' }), 'key_invalid', 'tls_key', /./],
    ['a key with a passphrase', refused({ key: encrypted }), 'key_invalid', 'tls_key', /passphrase/],
    ['an expired certificate', refused({}, epochMs(now + 3 * year)), 'key_invalid', 'tls_certificate', /expired/],
    ['one of tomorrow', refused({}, epochMs(now - year)), 'key_invalid', 'tls_certificate', /not valid yet/],
  ])('%s', (_, outcome, code, secret, why) => {
    expect(outcome).toMatchObject({
      ok: false,
      problem: { code, evidence: { secret, why: expect.stringMatching(why) } },
    })
    expect(JSON.stringify(outcome)).not.toMatch(/PRIVATE|MII|MIG/)
  })

  test('a missing key, and certificates to trust that are none', () => {
    expect(refused({ key: null })).toMatchObject({
      problem: { code: 'secret_missing', evidence: { secret: 'tls_key' } },
    })
    expect(refused({ ca: 'hello' })).toMatchObject({
      problem: { code: 'key_invalid', evidence: { place: '/caCertificates' } },
    })
  })
})

test('the key may be PEM or a JWK, and the system stays trusted beside what is added', () => {
  const jwk = JSON.stringify(createPrivateKey(own.key).export({ format: 'jwk' }))
  for (const key of [own.key, jwk])
    expect(refused({ key })).toMatchObject({ ok: true, value: { cert: own.certificate } })
  const read = refused({ ca: other.certificate })
  expect(read.ok && read.value.ca?.length).toBeGreaterThan(50)
  expect(refused({})).not.toHaveProperty('value.ca')
})
