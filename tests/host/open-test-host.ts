import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { readClock } from '../../electron/host/clock.ts'
import { type Host, openHost } from '../../electron/host/host.ts'
import type { HostPorts } from '../../electron/host/ports.ts'
import type { AppEvent } from '../../shared/contract/events.ts'
import type { Exchange } from '../../shared/flow/exchange.ts'
import { createTestHolder } from '../fakes/test-holder.ts'

/** A whole host on an empty data folder; closed and removed with the test. */
export async function openTestHost(
  change: Partial<HostPorts> = {},
): Promise<Host & { readonly home: string; readonly events: AppEvent[] }> {
  const home = change.home ?? (await mkdtemp(join(tmpdir(), 'tokendesk-host-')))
  const host = await openHost({
    door: 'command-line',
    version: 'test',
    home,
    now: readClock,
    holders: [createTestHolder()],
    openOutside: null,
    catchInWindow: null,
    clipboard: null,
    preferences: null,
    ...change,
  })
  const events: AppEvent[] = []
  host.onEvent((event) => events.push(event))
  onTestFinished(async () => {
    await host.close()
    if (change.home === undefined) await rm(home, { recursive: true, force: true })
  })
  return { ...host, home, events }
}

/** Waits for the next published state of an exchange that satisfies the condition. */
export function waitForExchange(
  host: Host & { readonly events: readonly AppEvent[] },
  id: string,
  isDone: (exchange: Exchange) => boolean,
): Promise<Exchange> {
  const found = (event: AppEvent): Exchange | null =>
    event.kind === 'exchange.changed' && event.exchange.id === id && isDone(event.exchange) ? event.exchange : null
  const earlier = host.events.map(found).find((exchange) => exchange !== null)
  if (earlier !== undefined && earlier !== null) return Promise.resolve(earlier)
  return new Promise((resolve) => {
    const stop = host.onEvent((event) => {
      const exchange = found(event)
      if (exchange === null) return
      stop()
      resolve(exchange)
    })
  })
}

/** Starts a run with `prompt=none`, opens its sign-in page as a browser would, and gives the exchange at its end. */
export async function runToEnd(
  host: Awaited<ReturnType<typeof openTestHost>>,
  profileId: string,
  parameters: Readonly<Record<string, string>> = { prompt: 'none' },
): Promise<Exchange> {
  const started = await host.send('exchanges.start', { profileId, authorizeParameters: parameters, openBrowser: false })
  if (!started.ok) throw new Error(JSON.stringify(started.problem))
  const { exchangeId } = started.value
  const waiting = await waitForExchange(
    host,
    exchangeId,
    (exchange) => exchange.state !== 'running' || exchange.endedAt !== null,
  )
  const step = waiting.trail.find((one) => one.kind === 'authorization-request')
  if (waiting.endedAt === null && step?.kind === 'authorization-request') await fetch(step.request.url)
  await waitForExchange(host, exchangeId, (exchange) => exchange.endedAt !== null)
  const shown = await host.send('exchanges.show', { id: exchangeId })
  if (!shown.ok) throw new Error(JSON.stringify(shown.problem))
  return shown.value
}
