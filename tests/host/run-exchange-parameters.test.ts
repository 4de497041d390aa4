import { describe, expect, test } from 'vitest'
import { readProblem, readStep } from '../../shared/flow/exchange.ts'
import { openProvider, saveProfile, startRun } from './open-provider.ts'
import { openTestHost, readEnd, readValue } from './open-test-host.ts'

const issued = { body: { access_token: 'at', token_type: 'Bearer', expires_in: 60 } }

describe('a parameter that a person gives for one run', () => {
  test('replaces the state, and the answer is compared with it', async () => {
    const host = await openTestHost()
    await saveProfile(host, await openProvider(() => issued))
    const run = await startRun(host, 'own', { state: 'mine' })
    expect(run.state).toBe('mine')
    for (const query of ['code=a', 'code=a&state=other'])
      expect((await fetch(`${run.redirectUri}?${query}`)).status).toBe(400)
    await fetch(`${run.redirectUri}?code=a&state=mine`)
    const exchange = await readEnd(host, run.id)
    expect(readStep(exchange, 'grant')?.checks[0]).toMatchObject({ name: 'state', verdict: 'pass' })
    expect(readStep(exchange, 'authorization-request')?.findings.map((one) => one.code)).not.toContain('state_not_sent')
  })

  test('may take the state away; then nothing is compared, and that is said', async () => {
    const host = await openTestHost()
    await saveProfile(host, await openProvider(() => issued))
    const run = await startRun(host, 'own', { state: '' })
    await fetch(`${run.redirectUri}?code=a`)
    const exchange = await readEnd(host, run.id)
    expect(exchange.state).toBe('received')
    expect(readStep(exchange, 'authorization-request')?.findings.map((one) => one.code)).toContain('state_not_sent')
  })

  test('may take the challenge away; then no verifier is sent', async () => {
    const host = await openTestHost()
    const provider = await openProvider(() => issued)
    await saveProfile(host, provider)
    const run = await startRun(host, 'own', { code_challenge: '', code_challenge_method: '' })
    await fetch(`${run.redirectUri}?code=a&state=${run.state}`)
    await readEnd(host, run.id)
    expect(provider.calls[0]?.body).not.toContain('code_verifier')
  })
})

describe('a secret among the parameters of a profile', () => {
  test('is masked wherever it comes from, and revealed one by one', async () => {
    const host = await openTestHost()
    const provider = await openProvider(() => ({ status: 400, body: { error: 'invalid_client' } }))
    const token = { extra: { assertion: 'planted-1' }, headers: { 'X-Api-Key': 'planted-2', 'X-Plain': 'plain' } }
    await saveProfile(host, provider, {
      authorizeParameters: { client_secret: 'planted-3', login_hint: 'me' },
      tokenParameters: { client_secret: 'planted-4', resource: 'api' },
      dialect: { request: { clientAuthentication: 'body', token } },
    })
    const run = await startRun(host, 'own')
    await fetch(`${run.redirectUri}?code=a&state=${run.state}`)
    const exchange = await readEnd(host, run.id)
    expect(readProblem(exchange)?.code).toBe('provider_refused')
    expect(JSON.stringify([exchange, host.events])).not.toContain('planted')
    const revealed: string[] = []
    for (const step of ['authorization-request', 'token-request'] as const)
      for (const [part, one] of (readStep(exchange, step)?.request.parts ?? []).entries())
        if (one.secret) revealed.push(readValue(await host.send('exchanges.reveal', { id: run.id, step, part })).value)
    for (const number of [1, 2, 3, 4]) expect(revealed).toContain(`planted-${number}`)
    const shown = readStep(exchange, 'token-request')?.request.parts.filter((part) => !part.secret)
    expect(shown?.map((part) => part.value)).toEqual(expect.arrayContaining(['plain', 'api']))
    expect(new URLSearchParams(provider.calls[0]?.body).get('client_secret')).toBe('planted-4')
  })
})

test('what an address brings along is sent and shown', async () => {
  const host = await openTestHost()
  const provider = await openProvider(() => issued)
  const id = await saveProfile(host, provider, { grant: 'client_credentials' })
  const { profile } = readValue(await host.send('profiles.show', { id }))
  const endpoints = { ...profile.dialect.endpoints, token: `${provider.origin}/token?tenant=demo&v=2` }
  readValue(await host.send('profiles.save', { profile: { ...profile, dialect: { ...profile.dialect, endpoints } } }))
  const { exchangeId } = readValue(await host.send('exchanges.start', { profileId: id }))
  const exchange = await readEnd(host, exchangeId)
  expect(provider.calls[0]?.url).toBe('/token?tenant=demo&v=2')
  expect(readStep(exchange, 'token-request')?.request.url).toBe(endpoints.token)
  expect(readStep(exchange, 'raw-response')?.response.url).toBe(endpoints.token)
})
