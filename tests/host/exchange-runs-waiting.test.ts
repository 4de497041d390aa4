import { describe, expect, test } from 'vitest'
import { readProblem, readStep } from '../../shared/flow/exchange.ts'
import { fail, ok } from '../../shared/lib/outcome.ts'
import { problem } from '../../shared/lib/problem.ts'
import { choosePractice } from './choose-practice.ts'
import { openProvider, saveProfile, startRun } from './open-provider.ts'
import { openTestHost, readEnd, readValue, waitForExchange } from './open-test-host.ts'
import { isListening } from './send-raw.ts'

const tokens = { body: { access_token: 'at-1', token_type: 'Bearer', expires_in: 60 } }

/** A host whose profile `own` waits at a loopback address, and the provider behind it. */
async function openWaiting(ports: Parameters<typeof openTestHost>[0] = {}) {
  const host = await openTestHost(ports)
  const provider = await openProvider(() => tokens)
  await saveProfile(host, provider)
  return { host, provider }
}

const portOf = (redirectUri: string): number => Number(new URL(redirectUri).port)

describe('what is pasted into a waiting run', () => {
  test('is refused by name when it is not this run’s answer, and the run waits on', async () => {
    const { host, provider } = await openWaiting()
    const other = await startRun(host, 'own')
    const { id, redirectUri, state } = await startRun(host, 'own')
    const refusals = [
      ['', 'redirect_unreadable'],
      ['two words', 'redirect_unreadable'],
      [`${redirectUri}?code=a`, 'state_missing'],
      [`${redirectUri}?code=a&state=`, 'state_mismatch'],
      [`${redirectUri}?code=a&state=${other.state}`, 'state_mismatch'],
      [`${redirectUri}?code=a&state=${state}&state=b`, 'state_mismatch'],
      [`${redirectUri}?state=${state}`, 'code_missing'],
      [`${other.redirectUri}?code=a&state=${state}`, 'redirect_mismatch'],
      [`${redirectUri}/?code=a&state=${state}`, 'redirect_mismatch'],
      [`https://evil.example/callback?code=a&state=${state}`, 'redirect_mismatch'],
      ['error=access_denied', 'state_missing'],
    ] as const
    for (const [text, code] of refusals)
      expect(await host.send('exchanges.paste', { id, text })).toMatchObject({ ok: false, problem: { code } })
    expect(readValue(await host.send('exchanges.show', { id })).state).toBe('waiting')
    expect(provider.calls.length).toBe(0)
    expect(await host.send('exchanges.paste', { id, text: `${redirectUri}?code=a&state=${state}` })).toEqual(
      ok({ done: true }),
    )
    expect((await readEnd(host, id)).state).toBe('received')
  })

  test('may be the address, its query alone or the bare code', async () => {
    const { host, provider } = await openWaiting()
    for (const [at, form] of ['address', 'query', 'code'].entries()) {
      const { id, redirectUri, state } = await startRun(host, 'own')
      const query = `code=code-${at}&state=${state}`
      const text = { address: `${redirectUri}?${query}`, query, code: `code-${at}` }[form] ?? ''
      readValue(await host.send('exchanges.paste', { id, text }))
      const exchange = await readEnd(host, id)
      expect(exchange.state).toBe('received')
      const [check] = readStep(exchange, 'grant')?.checks ?? []
      expect(check).toMatchObject({ name: 'state', verdict: form === 'code' ? 'not_checked' : 'pass' })
      expect(provider.calls[at]?.body).toContain(`code=code-${at}&`)
      expect(await isListening(portOf(redirectUri))).toBe(false)
    }
  })

  test('is the code under the name that this provider has for it', async () => {
    const host = await openTestHost()
    const provider = await openProvider(() => tokens)
    await saveProfile(host, provider, { dialect: { request: { authorize: { codeParameter: 'ticket' } } } })
    const { id } = await startRun(host, 'own')
    readValue(await host.send('exchanges.paste', { id, text: 'bare' }))
    expect((await readEnd(host, id)).state).toBe('received')
  })

  test('is used once: a code that was sent before is not sent again', async () => {
    const { host, provider } = await openWaiting()
    for (const state of ['received', 'failed']) {
      const { id } = await startRun(host, 'own')
      readValue(await host.send('exchanges.paste', { id, text: 'same-code' }))
      const exchange = await readEnd(host, id)
      expect(exchange.state).toBe(state)
      if (state === 'failed') expect(readProblem(exchange)?.code).toBe('code_used')
    }
    expect(provider.calls.length).toBe(1)
  })

  test('comes too late for a run that has ended, or never was', async () => {
    const { host } = await openWaiting()
    const { id } = await startRun(host, 'own')
    readValue(await host.send('exchanges.cancel', { id }))
    await readEnd(host, id)
    for (const one of [id, 'nobody'])
      expect(await host.send('exchanges.paste', { id: one, text: 'a' })).toMatchObject({
        problem: { code: 'exchange_not_waiting' },
      })
  })
})

