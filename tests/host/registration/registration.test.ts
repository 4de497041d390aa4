import { describe, expect, test } from 'vitest'
import type { CallInput } from '../../../shared/contract/calls.ts'
import { readFindings, readProblem } from '../../../shared/flow/exchange.ts'
import { openFullProvider } from '../../fakes/open-full-provider.ts'
import { saveFullProfile } from '../../fakes/save-full-profile.ts'
import { openWithAnswer } from '../lifecycle/call-to-end.ts'
import { openTestHost, readEnd, readValue, runToEnd, type TestHost } from '../open-test-host.ts'

type Wanted = CallInput<'registration.start'>

const register = async (host: TestHost, wanted: Wanted) =>
  readEnd(host, readValue(await host.send('registration.start', wanted)).exchangeId)
const show = async (host: TestHost, id: string) => readValue(await host.send('profiles.show', { id }))
const reveal = async (host: TestHost, id: string, secret: 'client_secret' | 'registration_access_token') =>
  readValue(await host.send('profiles.reveal', { id, secret })).value
const codes = (exchange: Parameters<typeof readFindings>[0]) => readFindings(exchange).map((one) => one.code)

/** A profile that is no client yet. */
async function openUnregistered(options: Parameters<typeof openFullProvider>[0] = {}) {
  const [host, provider] = await Promise.all([openTestHost(), openFullProvider(options)])
  const profileId = await saveFullProfile(host, provider, { clientId: '', secrets: { client_secret: '' } })
  return { host, provider, profileId }
}

describe('against a whole provider', () => {
  test('a profile registers itself, gets a token with what was issued, and no trail and no event has the secrets', async () => {
    const { host, provider, profileId } = await openUnregistered()
    const exchange = await register(host, { profileId, action: 'create' })
    expect(exchange).toMatchObject({ kind: 'registration', state: 'received', run: 0 })
    expect(exchange.trail.map((step) => step.kind)).toEqual(['side-call', 'done'])
    expect(JSON.parse(provider.at('/reg').body)).toMatchObject({
      client_name: 'Full',
      application_type: 'native',
      redirect_uris: ['http://127.0.0.1/callback'],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'client_secret_basic',
      scope: 'openid profile email',
    })
    const { profile, hasSecret } = await show(host, profileId)
    expect(profile.clientId).toMatch(/^\S{8,}$/)
    expect(profile.registrationClientUri).toBe(`${provider.origin}/reg/${profile.clientId}`)
    expect(hasSecret).toEqual(expect.arrayContaining(['client_secret', 'registration_access_token']))
    const secrets = [
      await reveal(host, profileId, 'client_secret'),
      await reveal(host, profileId, 'registration_access_token'),
    ]
    const bodies = exchange.trail.map((step) =>
      step.kind === 'side-call' ? Buffer.from(step.response?.body ?? '', 'base64').toString('utf8') : '',
    )
    for (const secret of secrets) expect(JSON.stringify([host.events, exchange, bodies])).not.toContain(secret)
    expect(bodies[0]).toContain('"client_secret":"••••••••"')
    expect((await runToEnd(host, profileId)).state).toBe('received')
  })

  test('it is read, changed and removed where the registration says, and the profile stays', async () => {
    const { host, provider, profileId } = await openUnregistered()
    await register(host, { profileId, action: 'create' })
    const token = await reveal(host, profileId, 'registration_access_token')
    const { clientId } = (await show(host, profileId)).profile
    expect((await register(host, { profileId, action: 'read' })).state).toBe('received')
    const path = `/reg/${clientId}`
    expect([provider.at(path).method, provider.at(path).headers.authorization]).toEqual(['GET', `Bearer ${token}`])
    const metadata = JSON.stringify({ redirect_uris: ['http://127.0.0.1/other'], registration_access_token: 'mine' })
    const changed = await register(host, { profileId, action: 'update', metadata })
    expect(readProblem(changed)).toBeNull()
    expect([provider.at(path).method, JSON.parse(provider.at(path).body)]).toEqual([
      'PUT',
      { client_id: clientId, redirect_uris: ['http://127.0.0.1/other'] },
    ])
    expect((await register(host, { profileId, action: 'remove' })).state).toBe('received')
    expect(provider.at(path).method).toBe('DELETE')
    const { profile, hasSecret } = await show(host, profileId)
    expect([profile.clientId, profile.registrationClientUri]).toEqual([clientId, ''])
    expect(hasSecret).not.toContain('registration_access_token')
    expect(readProblem(await register(host, { profileId, action: 'read' }))).toMatchObject({
      code: 'endpoint_missing',
      evidence: { endpoint: 'registrationClientUri' },
    })
  })

  test('an initial access token is shown where one is asked for, and masked', async () => {
    const { host, provider, profileId } = await openUnregistered({ initialAccessToken: 'planted-initial-token' })
    const refused = await register(host, { profileId, action: 'create' })
    expect(refused.state).toBe('refused')
    const exchange = await register(host, { profileId, action: 'create', initialAccessToken: 'planted-initial-token' })
    expect(exchange.state).toBe('received')
    expect(provider.at('/reg').headers.authorization).toBe('Bearer planted-initial-token')
    expect(JSON.stringify([host.events, exchange])).not.toContain('planted-initial-token')
  })

  test('the public half of the signing key goes along, and the client proves itself with it', async () => {
    const { host, provider, profileId } = await openUnregistered()
    const { profile } = await show(host, profileId)
    const dialect = {
      ...profile.dialect,
      request: { ...profile.dialect.request, clientAuthentication: 'private_key_jwt' as const },
    }
    const signing = { ...profile.signing, algorithm: 'ES256' as const }
    readValue(
      await host.send('profiles.save', {
        profile: { ...profile, dialect, signing, dpop: { ...profile.dpop, enabled: true } },
      }),
    )
    readValue(await host.send('keys.generate', { profileId, use: 'signing', keyId: 'key-1' }))
    const exchange = await register(host, { profileId, action: 'create' })
    expect(readProblem(exchange)).toBeNull()
    const sent = JSON.parse(provider.at('/reg').body)
    expect(sent).toMatchObject({
      token_endpoint_auth_method: 'private_key_jwt',
      token_endpoint_auth_signing_alg: 'ES256',
      dpop_bound_access_tokens: true,
      jwks: { keys: [{ kty: 'EC', kid: 'key-1', alg: 'ES256', use: 'sig' }] },
    })
    expect(provider.at('/reg').body).not.toContain('"d"')
    expect((await runToEnd(host, profileId)).state).toBe('received')
  })

  test('metadata that the provider refuses is named by its error', async () => {
    const { host, profileId } = await openUnregistered()
    const exchange = await register(host, { profileId, action: 'create', metadata: '{"redirect_uris":"no list"}' })
    expect(readProblem(exchange)).toMatchObject({
      code: 'provider_refused',
      evidence: { error: expect.stringMatching(/^invalid_(redirect_uri|client_metadata)$/) },
    })
    expect((await show(host, profileId)).profile.clientId).toBe('')
  })
})

