import { createPrivateKey } from 'node:crypto'
import { exportJWK, generateKeyPair } from 'jose'
import { describe, expect, test } from 'vitest'
import { readStep } from '../../shared/flow/exchange.ts'
import { type SigningAlgorithm, signingAlgorithms } from '../../shared/flow/profile-settings.ts'
import { buildFullClient } from '../fakes/full-provider-clients.ts'
import { makeSelfSigned, readCertificateJwk } from '../fakes/make-certificates.ts'
import { openFullProvider } from '../fakes/open-full-provider.ts'
import { saveFullProfile } from '../fakes/save-full-profile.ts'
import { openTestHost, readValue, runToEnd } from './open-test-host.ts'

const direct = { grant: 'client_credentials', scopes: [] } as const

/** A key pair for an algorithm: the private half as a person would paste it, the public one as a provider has it. */
async function makeKey(algorithm: SigningAlgorithm) {
  const { privateKey, publicKey } = await generateKeyPair(algorithm, { extractable: true })
  const kid = `for-${algorithm}`
  const text = JSON.stringify({ ...(await exportJWK(privateKey)), kid, alg: algorithm })
  return { text, jwk: { ...(await exportJWK(publicKey)), kid, alg: algorithm, use: 'sig' } }
}

describe('a client that signs its assertion is known to a certified provider', () => {
  test.each(signingAlgorithms)('by %s, and not by another key', async (algorithm) => {
    const [mine, other] = await Promise.all([makeKey(algorithm), makeKey(algorithm)])
    const client = buildFullClient({
      ...{ client_id: 'signing', client_secret: undefined, token_endpoint_auth_method: 'private_key_jwt' },
      ...{ token_endpoint_auth_signing_alg: algorithm, jwks: { keys: [mine.jwk] } },
    })
    const provider = await openFullProvider({ clients: [client] })
    const host = await openTestHost()
    const change = {
      ...direct,
      clientId: 'signing',
      signing: { algorithm },
      dialect: { request: { clientAuthentication: 'private_key_jwt' } },
    } as const
    await saveFullProfile(host, provider, { ...change, id: 'forged', secrets: { private_key: other.text } })
    expect((await runToEnd(host, 'forged')).state).toBe('refused')
    await saveFullProfile(host, provider, { ...change, id: 'signing', secrets: { private_key: mine.text } })
    expect((await runToEnd(host, 'signing')).state).toBe('received')
    expect(new URLSearchParams(provider.at('/token').body).get('client_assertion_type')).toMatch(/jwt-bearer$/)
  })

  test.each(['HS256', 'HS384', 'HS512'] as const)('by %s with its secret', async (macAlgorithm) => {
    const secret = 'a secret that is long enough for every one of the three algorithms of this family'
    const client = buildFullClient({
      ...{ client_id: 'mac', client_secret: secret, token_endpoint_auth_method: 'client_secret_jwt' },
      token_endpoint_auth_signing_alg: macAlgorithm,
    })
    const provider = await openFullProvider({ clients: [client] })
    const host = await openTestHost()
    await saveFullProfile(host, provider, {
      ...{ ...direct, clientId: 'mac', signing: { macAlgorithm }, secrets: { client_secret: secret } },
      dialect: { request: { clientAuthentication: 'client_secret_jwt' } },
    })
    expect((await runToEnd(host, 'full')).state).toBe('received')
    expect(provider.at('/token').body).not.toContain(encodeURIComponent(secret))
  })
})

describe('a client that shows a certificate is known to a certified provider', () => {
  test('by its own one, and not by somebody else’s; a certificate without its key sends nothing', async () => {
    const [mine, other] = await Promise.all([makeSelfSigned('self'), makeSelfSigned('other')])
    const way = 'self_signed_tls_client_auth'
    const client = buildFullClient({
      ...{ client_id: 'self', client_secret: undefined, token_endpoint_auth_method: way },
      ...{ jwks: { keys: [readCertificateJwk(mine.certificate)] }, tls_client_certificate_bound_access_tokens: true },
    })
    const provider = await openFullProvider({ tls: true, clients: [client] })
    const host = await openTestHost()
    const change = { ...direct, clientId: 'self', dialect: { request: { clientAuthentication: way } } } as const
    const shown = (one: typeof mine, key = one.key) => ({ tls_certificate: one.certificate, tls_key: key })
    await saveFullProfile(host, provider, { ...change, id: 'mixed', secrets: shown(mine, other.key) })
    expect((await runToEnd(host, 'mixed')).trail.at(-1)).toMatchObject({ problem: { code: 'key_invalid' } })
    expect(provider.arrived).toEqual([])
    await saveFullProfile(host, provider, { ...change, id: 'other', secrets: shown(other) })
    expect((await runToEnd(host, 'other')).state).toBe('refused')
    await saveFullProfile(host, provider, { ...change, id: 'self', secrets: shown(mine) })
    expect((await runToEnd(host, 'self')).state).toBe('received')
    expect(provider.at('/token').certificate).toBe(mine.certificate.replace(/\r?\n?$/, '\n'))
  })

  test('by the one its authority gave it, and its token is bound to that: the verdict says so', async () => {
    const client = buildFullClient({
      ...{ client_id: 'mtls', client_secret: undefined, token_endpoint_auth_method: 'tls_client_auth' },
      ...{ tls_client_auth_subject_dn: 'CN=mtls', tls_client_certificate_bound_access_tokens: true },
    })
    const provider = await openFullProvider({ tls: true, clients: [client] })
    const issued = await provider.authority?.issueClient('mtls')
    if (issued === undefined) throw new Error('no authority')
    expect(createPrivateKey(issued.key).type).toBe('private')
    const host = await openTestHost()
    await saveFullProfile(host, provider, {
      ...{ ...direct, clientId: 'mtls', access: { resource: ['https://api.invalid/'] }, scopes: ['api:read'] },
      dialect: { request: { clientAuthentication: 'tls_client_auth' } },
      secrets: { tls_certificate: issued.certificate, tls_key: issued.key },
    })
    const exchange = await runToEnd(host, 'full')
    expect(exchange.state).toBe('received')
    expect(readStep(exchange, 'checks')?.checks).toContainEqual(
      expect.objectContaining({ of: 'access_token', name: 'cnf_x5t', verdict: 'pass' }),
    )
  })
})

test('nothing of a key is in any event of these runs', async () => {
  const key = await makeKey('ES256')
  const client = buildFullClient({
    ...{ client_id: 'signing', client_secret: undefined, token_endpoint_auth_method: 'private_key_jwt' },
    ...{ token_endpoint_auth_signing_alg: 'ES256', jwks: { keys: [key.jwk] } },
  })
  const provider = await openFullProvider({ clients: [client] })
  const host = await openTestHost()
  const id = await saveFullProfile(host, provider, {
    ...{ ...direct, clientId: 'signing', signing: { algorithm: 'ES256' }, secrets: { private_key: key.text } },
    dialect: { request: { clientAuthentication: 'private_key_jwt' } },
  })
  await runToEnd(host, id)
  const assertion = new URLSearchParams(provider.at('/token').body).get('client_assertion') ?? ''
  const events = JSON.stringify(host.events)
  expect(events).not.toContain(String(JSON.parse(key.text).d))
  expect(assertion).not.toBe('')
  expect(events).not.toContain(assertion)
  expect(readValue(await host.send('keys.list', { profileId: id })).length).toBe(1)
})