describe('a redirect', () => {
  test('with another state does not end the run, and is counted when the true one comes', async () => {
    const host = await openTestHost()
    const run = await startRun(host, await choosePractice(host, 'xt', 'wrong_state'), { prompt: 'none' })
    expect((await fetch(run.url)).status).toBe(400)
    expect(readValue(await host.send('exchanges.show', { id: run.id })).state).toBe('waiting')
    expect((await fetch(`${run.redirectUri}?error=access_denied&state=${run.state}`)).status).toBe(200)
    const exchange = await readEnd(host, run.id)
    expect(readStep(exchange, 'captured-redirect')?.redirect.ignored).toBe(1)
    expect(readStep(exchange, 'grant')?.findings).toMatchObject([{ code: 'redirect_ignored' }])
    expect(readProblem(exchange)).toMatchObject({ code: 'authorization_refused', evidence: { error: 'access_denied' } })
  })

  test('reaches its own run among fifty that wait', async () => {
    const { host, provider } = await openWaiting()
    const runs = await Promise.all(Array.from({ length: 50 }, () => startRun(host, 'own')))
    const late = runs.map((_, at) => (at * 37) % runs.length)
    for (const at of late) {
      const run = runs[at]
      if (run !== undefined) await fetch(`${run.redirectUri}?code=code-${at}&state=${run.state}`)
    }
    const ends = await Promise.all(runs.map((run) => readEnd(host, run.id)))
    expect(ends.every((exchange) => exchange.state === 'received')).toBe(true)
    expect(new Set(ends.map((exchange) => exchange.run)).size).toBe(50)
    expect(provider.calls.length).toBe(50)
    const verifiers = new Set(provider.calls.map((call) => /code_verifier=([^&]+)/.exec(call.body)?.[1]))
    expect(verifiers.size).toBe(50)
  })
})

describe('a cancel', () => {
  test('ends one run of two, and its listener', async () => {
    const { host } = await openWaiting()
    const [one, two] = [await startRun(host, 'own'), await startRun(host, 'own')]
    expect(readValue(await host.send('exchanges.cancel', { id: one.id }))).toEqual({ done: true })
    const exchange = await readEnd(host, one.id)
    expect(exchange).toMatchObject({ state: 'cancelled', trail: [{}, { problem: { code: 'cancelled' } }] })
    expect(await isListening(portOf(one.redirectUri))).toBe(false)
    expect(await isListening(portOf(two.redirectUri))).toBe(true)
    expect(readValue(await host.send('exchanges.cancel', { id: one.id }))).toEqual({ done: false })
  })

  test('ends a run whose token request is on its way', async () => {
    const host = await openTestHost()
    const provider = await openProvider(() => new Promise(() => undefined))
    await saveProfile(host, provider, { grant: 'client_credentials' })
    const { exchangeId: id } = readValue(await host.send('exchanges.start', { profileId: 'own' }))
    await waitForExchange(host, id, (one) => readStep(one, 'token-request') !== null)
    await host.send('exchanges.cancel', { id })
    expect(await readEnd(host, id)).toMatchObject({ state: 'cancelled' })
  })

  test('ends a run whose browser does not answer', async () => {
    const { host } = await openWaiting({ openOutside: () => new Promise(() => undefined) })
    const { exchangeId: id } = readValue(await host.send('exchanges.start', { profileId: 'own' }))
    await host.send('exchanges.cancel', { id })
    expect((await readEnd(host, id)).state).toBe('cancelled')
  })
})

describe('the sign-in page', () => {
  test('is shown as an address where no browser opens', async () => {
    const refusals = [
      async () => fail(problem('authorization-request', 'browser_not_opened')),
      () => Promise.reject(new Error('secret')),
    ]
    for (const openOutside of refusals) {
      const { host } = await openWaiting({ openOutside })
      const { exchangeId: id } = readValue(await host.send('exchanges.start', { profileId: 'own' }))
      const waiting = await waitForExchange(host, id, (one) => one.state === 'waiting')
      expect(readStep(waiting, 'authorization-request')?.opened).toBe('address_shown')
    }
  })

  test('can be opened again while the run waits', async () => {
    const opened: string[] = []
    const openOutside = async (url: string) => {
      opened.push(url)
      return ok(true as const)
    }
    const { host } = await openWaiting({ openOutside })
    const { exchangeId: id } = readValue(await host.send('exchanges.start', { profileId: 'own' }))
    const waiting = await waitForExchange(host, id, (one) => one.state === 'waiting')
    expect(readStep(waiting, 'authorization-request')?.opened).toBe('system_browser')
    readValue(await host.send('exchanges.open', { id }))
    expect(opened).toEqual([opened[0], opened[0]])
    expect(opened[0]).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/authorize\?response_type=code&/)
  })
})

test('closing the host ends every run and leaves nothing listening', async () => {
  const { host } = await openWaiting()
  const runs = [await startRun(host, 'own'), await startRun(host, 'own')]
  const { origin } = readValue(await host.send('practice.start', {}))
  await host.close()
  for (const port of [...runs.map((run) => portOf(run.redirectUri)), portOf(origin)])
    expect(await isListening(port)).toBe(false)
  const ended = host.events.flatMap((event) =>
    event.kind === 'exchange.changed' && event.exchange.state === 'cancelled' ? [event.exchange.id] : [],
  )
  expect(new Set(ended)).toEqual(new Set(runs.map((run) => run.id)))
})