describe('answers that are to be looked at', () => {
  test('what was registered in another way is said, with the change that answers it', async () => {
    const { host, profileId } = await openWithAnswer(() => ({
      status: 201,
      body: {
        client_id: 'new-client',
        token_endpoint_auth_method: 'client_secret_post',
        grant_types: ['refresh_token', 'client_credentials'],
        client_secret_expires_at: 1_900_000_000,
        registration_client_uri: 'https://elsewhere.invalid/reg/1',
      },
    }))
    const exchange = await register(host, { profileId, action: 'create' })
    const found = readFindings(exchange)
    expect(found.find((one) => one.code === 'registration_differs' && one.fix !== undefined)).toMatchObject({
      evidence: { name: 'token_endpoint_auth_method' },
      fix: { place: '/dialect/request/clientAuthentication', value: 'body' },
    })
    expect(codes(exchange)).toEqual(
      expect.arrayContaining([
        'registration_silent',
        'registration_elsewhere',
        'registration_replaced',
        'client_secret_ends',
      ]),
    )
    expect((await show(host, profileId)).profile.clientId).toBe('new-client')
    expect(await reveal(host, profileId, 'client_secret')).toBe('planted-client-secret-99')
  })

  test.each([
    ['no client id', { client_secret: 'planted-issued-secret' }, 'registration_invalid'],
    ['a list', ['planted-issued-secret'], 'body_unreadable'],
    ['a page', '<html>', 'body_html'],
  ] as const)('%s registers nothing', async (_, body, code) => {
    const { host, profileId } = await openWithAnswer(() => ({ status: 201, body }))
    const exchange = await register(host, { profileId, action: 'create' })
    expect(readProblem(exchange)?.code).toBe(code)
    const { profile, hasSecret } = await show(host, profileId)
    expect([profile.clientId, hasSecret]).toEqual(['own-client', ['client_secret']])
    expect(await reveal(host, profileId, 'client_secret')).toBe('planted-client-secret-99')
  })

  test('a removal that is not confirmed clears nothing', async () => {
    const { host, profileId, provider } = await openWithAnswer(() => ({ status: 200, body: {} }))
    const { profile } = await show(host, profileId)
    const registrationClientUri = `${provider.origin}/register/1`
    await host.send('profiles.save', {
      profile: { ...profile, registrationClientUri },
      secrets: { registration_access_token: 'planted-registration-token' },
    })
    const exchange = await register(host, { profileId, action: 'remove' })
    expect(codes(exchange)).toContain('removal_unconfirmed')
    expect((await show(host, profileId)).profile.registrationClientUri).toBe(registrationClientUri)
    expect(await reveal(host, profileId, 'registration_access_token')).toBe('planted-registration-token')
    expect(JSON.stringify([host.events, exchange])).not.toContain('planted-registration-token')
  })

  test('metadata that is no JSON object is refused before anything is sent', async () => {
    const { host, profileId, provider } = await openWithAnswer(() => ({ body: {} }))
    const exchange = await register(host, { profileId, action: 'create', metadata: '[]' })
    expect(readProblem(exchange)?.code).toBe('profile_invalid')
    expect(provider.calls).toHaveLength(1)
  })

  test('an answer that breaks off keeps what came, without the secret in it', async () => {
    const body = `{"client_secret":"planted-issued-secret","padding":"${'x'.repeat(1_100_000)}"}`
    const { host, profileId } = await openWithAnswer(() => ({ status: 201, body }))
    const exchange = await register(host, { profileId, action: 'create' })
    expect(readProblem(exchange)?.code).toBe('response_too_large')
    const step = exchange.trail.find((one) => one.kind === 'side-call')
    const kept = Buffer.from(step?.response?.body ?? '', 'base64').toString('utf8')
    expect([kept.includes('"padding"'), kept.includes('planted-issued-secret')]).toEqual([true, false])
  })
})
