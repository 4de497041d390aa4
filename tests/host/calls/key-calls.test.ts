import { createPublicKey, X509Certificate } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { signJwt } from '../../../electron/host/jose/sign-jwt.ts'
import { readCertificateThumbprint } from '../../../electron/host/jose/thumbprint.ts'
import { verifyJws } from '../../../electron/host/jose/verify-jws.ts'
import { dialectSchema } from '../../../shared/dialects/dialect.ts'
import type { Profile } from '../../../shared/flow/profile.ts'
import { profileSchema } from '../../../shared/flow/profile.ts'
import { openTestHost, readValue } from '../open-test-host.ts'

async function openWithProfile(change: Partial<Profile> = {}, secrets: Record<string, string> = {}) {
  const host = await openTestHost()
  const dialect = dialectSchema.parse({})
  const profile = profileSchema.parse({ id: 'own', name: 'Own', dialect, clientId: 'a, CN=b', ...change })
  readValue(await host.send('profiles.save', { profile, secrets, create: true }))
  const reveal = async (secret: 'private_key' | 'dpop_key' | 'tls_key' | 'tls_certificate') =>
    readValue(await host.send('profiles.reveal', { id: 'own', secret })).value
  return { host, reveal }
}

describe('generated keys', () => {
  test('of a profile that does not exist are not made', async () => {
    const host = await openTestHost()
    const made = await host.send('keys.generate', { profileId: 'nobody', use: 'signing' })
    expect(made).toMatchObject({ ok: false, problem: { code: 'profile_unknown' } })
  })

  test.each(['RS256', 'PS512', 'ES256', 'ES512', 'EdDSA'] as const)(
    'for signing with %s verify what the stored private half signs',
    async (algorithm) => {
      const { host, reveal } = await openWithProfile({ signing: profileSchema.shape.signing.parse({ algorithm }) })
      const [made] = readValue(await host.send('keys.generate', { profileId: 'own', use: 'signing' }))
      const text = await reveal('private_key')
      const token = readValue(await signJwt({ text, algorithm, keyId: '' }, { typ: 'JWT' }, { iss: 'own' }))
      const keys = [made?.jwk ?? {}]
      expect(await verifyJws({ token, keys, algorithms: [algorithm], secret: null })).toEqual({
        kind: 'verified',
        alg: algorithm,
        key: made?.keyId,
      })
      expect(made).toMatchObject({ algorithm, thumbprint: made?.keyId, certificate: null })
    },
  )

  test('take the name that is asked for, and an earlier name of the profile gives way', async () => {
    const { host } = await openWithProfile({
      signing: profileSchema.shape.signing.parse({ algorithm: 'ES256', keyId: 'old' }),
    })
    const named = readValue(await host.send('keys.generate', { profileId: 'own', use: 'signing', keyId: 'new' }))
    expect(named).toMatchObject([{ keyId: 'new', jwk: { kid: 'new' } }])
    expect(readValue(await host.send('profiles.show', { id: 'own' })).profile.signing.keyId).toBe('new')
  })

  test('for DPoP use the algorithm of DPoP', async () => {
    const { host, reveal } = await openWithProfile({ dpop: { enabled: true, algorithm: 'ES384' } })
    const made = readValue(await host.send('keys.generate', { profileId: 'own', use: 'dpop' }))
    expect(made).toMatchObject([{ use: 'dpop', algorithm: 'ES384', jwk: { crv: 'P-384' } }])
    expect(JSON.parse(await reveal('dpop_key'))).toMatchObject({ alg: 'ES384' })
  })

  test('for TLS come with a certificate of the client that fits them, for two years', async () => {
    const { host, reveal } = await openWithProfile()
    const [made] = readValue(await host.send('keys.generate', { profileId: 'own', use: 'tls' }))
    const pem = await reveal('tls_certificate')
    const certificate = new X509Certificate(pem)
    expect(made).toMatchObject({ algorithm: 'ES256', certificate: pem })
    expect(made?.certificateThumbprint).toBe(readValue(readCertificateThumbprint(pem)))
    expect(certificate.subject).toBe('CN=a\\, CN=b')
    expect(certificate.verify(certificate.publicKey)).toBe(true)
    expect(certificate.publicKey.equals(createPublicKey(await reveal('tls_key')))).toBe(true)
    const years = (Date.parse(certificate.validTo) - Date.parse(certificate.validFrom)) / 31_536_000_000
    expect(Math.round(years)).toBe(2)
  })
})

describe('the list of keys', () => {
  test('is empty for a profile without keys', async () => {
    const { host } = await openWithProfile()
    expect(readValue(await host.send('keys.list', { profileId: 'own' }))).toEqual([])
  })

  test('names the key that cannot be read, without quoting it', async () => {
    const { host } = await openWithProfile({}, { private_key: 'my-precious-key' })
    const listed = await host.send('keys.list', { profileId: 'own' })
    expect(listed).toMatchObject({
      ok: false,
      problem: { code: 'key_invalid', evidence: { use: 'signing', why: 'it is neither a JWK nor PEM' } },
    })
    expect(JSON.stringify(listed)).not.toContain('precious')
  })

  test('shows the public halves of all keys and nothing private in any answer or event', async () => {
    const { host, reveal } = await openWithProfile()
    const answers: unknown[] = []
    for (const use of ['signing', 'dpop', 'tls'] as const)
      answers.push(readValue(await host.send('keys.generate', { profileId: 'own', use })))
    const listed = readValue(await host.send('keys.list', { profileId: 'own' }))
    expect(listed).toEqual(answers.flat())
    const shown = JSON.stringify([answers, listed, host.events])
    expect(shown).not.toContain('PRIVATE')
    for (const secret of ['private_key', 'dpop_key'] as const) {
      const { d, p } = JSON.parse(await reveal(secret)) as { d: string; p?: string }
      expect(shown).not.toContain(d)
      if (p !== undefined) expect(shown).not.toContain(p)
    }
    expect(listed.flatMap(({ jwk }) => Object.keys(jwk)).filter((name) => ['d', 'p', 'q', 'k'].includes(name))).toEqual(
      [],
    )
    const [line = ''] = /[\w+/]{40,}/.exec(await reveal('tls_key')) ?? []
    expect(shown).not.toContain(line)
  })
})
