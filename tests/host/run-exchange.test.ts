import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { eventSchema } from '../../shared/contract/events.ts'
import { practiceProviders } from '../../shared/dialects/practice-choices.ts'
import { type Exchange, readFindings, readProblem, readStep } from '../../shared/flow/exchange.ts'
import { nameProfile } from './choose-practice.ts'
import { openProvider, saveProfile, startRun } from './open-provider.ts'
import { openTestHost, readEnd, readValue, runToEnd, type TestHost } from './open-test-host.ts'

const issued = { access_token: 'at-1', token_type: 'Bearer', expires_in: 60, refresh_token: 'rt-1' }

/** Every state of a run that was published, in its order. */
function readStates(host: TestHost, id: string): readonly Exchange[] {
  return host.events.flatMap((event) =>
    event.kind === 'exchange.changed' && event.exchange.id === id ? [event.exchange] : [],
  )
}

/** Signs in at a test's own provider, with what the redirect shall bring. */
async function signIn(host: TestHost, query = 'code=the-code'): Promise<Exchange> {
  const run = await startRun(host, 'own')
  await fetch(`${run.redirectUri}?${query}&state=${run.state}`)
  return readEnd(host, run.id)
}

describe('a run that cannot be sent', () => {
  test.each([
    ['a variable without a value', { variables: {}, dialect: { request: {} } }, 'variable_missing'],
    ['a secret that is not stored', { secrets: {} }, 'secret_missing'],
    ['an address of another machine without TLS', { variables: { host: 'as.example' } }, 'url_insecure'],
    ['an address that is none', { variables: { host: ' ' } }, 'url_invalid'],
  ] as const)('because of %s ends by name, with nothing sent', async (_name, change, code) => {
    const host = await openTestHost()
    const provider = await openProvider(() => ({ body: issued }))
    const profileId = await saveProfile(host, provider, { ...change, grant: 'client_credentials' })
    const { profile } = readValue(await host.send('profiles.show', { id: profileId }))
    const token = code === 'secret_missing' ? profile.dialect.endpoints.token : 'http://{host}/token'
    const dialect = { ...profile.dialect, endpoints: { ...profile.dialect.endpoints, token } }
    readValue(await host.send('profiles.save', { profile: { ...profile, dialect } }))
    const { exchangeId } = readValue(await host.send('exchanges.start', { profileId }))
    const exchange = await readEnd(host, exchangeId)
    expect(readProblem(exchange)?.code).toBe(code)
    expect(provider.calls.length).toBe(0)
    expect(readValue(await host.send('exchanges.list', { profileId, limit: 9 }))).toMatchObject([{ id: exchangeId }])
  })
})

describe('a trail', () => {
  test.each(practiceProviders)('of %s only grows, fits the contract and ends once', async (provider) => {
    const host = await openTestHost()
    const { id } = await runToEnd(host, nameProfile(provider))
    const states = readStates(host, id)
    expect(states[0]?.trail).toEqual([])
    for (const [at, state] of states.entries()) {
      const earlier = states[at - 1]?.trail ?? []
      expect(state.trail.slice(0, earlier.length)).toEqual(earlier)
      expect(state.trail.length).toBe(at)
      expect(state.endedAt === null).toBe(at < states.length - 1)
    }
    for (const event of host.events) expect(eventSchema.safeParse(event).error).toBe(undefined)
  })

  test('has its times in order, and the token request repeats the redirect URI to the byte', async () => {
    const host = await openTestHost()
    const provider = await openProvider(() => ({ body: issued }))
    await saveProfile(host, provider, { redirect: { kind: 'loopback', path: '/back%20to/me' } })
    const exchange = await signIn(host)
    const times = exchange.trail.map((step) => step.at)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    const asked = new URL(readStep(exchange, 'authorization-request')?.request.url ?? '').searchParams
    const sent = new URLSearchParams(provider.calls[0]?.body)
    expect(sent.get('redirect_uri')).toBe(asked.get('redirect_uri'))
    const verifier = sent.get('code_verifier') ?? ''
    expect(asked.get('code_challenge')).toBe(createHash('sha256').update(verifier).digest('base64url'))
  })

  test('has the tokens on disk before anybody hears of them', async () => {
    const host = await openTestHost()
    await saveProfile(host, await openProvider(() => ({ body: issued })))
    const looked: Promise<unknown>[] = []
    host.onEvent((event) => {
      if (event.kind !== 'exchange.changed') return
      const id = readStep(event.exchange, 'token-set')?.tokenSetId
      if (typeof id === 'string') looked.push(host.send('tokens.show', { id }))
    })
    expect((await signIn(host)).state).toBe('received')
    expect(await Promise.all(looked)).toMatchObject([{ ok: true }, { ok: true }])
  })

  test('lets a person see each part that is masked, and nothing beside', async () => {
    const host = await openTestHost()
    const provider = await openProvider(() => ({ body: issued }))
    await saveProfile(host, provider, { dialect: { request: { clientAuthentication: 'body' } } })
    const exchange = await signIn(host)
    const sent = new URLSearchParams(provider.calls[0]?.body)
    const parts = readStep(exchange, 'token-request')?.request.parts ?? []
    expect(parts.filter((part) => part.secret).map((part) => part.name)).toEqual([
      'code',
      'code_verifier',
      'client_secret',
    ])
    for (const [part, { name, secret }] of parts.entries()) {
      const revealed = await host.send('exchanges.reveal', { id: exchange.id, step: 'token-request', part })
      if (secret) expect(revealed).toEqual({ ok: true, value: { value: sent.get(name) } })
      else expect(revealed).toMatchObject({ ok: false, problem: { code: 'exchange_unknown' } })
    }
    const beyond = { id: exchange.id, step: 'token-request', part: parts.length } as const
    expect((await host.send('exchanges.reveal', beyond)).ok).toBe(false)
  })
})

