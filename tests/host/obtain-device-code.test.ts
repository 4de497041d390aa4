import { exportJWK, generateKeyPair } from 'jose'
import { describe, expect, test } from 'vitest'
import { type Exchange, readFindings, readProblem, readStep } from '../../shared/flow/exchange.ts'
import { ok } from '../../shared/lib/outcome.ts'
import { fullClient } from '../fakes/full-provider-clients.ts'
import { openFullProvider } from '../fakes/open-full-provider.ts'
import { saveFullProfile } from '../fakes/save-full-profile.ts'
import {
  buildDeviceAnswer,
  granted,
  openDeviceProvider,
  openPatientHost,
  refuse,
  runElsewhere,
  saveDeviceProfile,
} from './open-patient-host.ts'
import { readValue, waitForExchange } from './open-test-host.ts'

const listCalls = (exchange: Exchange): readonly string[] =>
  exchange.trail.flatMap((step) => (step.kind === 'side-call' ? [step.name] : [step.kind]))

describe('against a whole provider', () => {
  test('a person who denies ends the run by that name', async () => {
    const host = await openPatientHost()
    const provider = await openFullProvider({ person: 'deny' })
    const id = await saveFullProfile(host, provider, { grant: 'device_code' })
    const exchange = await runElsewhere(host, id)
    expect([exchange.state, readProblem(exchange)?.code]).toEqual(['refused', 'authorization_refused'])
    expect(readStep(exchange, 'raw-response')?.response.status).toBe(400)
  })

  test('the code is shown, asked for while the person is busy, and exchanged', async () => {
    const host = await openPatientHost()
    const provider = await openFullProvider({ person: 'when_told' })
    const access = { resource: ['https://api.invalid/'], audience: 'them' }
    const scopes = ['openid', 'api:read']
    const id = await saveFullProfile(host, provider, { grant: 'device_code', access, scopes })
    let code = ''
    host.onWait = async (count) => {
      if (count === 3) await provider.decide(code, 'allow')
    }
    host.onEvent((event) => {
      if (event.kind === 'exchange.changed') code = readStep(event.exchange, 'user-action')?.userCode ?? code
    })
    const exchange = await runElsewhere(host, id, { acr_values: 'urn:example:loa:1' })
    expect(exchange.state).toBe('received')
    expect(listCalls(exchange).slice(0, 6)).toEqual([
      ...['device_authorization', 'user-action', 'poll', 'poll', 'token-request', 'raw-response'],
    ])
    const asked = new URLSearchParams(provider.at('/device/auth').body)
    expect(Object.fromEntries(asked)).toEqual({
      ...{ scope: 'openid api:read', resource: 'https://api.invalid/', audience: 'them' },
      acr_values: 'urn:example:loa:1',
    })
    expect(provider.at('/device/auth').headers.authorization).toMatch(/^Basic /)
    const polled = new URLSearchParams(provider.at('/token').body)
    expect([...polled.keys()]).toEqual(['grant_type', 'device_code'])
    expect(polled.get('grant_type')).toBe('urn:ietf:params:oauth:grant-type:device_code')
    expect(readStep(exchange, 'user-action')).toMatchObject({
      verificationUri: `${provider.origin}/device`,
      verificationUriComplete: expect.stringContaining(`user_code=${code}`),
      interval: 5,
    })
    // The first three waits were before a poll each; nothing was sent at once.
    expect(host.waits).toEqual([5, 5, 5])
  })

  test('a client that proves itself with a signed secret signs anew for every poll', async () => {
    const host = await openPatientHost()
    const client = { ...clientOf('signer'), token_endpoint_auth_method: 'client_secret_jwt' }
    const provider = await openFullProvider({ person: 'when_told', clients: [client] })
    const id = await saveFullProfile(host, provider, {
      ...{ grant: 'device_code', clientId: 'signer' },
      dialect: { request: { clientAuthentication: 'client_secret_jwt' } },
    })
    let code = ''
    host.onEvent((event) => {
      if (event.kind === 'exchange.changed') code = readStep(event.exchange, 'user-action')?.userCode ?? code
    })
    host.onWait = async (count) => {
      if (count === 2) await provider.decide(code, 'allow')
    }
    expect((await runElsewhere(host, id)).state).toBe('received')
    const assertions = provider.arrived
      .map((one) => new URLSearchParams(one.body).get('client_assertion'))
      .filter((one) => one !== null)
    expect([assertions.length, new Set(assertions).size]).toEqual([3, 3])
  })
})

