import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { readClock } from '../../electron/host/clock.ts'
import { type Host, openHost } from '../../electron/host/host.ts'
import type { HostPorts } from '../../electron/host/ports.ts'
import type { AppEvent } from '../../shared/contract/events.ts'
import type { Exchange } from '../../shared/flow/exchange.ts'
import type { Outcome } from '../../shared/lib/outcome.ts'
import { createTestHolder } from '../fakes/test-holder.ts'

/** A whole host with everything it has published. */
export interface TestHost extends Host {
  readonly home: string
  readonly events: AppEvent[]
  /** Closes it, and removes its data folder unless that was given. */
  dispose(): Promise<void>
}

/** Opens a host on an empty data folder, or on the one given, for as long as the caller wants it. */
export async function openLastingHost(change: Partial<HostPorts> = {}): Promise<TestHost> {
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
  const dispose = async (): Promise<void> => {
    await host.close()
    if (change.home === undefined) await rm(home, { recursive: true, force: true })
  }
  return { ...host, home, events, dispose }
}

/** A host for one test: closed and removed with it. */
export async function openTestHost(change: Partial<HostPorts> = {}): Promise<TestHost> {
  const host = await openLastingHost(change)
  onTestFinished(host.dispose)
  return host
}

/** What was asked for, or the problem as an error: for calls that a test does not doubt. */
export function readValue<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problem))
  return outcome.value
}

/** Waits for the next published state of an exchange that satisfies the condition. */
export function waitForExchange(
  host: TestHost,
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
  host: TestHost,
  profileId: string,
  parameters: Readonly<Record<string, string>> = { prompt: 'none' },
): Promise<Exchange> {
  const start = { profileId, authorizeParameters: parameters, openBrowser: false }
  const { exchangeId } = readValue(await host.send('exchanges.start', start))
  const waiting = await waitForExchange(
    host,
    exchangeId,
    (exchange) => exchange.state !== 'running' || exchange.endedAt !== null,
  )
  const step = waiting.trail.find((one) => one.kind === 'authorization-request')
  if (waiting.endedAt === null && step?.kind === 'authorization-request') await fetch(step.request.url)
  return readEnd(host, exchangeId)
}

/** The whole record of a run, once it has ended. */
export async function readEnd(host: TestHost, id: string): Promise<Exchange> {
  await waitForExchange(host, id, (exchange) => exchange.endedAt !== null)
  return readValue(await host.send('exchanges.show', { id }))
}

/** Refreshes a profile and gives the exchange at its end. */
export async function refreshToEnd(host: TestHost, profileId: string, tokenSetId?: string): Promise<Exchange> {
  const wanted = tokenSetId === undefined ? { profileId } : { profileId, tokenSetId }
  return readEnd(host, readValue(await host.send('exchanges.refresh', wanted)).exchangeId)
}
