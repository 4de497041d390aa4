import { readClock } from '../../../electron/host/clock.ts'
import { type Host, openHost } from '../../../electron/host/host.ts'
import type { KeyHolder } from '../../../electron/host/vault/key-holder.ts'
import { type Exchange, readStep } from '../../../shared/flow/exchange.ts'
import { createTestHolder } from '../../fakes/test-holder.ts'
import { expectValue } from '../data-folder.ts'

/**
 * A real host on a real vault file, without a door. The holder of the key works once, at the opening, and no exchange asks
 * it, so one that is quick will do.
 */
export function openBenchHost(home: string, holders: readonly KeyHolder[] = [createTestHolder()]): Promise<Host> {
  return openHost({
    door: 'command-line',
    version: 'bench',
    home,
    now: readClock,
    holders,
    openOutside: null,
    catchInWindow: null,
    clipboard: null,
    preferences: null,
  })
}

/** What one exchange took, in milliseconds from its start. */
export interface ExchangeTimes {
  /** Its end is published; the tokens are stored and shown. */
  readonly shown: number
  /** Its trail is stored too. */
  readonly stored: number
}

/** Runs an exchange to its end and until nothing of it is left to do. `signIn` goes where the person would go. */
export function runOne(
  host: Host,
  profileId: string,
  signIn: (url: string) => Promise<unknown>,
): Promise<ExchangeTimes> {
  return new Promise((resolve, reject) => {
    let shown = Number.NaN
    const started = performance.now()
    const look = (exchange: Exchange): void => {
      if (exchange.endedAt !== null) shown = performance.now() - started
      if (exchange.endedAt !== null && exchange.state !== 'received') reject(new Error(JSON.stringify(exchange.trail)))
      const waiting = exchange.state === 'waiting' ? readStep(exchange, 'authorization-request') : null
      if (waiting !== null) signIn(waiting.request.url).catch(reject)
    }
    const stop = host.onEvent((event) => {
      if (event.kind === 'exchange.changed') look(event.exchange)
      if (event.kind !== 'history.changed') return
      stop()
      resolve({ shown, stored: performance.now() - started })
    })
    host.send('exchanges.start', { profileId, openBrowser: false }).then(expectValue).catch(reject)
  })
}
