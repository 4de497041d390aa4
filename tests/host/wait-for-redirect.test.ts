import { describe, expect, test } from 'vitest'
import { type Waiting, type WaitOptions, waitForRedirect } from '../../electron/host/wait-for-redirect.ts'
import type { CapturedRedirect } from '../../shared/flow/captured-redirect.ts'
import { fail, ok } from '../../shared/lib/outcome.ts'
import { problem } from '../../shared/lib/problem.ts'
import { epochMs } from '../../shared/lib/units.ts'
import { comeBack, openCatcher } from './open-catcher.ts'

const pasted: CapturedRedirect = {
  maker: 'pasted_url',
  url: 'http://127.0.0.1/callback?code=a',
  parameters: [['code', 'a']],
  capturedAt: epochMs(1),
  ignored: 0,
}

/** A wait that nothing ends but its time, unless the test says otherwise; and everything it announced. */
function wait(change: Partial<WaitOptions> = {}) {
  const announced: (Waiting | null)[] = []
  const outcome = waitForRedirect({
    url: 'https://as.example/authorize',
    openableUntil: null,
    milliseconds: 60_000,
    signal: new AbortController().signal,
    loopback: null,
    window: null,
    readPasted: async (text) =>
      text === 'right' ? ok(pasted) : fail(problem('captured-redirect', 'redirect_unreadable')),
    announce: (waiting) => announced.push(waiting),
    ...change,
  })
  return { outcome, announced, paste: (text: string) => announced[0]?.paste(text) }
}

describe('waiting for a redirect', () => {
  test('ends with its time, and says how long it was and what came instead', async () => {
    const catcher = await openCatcher()
    await fetch(`http://127.0.0.1:${catcher.port}/favicon.ico`)
    const { outcome, announced } = wait({ milliseconds: 20, loopback: catcher })
    expect(await outcome).toMatchObject({
      problem: { code: 'redirect_timeout', evidence: { seconds: '0.02', ignored: '1' } },
    })
    expect(announced.at(-1)).toBe(null)
  })

  test('ends with a cancel, also with one that came before', async () => {
    const controller = new AbortController()
    const { outcome } = wait({ signal: controller.signal })
    controller.abort()
    expect(await outcome).toMatchObject({ problem: { code: 'cancelled' } })
    expect(await wait({ signal: controller.signal }).outcome).toMatchObject({ problem: { code: 'cancelled' } })
  })

  test('ends by name when the window is closed, or fails in a way of its own', async () => {
    const closed = fail(problem('captured-redirect', 'window_closed'))
    expect(await wait({ window: async () => closed }).outcome).toBe(closed)
    const broken = await wait({ window: () => Promise.reject(new TypeError('https://secret.example')) }).outcome
    expect(broken).toMatchObject({ problem: { step: 'captured-redirect', code: 'internal' } })
    expect(JSON.stringify(broken)).not.toContain('secret')
  })

  test('goes on after a paste that does not fit, and ends with one that does', async () => {
    const { outcome, paste } = wait()
    expect(await paste('wrong')).toMatchObject({ ok: false })
    expect(await paste('right')).toEqual(ok(true))
    expect(await outcome).toEqual(ok(pasted))
  })

  test('takes the first answer only, and closes the window when it comes from elsewhere', async () => {
    const catcher = await openCatcher()
    const closed = new Promise<void>((resolve) => {
      const window: WaitOptions['window'] = (signal) => {
        signal.addEventListener('abort', () => resolve())
        return new Promise(() => undefined)
      }
      const { outcome, paste } = wait({ loopback: catcher, window })
      comeBack(catcher).then(() => outcome.then(() => paste('right')))
    })
    await closed
    expect((await catcher.caught).parameters[0]).toEqual(['code', 'right'])
  })
})
