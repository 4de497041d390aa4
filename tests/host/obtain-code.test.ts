import { describe, expect, test } from 'vitest'
import type { WindowCatch } from '../../electron/host/ports.ts'
import { readRedirectParameters } from '../../shared/flow/captured-redirect.ts'
import { readProblem, readStep } from '../../shared/flow/exchange.ts'
import { fail, ok } from '../../shared/lib/outcome.ts'
import { problem } from '../../shared/lib/problem.ts'
import { epochMs } from '../../shared/lib/units.ts'
import { choosePractice } from './choose-practice.ts'
import { openProvider, type Provider, saveProfile, startRun } from './open-provider.ts'
import { openTestHost, readEnd, readValue, type TestHost } from './open-test-host.ts'

const issued = { body: { access_token: 'at', token_type: 'Bearer', expires_in: 60 } }
const uri = 'https://app.example/callback'

async function runOnce(host: TestHost, profileId: string, authorizeParameters = {}) {
  const wanted = { profileId, grant: 'authorization_code', openBrowser: false, authorizeParameters } as const
  return readEnd(host, readValue(await host.send('exchanges.start', wanted)).exchangeId)
}

describe('a redirect to a loopback address', () => {
  test('whose port is taken ends the run by that port, before anything is asked', async () => {
    const host = await openTestHost()
    const provider = await openProvider(() => issued)
    const port = Number(new URL(provider.origin).port)
    await saveProfile(host, provider, { redirect: { kind: 'loopback', port } })
    const exchange = await runOnce(host, 'own')
    expect(exchange).toMatchObject({ state: 'failed', trail: [{ kind: 'problem' }] })
    expect(readProblem(exchange)).toMatchObject({ code: 'port_taken', evidence: { port: String(port) } })
    expect(provider.calls).toEqual([])
  })

  test('of a fixed port is used again by the next run', async () => {
    const host = await openTestHost()
    const provider = await openProvider(() => issued)
    await saveProfile(host, provider)
    const first = await startRun(host, 'own')
    const port = Number(new URL(first.redirectUri).port)
    await fetch(`${first.redirectUri}?code=one&state=${first.state}`)
    await readEnd(host, first.id)
    await saveProfile(host, provider, { redirect: { kind: 'loopback', port } })
    for (const code of ['two', 'three']) {
      const run = await startRun(host, 'own')
      expect(run.redirectUri).toBe(first.redirectUri)
      await fetch(`${run.redirectUri}?code=${code}&state=${run.state}`)
      expect((await readEnd(host, run.id)).state).toBe('received')
    }
  })
})