test('proofs go with the polls and not with the first request, and a nonce is asked for in between', async () => {
  const host = await openPatientHost()
  const provider = await openFullProvider({ requireNonce: true })
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  const id = await saveFullProfile(host, provider, {
    ...{ grant: 'device_code', dpop: { enabled: true } },
    secrets: { dpop_key: JSON.stringify(await exportJWK(privateKey)) },
  })
  const exchange = await runElsewhere(host, id)
  expect(exchange.state).toBe('received')
  expect(listCalls(exchange)).toContain('dpop_nonce')
  expect(provider.at('/device/auth').headers.dpop).toBeUndefined()
  const proofs = provider.arrived.filter((one) => one.path === '/token').map((one) => one.headers.dpop)
  expect([proofs.length, new Set(proofs).size]).toEqual([2, 2])
})

/** Registered with everything that the first client has. */
function clientOf(id: string): Readonly<Record<string, unknown>> {
  return {
    ...{ client_id: id, client_secret: fullClient.clientSecret, application_type: 'native' },
    ...{ grant_types: ['urn:ietf:params:oauth:grant-type:device_code'], response_types: [], redirect_uris: [] },
  }
}

describe('the answer of the device endpoint', () => {
  const run = async (device: unknown, status = 200) => {
    const host = await openPatientHost()
    const provider = await openDeviceProvider({ status, body: device }, [granted])
    const exchange = await runElsewhere(host, await saveDeviceProfile(host, provider))
    return { exchange, provider }
  }

  test.each([
    ['not a JSON object', 'device_code', '[]'],
    ['a page', 'device_code', '<!doctype html><title>No</title>'],
    ['without a device code', 'device_code', buildDeviceAnswer({ device_code: 7 })],
    ['without a user code', 'user_code', buildDeviceAnswer({ user_code: '' })],
    ['without an address', 'verification_uri', buildDeviceAnswer({ verification_uri: null })],
    [
      'with a script for an address',
      'verification_uri',
      buildDeviceAnswer({ verification_uri: 'javascript:alert(1)' }),
    ],
    ['with a file for an address', 'verification_uri', buildDeviceAnswer({ verification_uri: 'file:///etc/passwd' })],
    ['with http: elsewhere', 'verification_uri', buildDeviceAnswer({ verification_uri: 'http://provider.invalid/d' })],
    ['with a user name', 'verification_uri', buildDeviceAnswer({ verification_uri: 'https://a:b@provider.invalid/' })],
  ])('%s ends the run by the name of the member', async (_, member, device) => {
    const { exchange, provider } = await run(device)
    expect(readProblem(exchange)).toMatchObject({ code: 'pending_answer_invalid', evidence: { member } })
    expect(provider.calls.map((call) => call.url)).toEqual(['/device'])
    const [call] = exchange.trail
    expect(call?.kind === 'side-call' && call.response?.status).toBe(200)
  })

  test('a refusal is the one of the provider', async () => {
    const { exchange } = await run({ error: 'invalid_scope', error_description: 'no such scope' }, 400)
    expect(exchange.state).toBe('refused')
    expect(readProblem(exchange)).toMatchObject({
      code: 'provider_refused',
      evidence: { error: 'invalid_scope', error_description: 'no such scope', status: '400' },
    })
  })

  test('the old name of the address is read, a complete one that cannot be opened is left out, a lifetime is assumed', async () => {
    const { verification_uri: url, expires_in: _, ...rest } = buildDeviceAnswer()
    const complete = 'http://provider.invalid/device?user_code=WDJB-MJHT'
    const { exchange } = await run({
      ...rest,
      verification_url: url,
      verification_uri_complete: complete,
      interval: 'x',
    })
    expect(exchange.state).toBe('received')
    const step = readStep(exchange, 'user-action')
    expect(step).toMatchObject({ verificationUri: url, verificationUriComplete: null, interval: 5 })
    expect(((step?.until ?? 0) - (step?.at ?? 0)) / 1000).toBeCloseTo(600, 0)
    expect(readFindings(exchange).map((one) => one.code)).toEqual(
      expect.arrayContaining(['address_not_opened', 'wait_assumed']),
    )
  })

  test('http: to another machine is shown where the profile allows it, and never opened', async () => {
    const opened: string[] = []
    const host = await openPatientHost({
      openOutside: async (url) => {
        opened.push(url)
        return ok(true)
      },
    })
    const device = buildDeviceAnswer({ verification_uri: 'http://provider.invalid/d' })
    const provider = await openDeviceProvider({ body: device }, [granted])
    const profileId = await saveDeviceProfile(host, provider, { insecureAllowed: true })
    const { exchangeId } = readValue(await host.send('exchanges.start', { profileId, openBrowser: true }))
    const exchange = await waitForExchange(host, exchangeId, (one) => one.endedAt !== null)
    expect([exchange.state, opened]).toEqual(['received', []])
  })

  test('without an endpoint there is nobody to ask', async () => {
    const host = await openPatientHost()
    const provider = await openDeviceProvider({ body: buildDeviceAnswer() }, [granted])
    const id = await saveDeviceProfile(host, provider, { dialect: {} })
    expect(readProblem(await runElsewhere(host, id))).toMatchObject({
      code: 'endpoint_missing',
      evidence: { endpoint: 'deviceAuthorization' },
    })
  })
})

