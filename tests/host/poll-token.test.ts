import { describe, expect, test } from 'vitest'
import { type Exchange, readFindings, readProblem, readStep } from '../../shared/flow/exchange.ts'
import {
  buildDeviceAnswer,
  granted,
  openDeviceProvider,
  openPatientHost,
  refuse,
  runElsewhere,
  saveDeviceProfile,
} from './open-patient-host.ts'
import { readEnd, readValue } from './open-test-host.ts'

const pending = refuse('authorization_pending')

async function run(polls: Parameters<typeof openDeviceProvider>[1], device: Readonly<Record<string, unknown>> = {}) {
  const host = await openPatientHost()
  const provider = await openDeviceProvider({ body: buildDeviceAnswer(device) }, polls)
  const exchange = await runElsewhere(host, await saveDeviceProfile(host, provider))
  return { exchange, waits: host.waits, polled: provider.calls.filter((call) => call.url === '/token').length }
}

const listPolls = (exchange: Exchange) =>
  exchange.trail.filter((step) => step.kind === 'side-call' && step.name === 'poll')

describe('the pace', () => {
  test('is five seconds without a word, the one of the server otherwise, and never none', async () => {
    expect((await run([pending, granted])).waits).toEqual([5, 5])
    expect((await run([pending, granted], { interval: 2 })).waits).toEqual([2, 2])
    expect((await run([pending, granted], { interval: '7' })).waits).toEqual([7, 7])
    expect((await run([pending, granted], { interval: 0 })).waits).toEqual([1, 1])
    expect((await run([pending, granted], { interval: -3 })).waits).toEqual([5, 5])
  })

  test('is five seconds slower for good with every slow_down, whatever its status', async () => {
    const { exchange, waits } = await run([refuse('slow_down'), pending, refuse('slow_down', 429), pending, granted])
    expect(waits).toEqual([5, 10, 10, 15, 15])
    expect(exchange.state).toBe('received')
    expect(readFindings(exchange).filter((one) => one.code === 'poll_slowed')).toHaveLength(2)
  })

  test('backs off while the server is in trouble, and is the old one after its next answer', async () => {
    const busy = { status: 503, body: 'Service Unavailable' }
    const { exchange, waits } = await run([busy, busy, busy, busy, busy, pending, granted])
    expect(waits).toEqual([5, 10, 20, 40, 60, 60, 5])
    expect(exchange.state).toBe('received')
  })
})

describe('the network', () => {
  test('may fail in between', async () => {
    const host = await openPatientHost()
    const provider = await openDeviceProvider({ body: buildDeviceAnswer() }, [
      pending,
      { cut: true, body: '' },
      granted,
    ])
    const exchange = await runElsewhere(host, await saveDeviceProfile(host, provider))
    expect([exchange.state, host.waits]).toEqual(['received', [5, 5, 10]])
    const failed = readFindings(exchange).find((one) => one.code === 'poll_failed')
    expect(failed?.evidence).toMatchObject({ reason: expect.stringMatching(/^network_/), seconds: '10' })
    expect(listPolls(exchange)).toHaveLength(2)
  })
})

describe('the end', () => {
  test.each([
    ['access_denied', 'authorization_refused', 'refused'],
    ['expired_token', 'code_expired', 'failed'],
    ['invalid_grant', 'provider_refused', 'refused'],
    ['invalid_client', 'provider_refused', 'refused'],
  ])('%s is the last word', async (error, code, state) => {
    const { exchange, polled } = await run([pending, refuse(error), granted])
    expect([readProblem(exchange)?.code, exchange.state, polled]).toEqual([code, state, 2])
    expect(readProblem(exchange)?.evidence).toMatchObject({ error })
    expect(readStep(exchange, 'raw-response')?.response.status).toBe(400)
    expect(exchange.trail.filter((step) => step.kind === 'token-request')).toHaveLength(1)
  })

  test.each([
    ['a page', '<!doctype html><title>Oops</title>', 'body_html'],
    ['junk', '{"access_token":', 'body_unreadable'],
    ['nothing', '', 'body_empty'],
  ])('%s is the last word too', async (_, body, code) => {
    const { exchange, polled } = await run([pending, { body }, granted])
    expect([readProblem(exchange)?.code, polled]).toEqual([code, 2])
  })

  test('comes when the code has run out, for pending for ever, with a trail that did not grow', async () => {
    const { exchange, polled, waits } = await run([pending], { expires_in: 600 })
    expect(readProblem(exchange)?.code).toBe('code_expired')
    expect(polled).toBeGreaterThan(100)
    expect(waits.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(605)
    expect(listPolls(exchange)).toHaveLength(3)
    const left = readFindings(exchange).find((one) => one.code === 'polls_left_out')
    expect(left?.evidence.count).toBe(String(polled - 3))
    expect(readStep(exchange, 'token-request')).toBeNull()
  })

  test('comes at once for a code that has run out already, without a question', async () => {
    const { exchange, polled } = await run([granted], { expires_in: 0 })
    expect([readProblem(exchange)?.code, polled]).toEqual(['code_expired', 0])
  })

  test('comes within a day for a server that slows down for ever', async () => {
    const { exchange, polled } = await run([refuse('slow_down')], { expires_in: 1e15 })
    expect(readProblem(exchange)?.code).toBe('code_expired')
    expect(polled).toBeLessThan(200)
    expect(listPolls(exchange).length).toBeLessThanOrEqual(11)
  })
})

describe('a cancel', () => {
  test('ends the wait', async () => {
    const host = await openPatientHost()
    const provider = await openDeviceProvider({ body: buildDeviceAnswer() }, [pending])
    const profileId = await saveDeviceProfile(host, provider)
    let id = ''
    host.onWait = async (count) => {
      if (count === 3) await host.send('exchanges.cancel', { id })
    }
    id = readValue(await host.send('exchanges.start', { profileId, openBrowser: false })).exchangeId
    const exchange = await readEnd(host, id)
    expect([exchange.state, readProblem(exchange)?.code]).toEqual(['cancelled', 'cancelled'])
    expect(provider.calls).toHaveLength(3)
  })

  test('ends a question that nobody answers', async () => {
    const host = await openPatientHost()
    let id = ''
    const provider = await openDeviceProvider({ body: buildDeviceAnswer() }, [
      async () => {
        await host.send('exchanges.cancel', { id })
        return granted
      },
    ])
    const profileId = await saveDeviceProfile(host, provider)
    id = readValue(await host.send('exchanges.start', { profileId, openBrowser: false })).exchangeId
    expect((await readEnd(host, id)).state).toBe('cancelled')
  })

  test('ends the real timer as well', async () => {
    const host = await openPatientHost()
    const { wait } = await import('../../electron/host/wait.ts')
    const controller = new AbortController()
    const waited = wait(3_600_000, controller.signal)
    controller.abort()
    await waited
    await wait(3_600_000, controller.signal)
    await host.close()
  })
})

test('closing the host ends a run that waits for a person', async () => {
  const host = await openPatientHost()
  const provider = await openDeviceProvider({ body: buildDeviceAnswer() }, [pending])
  const profileId = await saveDeviceProfile(host, provider)
  const paused = new Promise<void>((resolve) => {
    host.onWait = (count) => {
      if (count !== 2) return
      resolve()
      return new Promise(() => undefined)
    }
  })
  await host.send('exchanges.start', { profileId, openBrowser: false })
  await paused
  await host.close()
  const states = host.events.flatMap((event) => (event.kind === 'exchange.changed' ? [event.exchange.state] : []))
  expect(states.at(-1)).toBe('cancelled')
})
