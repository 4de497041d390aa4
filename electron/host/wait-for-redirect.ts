import type { CapturedRedirect } from '../../shared/flow/captured-redirect.ts'
import { fail, type Outcome, ok } from '../../shared/lib/outcome.ts'
import { problem } from '../../shared/lib/problem.ts'
import type { EpochMs } from '../../shared/lib/units.ts'
import type { LoopbackCatcher } from './catch-loopback.ts'
import { readMistake } from './mistake.ts'

/** A run that waits for its redirect, as the other calls reach it. */
export interface Waiting {
  /** The sign-in page, unmasked: for opening it again, never for showing. */
  readonly url: string
  /** Until when that page can be opened; `null` when nothing says so. */
  readonly openableUntil: EpochMs | null
  /** Hands over what a person pasted; a text that does not fit is refused and the run goes on waiting. */
  paste(text: string): Promise<Outcome<true>>
}

export interface WaitOptions {
  readonly url: string
  readonly openableUntil: EpochMs | null
  readonly milliseconds: number
  readonly signal: AbortSignal
  readonly loopback: LoopbackCatcher | null
  readonly window: ((signal: AbortSignal) => Promise<Outcome<CapturedRedirect>>) | null
  readPasted(text: string): Promise<Outcome<CapturedRedirect>>
  announce(waiting: Waiting | null): void
}

/**
 * Waits for the first of: the listener, the window, a pasted address, the time limit, a cancel. Whatever comes later is
 * dropped, and what was opened for waiting is closed.
 */
export function waitForRedirect(options: WaitOptions): Promise<Outcome<CapturedRedirect>> {
  const { signal, loopback } = options
  const closing = new AbortController()
  return new Promise((resolve) => {
    const settle = (outcome: Outcome<CapturedRedirect>): void => {
      clearTimeout(timer)
      options.announce(null)
      signal.removeEventListener('abort', cancel)
      closing.abort()
      resolve(outcome)
    }
    const cancel = (): void => settle(fail(problem('captured-redirect', 'cancelled')))
    const timer = setTimeout(() => {
      const evidence = { seconds: String(options.milliseconds / 1000), ignored: String(loopback?.ignored() ?? 0) }
      settle(fail(problem('captured-redirect', 'redirect_timeout', evidence)))
    }, options.milliseconds)
    if (signal.aborted) return cancel()
    signal.addEventListener('abort', cancel, { once: true })
    loopback?.caught.then((captured) => settle(ok(captured)))
    options.window?.(closing.signal).then(settle, (error) => settle(fail(readMistake('captured-redirect', error))))
    options.announce({
      url: options.url,
      openableUntil: options.openableUntil,
      paste: async (text) => {
        const read = await options.readPasted(text)
        if (!read.ok) return read
        settle(read)
        return ok(true)
      },
    })
  })
}