test('the page is opened once, again when it is asked for, and pasting is refused', async () => {
  const opened: string[] = []
  const complete = 'https://provider.invalid/device?user_code=WDJB-MJHT'
  const host = await openPatientHost({
    openOutside: async (url) => {
      opened.push(url)
      return ok(true)
    },
  })
  const device = buildDeviceAnswer({ verification_uri_complete: complete })
  const provider = await openDeviceProvider({ body: device }, [refuse('authorization_pending'), granted])
  const profileId = await saveDeviceProfile(host, provider)
  let id = ''
  const said: unknown[] = []
  host.onWait = async (count) => {
    if (count !== 2) return
    said.push(readValue(await host.send('exchanges.open', { id })))
    said.push(await host.send('exchanges.paste', { id, text: 'http://127.0.0.1/callback?code=c' }))
  }
  id = readValue(await host.send('exchanges.start', { profileId, openBrowser: true })).exchangeId
  const exchange = await waitForExchange(host, id, (one) => one.endedAt !== null)
  expect([exchange.state, opened]).toEqual(['received', [complete, complete]])
  expect(said[1]).toMatchObject({ ok: false, problem: { code: 'exchange_not_waiting' } })
  expect(await host.send('exchanges.open', { id })).toMatchObject({ ok: false })
})

test('no event and no shown request carries the device code', async () => {
  const host = await openPatientHost()
  const provider = await openDeviceProvider({ body: buildDeviceAnswer() }, [refuse('authorization_pending'), granted])
  const exchange = await runElsewhere(host, await saveDeviceProfile(host, provider))
  expect(exchange.state).toBe('received')
  expect(provider.calls.at(-1)?.body).toContain('device-code-1')
  expect(JSON.stringify(host.events)).not.toContain('device-code-1')
  const requests = exchange.trail.flatMap((step) => ('request' in step ? [step.request] : []))
  expect(JSON.stringify(requests)).not.toContain('device-code-1')
})
