import { setImmediate } from 'node:timers/promises'
import type { HostPorts } from '../../electron/host/ports.ts'
import { epochMs } from '../../shared/lib/units.ts'
import { openProvider, saveProfile, type TokenAnswer } from './open-provider.ts'
import { openTestHost, readEnd, readValue } from './open-test-host.ts'

/** A clock that stands still, and a timer that goes off when the test says so. */
export function createStoppedClock() {
  let now = 1_700_000_000_000
  const pending = new Map<object, { readonly callback: () => void; readonly at: number; readonly asked: number }>()
  return {
    now: () => epochMs(now),
    timer: (callback: () => void, milliseconds: number) => {
      const key = {}
      pending.set(key, { callback, at: now + milliseconds, asked: milliseconds })
      return () => void pending.delete(key)
    },
    /** How long each timer that is set was asked to wait, in milliseconds. */
    asked: () => [...pending.values()].map((one) => one.asked),
    /** Goes forward, or back, without a timer going off: as a clock that is set, or a computer that sleeps. */
    jump: (seconds: number) => {
      now += seconds * 1000
    },
    /** Whatever timer is set goes off, as it does after a sleep. */
    ring: () => {
      const due = [...pending]
      for (const [key] of due) pending.delete(key)
      for (const [, { callback }] of due) callback()
    },
  }
}

/** A desktop host whose clock is the test's, with profiles that refresh ahead of the end, and their provider. */
export async function openRefreshing(
  answer: (refreshes: number, body: string) => TokenAnswer | Promise<TokenAnswer>,
  profiles: readonly string[] = ['own'],
  ports: Partial<HostPorts> = {},
) {
  const clock = createStoppedClock()
  const host = await openTestHost({ door: 'desktop', now: clock.now, timer: clock.timer, ...ports })
  let arrived = 0
  const provider = await openProvider(({ body }) => {
    if (body.includes('grant_type=refresh_token')) return answer(++arrived, body)
    return { body: buildTokens(provider.calls.length) }
  })
  for (const id of profiles) {
    await saveProfile(host, provider, { id, grant: 'client_credentials', autoRefresh: { enabled: true, ahead: 120 } })
    await readEnd(host, readValue(await host.send('exchanges.start', { profileId: id })).exchangeId)
  }
  await setImmediate()
  /** Rings, and waits until so many runs have come to their end. */
  const ringUntilEnded = async (count: number): Promise<void> => {
    const before = host.events.length
    const ended = new Promise<void>((resolve) => {
      const look = (): void => {
        if (host.events.slice(before).filter((event) => event.kind === 'history.changed').length >= count) resolve()
      }
      host.onEvent(look)
    })
    clock.ring()
    await ended
    await setImmediate()
  }
  /** The refreshes that this host has begun: a run is published before anything of it is sent. */
  const refreshes = (): number => {
    const changed = host.events.flatMap((event) => (event.kind === 'exchange.changed' ? [event.exchange] : []))
    return new Set(changed.filter((one) => one.kind === 'refresh_token').map((one) => one.id)).size
  }
  const status = async () => readValue(await host.send('app.status', {})).autoRefresh
  const sets = async (profileId = 'own') => readValue(await host.send('tokens.list', { profileId }))
  return { clock, host, provider, refreshes, ringUntilEnded, status, sets }
}

export const buildTokens = (at: number, life = 3600) => ({
  access_token: `at-${at}`,
  token_type: 'Bearer',
  refresh_token: `rt-${at}`,
  expires_in: life,
})