describe('a redirect to a registered address', () => {
  const redirect = { kind: 'window', uri } as const

  /** A run in a window that a test plays: it comes back to the address with what the test says. */
  async function runInWindow(answer: (wanted: WindowCatch) => string, provider?: Provider) {
    const host = await openTestHost({
      catchInWindow: async (wanted) => {
        const url = answer(wanted)
        return ok({
          ...{ maker: 'window', url, capturedAt: epochMs(Date.parse('2026-01-01')), ignored: 0 },
          parameters: readRedirectParameters(url),
        })
      },
    })
    await saveProfile(host, provider ?? (await openProvider(() => issued)), { redirect })
    return runOnce(host, 'own')
  }

  const readState = ({ url }: WindowCatch): string => new URL(url).searchParams.get('state') ?? ''

  test('cannot be caught where there is no window, and the run says so', async () => {
    const host = await openTestHost()
    const provider = await openProvider(() => issued)
    await saveProfile(host, provider, { redirect })
    expect(readProblem(await runOnce(host, 'own'))).toMatchObject({
      code: 'capture_unsupported',
      evidence: { capture: 'window', door: 'command-line' },
    })
  })

  test('that is closed ends the run by name', async () => {
    const closed = fail(problem('captured-redirect', 'window_closed'))
    const host = await openTestHost({ catchInWindow: async () => closed })
    await saveProfile(host, await openProvider(() => issued), { redirect })
    expect(readProblem(await runOnce(host, 'own'))?.code).toBe('window_closed')
  })

  test.each([
    ['another state', (wanted: WindowCatch) => `${wanted.redirectUri}?code=a&state=b`, 'state_mismatch'],
    ['no state', (wanted: WindowCatch) => `${wanted.redirectUri}?code=a`, 'state_missing'],
    ['no code', (wanted: WindowCatch) => `${wanted.redirectUri}?state=${readState(wanted)}`, 'code_missing'],
    [
      'two codes',
      (wanted: WindowCatch) => `${wanted.redirectUri}?code=a&code=b&state=${readState(wanted)}`,
      'parameter_repeated',
    ],
    [
      'an error beside a code',
      (wanted: WindowCatch) => `${wanted.redirectUri}?code=a&error=access_denied&state=${readState(wanted)}`,
      'authorization_refused',
    ],
  ])('with %s brings no token and asks for none', async (_name, answer, code) => {
    const provider = await openProvider(() => issued)
    expect(readProblem(await runInWindow(answer, provider))?.code).toBe(code)
    expect(provider.calls).toEqual([])
  })

  test('is caught in the window, also from the fragment', async () => {
    for (const mark of ['?', '#']) {
      const exchange = await runInWindow((wanted) => `${uri}${mark}code=a&state=${readState(wanted)}`)
      expect(exchange.state).toBe('received')
      expect(readStep(exchange, 'authorization-request')).toMatchObject({ opened: 'window', redirectUri: uri })
    }
  })

  test('may be pasted, with the address to the byte', async () => {
    const host = await openTestHost()
    await saveProfile(host, await openProvider(() => issued), { redirect: { kind: 'paste', uri } })
    const { id, state } = await startRun(host, 'own')
    for (const other of [
      'https://app.example/callback/',
      'http://app.example/callback',
      'https://app.example:444/callback',
    ])
      expect(await host.send('exchanges.paste', { id, text: `${other}?code=a&state=${state}` })).toMatchObject({
        problem: { code: 'redirect_mismatch' },
      })
    readValue(await host.send('exchanges.paste', { id, text: ` <${uri}?code=a&state=${state}> ` }))
    expect((await readEnd(host, id)).state).toBe('received')
  })
})

describe('an authorization endpoint that answers by itself', () => {
  const json = { request: { authorize: { answer: 'json', codePlaces: ['/data/code', '/code'] } } } as const

  async function askAt(body: unknown, status = 200) {
    const host = await openTestHost()
    const provider = await openProvider(({ url }) => (url.startsWith('/authorize') ? { body, status } : issued))
    await saveProfile(host, provider, { dialect: json })
    return { exchange: await runOnce(host, 'own'), provider }
  }

  test.each([
    ['a page', '<!doctype html><title>Sign in</title>', 'redirect_unreadable'],
    ['nothing', '', 'redirect_unreadable'],
    ['no code', { data: {} }, 'authorization_refused'],
    ['an error', { error: 'access_denied', error_description: 'no' }, 'authorization_refused'],
  ])('with %s ends the run by name, beside its raw answer', async (_name, body, code) => {
    const { exchange, provider } = await askAt(body, 400)
    expect(readProblem(exchange)?.code).toBe(code)
    expect(readStep(exchange, 'raw-response')?.response.status).toBe(400)
    expect(readStep(exchange, 'token-request')).toBe(null)
    expect(provider.calls.length).toBe(1)
  })

  test('that is not there is named', async () => {
    const host = await openTestHost()
    await saveProfile(host, { origin: 'http://127.0.0.1:1', calls: [] }, { dialect: json })
    expect(readProblem(await runOnce(host, 'own'))).toMatchObject({
      step: 'captured-redirect',
      code: 'network_refused',
    })
  })

  test('with a code leads on to the token endpoint', async () => {
    const { exchange, provider } = await askAt({ data: { code: 'a' } })
    expect(exchange.state).toBe('received')
    expect(provider.calls[1]?.body).toContain('code=a&')
    expect(readStep(exchange, 'grant')?.checks[0]).toMatchObject({ name: 'state', verdict: 'not_checked' })
  })

  test.each(['real', 'documented'] as const)('is tKeel: %s', async (shape) => {
    const host = await openTestHost()
    const id = await choosePractice(host, 'tkeel', 'none', shape)
    expect((await runOnce(host, id)).state).toBe('received')
    await choosePractice(host, 'tkeel', 'access_denied', shape)
    const denied = await runOnce(host, id)
    expect(denied.state).toBe('refused')
    expect(readStep(denied, 'raw-response')).not.toBe(null)
  })
})