test('a listener that fails disturbs neither the run nor the other listeners', async () => {
  const host = await openTestHost()
  const heard: string[] = []
  host.onEvent(() => {
    throw new Error('gone')
  })
  host.onEvent((event) => heard.push(event.kind))
  await saveProfile(host, await openProvider(() => ({ body: issued })))
  expect((await signIn(host)).state).toBe('received')
  expect(heard).toEqual(host.events.map((event) => event.kind))
})

describe('an ID token', () => {
  const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

  test.each([
    ['another nonce', { nonce: 'other' }, 'nonce_other'],
    ['no nonce', {}, 'nonce_missing'],
  ])('with %s is shown with an error beside it', async (_name, claims, reason) => {
    const idToken = `${encode({ alg: 'RS256' })}.${encode(claims)}.c2ln`
    const host = await openTestHost()
    const provider = await openProvider(() => ({ body: { ...issued, id_token: idToken } }))
    await saveProfile(host, provider, { scopes: ['openid'] })
    const exchange = await signIn(host)
    expect(exchange.state).toBe('received')
    const failed = { of: 'id_token', name: 'nonce' }
    expect(readFindings(exchange)).toContainEqual(
      expect.objectContaining({ code: 'check_failed', severity: 'error', evidence: expect.objectContaining(failed) }),
    )
    const { tokenSetId } = readStep(exchange, 'token-set') ?? {}
    const stored = readValue(await host.send('tokens.show', { id: tokenSetId ?? '' }))
    expect(stored.checks).toContainEqual(expect.objectContaining({ ...failed, verdict: 'fail', reason }))
  })
})

describe('a vault that is locked while a run is on its way', () => {
  test('loses no token: the run says so and can be opened until the program ends', async () => {
    const host = await openTestHost()
    let lock: () => Promise<unknown> = async () => undefined
    const provider = await openProvider(async () => {
      await lock()
      return { body: issued }
    })
    await saveProfile(host, provider)
    await signIn(host)
    lock = () => host.send('vault.lock', {})
    const exchange = await signIn(host, 'code=another-code')
    expect(exchange.state).toBe('received')
    expect(readFindings(exchange)[0]).toMatchObject({ code: 'not_saved' })
    const reading = readStep(exchange, 'token-set')?.reading
    expect(reading?.kind === 'tokens' && reading.tokenSet.tokens.map((token) => token.value)).toEqual(['at-1', 'rt-1'])
    const refresh = await host.send('exchanges.refresh', { profileId: 'own' })
    expect(refresh).toMatchObject({ problem: { code: 'vault_locked' } })
  })
})

test('a removed profile takes the run that is on its way along', async () => {
  const host = await openTestHost()
  await saveProfile(host, await openProvider(() => ({ body: issued })))
  const run = await startRun(host, 'own')
  const settled = new Promise<void>((resolve) => {
    host.onEvent((event) => {
      if (event.kind === 'history.changed') resolve()
    })
  })
  readValue(await host.send('profiles.remove', { id: 'own' }))
  await settled
  expect(readStates(host, run.id).at(-1)?.state).toBe('cancelled')
  expect(readValue(await host.send('exchanges.list', { limit: 9 }))).toEqual([])
  expect(await host.send('exchanges.show', { id: run.id })).toMatchObject({ problem: { code: 'exchange_unknown' } })
})
