import { describe, expect, test } from 'vitest'
import { buildTokens, openRefreshing } from './open-refreshing.ts'
import { openTestHost, readValue, refreshToEnd } from './open-test-host.ts'

const good = (count: number) => ({ body: buildTokens(100 + count) })
const hour = 3600

describe('nothing is refreshed', () => {
  test('before its time', async () => {
    const { clock, refreshes, status } = await openRefreshing(good)
    clock.ring()
    clock.jump(hour - 150)
    clock.ring()
    expect(refreshes()).toBe(0)
    const { next } = await status()
    // Two minutes ahead, and up to a fifth of that earlier.
    expect(((next ?? 0) - clock.now()) / 1000).toBeGreaterThanOrEqual(5)
    expect(((next ?? 0) - clock.now()) / 1000).toBeLessThanOrEqual(30)
  })

  test('where the profile does not want it', async () => {
    const { clock, host, refreshes, status } = await openRefreshing(good)
    const { profile } = readValue(await host.send('profiles.show', { id: 'own' }))
    readValue(
      await host.send('profiles.save', { profile: { ...profile, autoRefresh: { enabled: false, ahead: 120 } } }),
    )
    clock.jump(hour)
    clock.ring()
    expect([refreshes(), await status()]).toEqual([0, { paused: false, next: null }])
  })

  test('while it is paused, over a restart as well, and then it goes on', async () => {
    const { clock, host, refreshes, status, ringUntilEnded } = await openRefreshing(good)
    const paused = readValue(await host.send('refresh.pause', { paused: true }))
    expect(paused.autoRefresh).toEqual({ paused: true, next: null })
    expect(host.events.at(-1)).toMatchObject({ kind: 'app.changed', status: { autoRefresh: { paused: true } } })
    clock.jump(hour)
    clock.ring()
    expect(refreshes()).toBe(0)
    const other = await openTestHost({ home: host.home, door: 'desktop', now: clock.now, timer: () => () => undefined })
    expect(readValue(await other.send('app.status', {})).autoRefresh).toEqual({ paused: true, next: null })
    await other.close()
    readValue(await host.send('refresh.pause', { paused: false }))
    await ringUntilEnded(1)
    expect([refreshes(), (await status()).paused]).toEqual([1, false])
  })

  test('while the vault is locked', async () => {
    const { clock, host, refreshes } = await openRefreshing(good)
    readValue(await host.send('vault.lock', {}))
    clock.jump(hour)
    clock.ring()
    expect(refreshes()).toBe(0)
  })

  test('by the command line, which sets no timer and can pause the others', async () => {
    const asked: number[] = []
    const timer = (_: () => void, milliseconds: number) => {
      asked.push(milliseconds)
      return () => undefined
    }
    const host = await openTestHost({ timer })
    expect(readValue(await host.send('refresh.pause', { paused: true })).autoRefresh).toEqual({
      paused: true,
      next: null,
    })
    expect(asked).toEqual([])
  })

  test('of a set whose refresh token was refused, which stays where it is', async () => {
    const refused = { status: 400, body: { error: 'invalid_grant' } }
    const { clock, refreshes, ringUntilEnded, sets, status } = await openRefreshing(() => refused)
    clock.jump(hour)
    await ringUntilEnded(1)
    for (let day = 0; day < 3; day++) {
      clock.jump(86_400)
      clock.ring()
    }
    expect([refreshes(), (await sets()).map((set) => set.dead), (await status()).next]).toEqual([1, [true], null])
  })
})

describe('ahead of its end', () => {
  test('a set is refreshed once, and its successor is planned', async () => {
    const { clock, provider, ringUntilEnded, sets, status, host } = await openRefreshing(good)
    const [first] = await sets()
    clock.jump(hour - 120)
    await ringUntilEnded(1)
    expect(provider.calls.at(-1)?.body).toContain('refresh_token=rt-1')
    expect((await sets()).map((set) => set.refreshedFrom)).toEqual([first?.id, undefined])
    clock.ring()
    const { next } = await status()
    expect(next).toBeGreaterThan(clock.now() + (hour - 150) * 1000)
    expect(host.events.findLast((event) => event.kind === 'app.changed')).toMatchObject({
      status: { autoRefresh: { next } },
    })
  })

  test('a set is refreshed in a session that is only in memory as well', async () => {
    const { clock, host, ringUntilEnded, sets } = await openRefreshing(good, ['own'], { holders: [] })
    expect(readValue(await host.send('app.status', {})).vault.persistent).toBe(false)
    clock.jump(hour)
    await ringUntilEnded(1)
    expect((await sets()).length).toBe(2)
  })

  test('a set that somebody has refreshed meanwhile is not refreshed again', async () => {
    const { clock, refreshes, host, provider } = await openRefreshing(good)
    clock.jump(hour - 120)
    const other = await openTestHost({ home: host.home, now: clock.now })
    expect((await refreshToEnd(other, 'own')).state).toBe('received')
    clock.ring()
    expect([refreshes(), provider.calls.length]).toEqual([0, 2])
  })

  test('no timer is ever longer than half a minute, and there is one', async () => {
    const { clock } = await openRefreshing(good)
    clock.ring()
    expect(clock.asked()).toEqual([30_000])
    clock.jump(hour - 160)
    clock.ring()
    expect(clock.asked().length).toBe(1)
    expect(Math.max(...clock.asked())).toBeLessThanOrEqual(30_000)
  })
})

describe('after a sleep, or a jump of the clock', () => {
  test('many sets are refreshed four at a time, each once', async () => {
    let inFlight = 0
    let most = 0
    let release = (): void => undefined
    const released = new Promise<void>((resolve) => {
      release = resolve
    })
    let reach = (): void => undefined
    const reached = new Promise<void>((resolve) => {
      reach = resolve
    })
    const names = ['a', 'b', 'c', 'd', 'e', 'f']
    const { clock, provider, refreshes, ringUntilEnded } = await openRefreshing(async (count) => {
      inFlight += 1
      most = Math.max(most, inFlight)
      if (inFlight === 4) reach()
      await released
      inFlight -= 1
      return good(count)
    }, names)
    clock.jump(2 * hour)
    const four = ringUntilEnded(4)
    await reached
    clock.ring()
    clock.ring()
    release()
    await four
    await ringUntilEnded(2)
    clock.ring()
    expect([refreshes(), provider.calls.length, most]).toEqual([6, 12, 4])
  })

  test('back by a day, nothing is sent', async () => {
    const { clock, refreshes } = await openRefreshing(good)
    clock.jump(-86_400)
    clock.ring()
    expect(refreshes()).toBe(0)
  })
})

describe('what goes wrong', () => {
  test('is tried again after a pause that grows, and loses nothing', async () => {
    const broken = { status: 503, body: 'later' }
    const { clock, refreshes, ringUntilEnded, sets } = await openRefreshing((count) =>
      count < 3 ? broken : good(count),
    )
    clock.jump(hour)
    await ringUntilEnded(1)
    clock.ring()
    clock.jump(29)
    clock.ring()
    expect(refreshes()).toBe(1)
    clock.jump(8)
    await ringUntilEnded(1)
    clock.jump(59)
    clock.ring()
    expect(refreshes()).toBe(2)
    clock.jump(14)
    await ringUntilEnded(1)
    expect([refreshes(), (await sets()).length]).toEqual([3, 2])
  })

  test('a token that is born ended does not become a storm', async () => {
    const { clock, refreshes, ringUntilEnded } = await openRefreshing((count) => ({ body: buildTokens(count, 0) }))
    clock.jump(hour)
    await ringUntilEnded(1)
    for (let round = 0; round < 20; round++) clock.ring()
    expect(refreshes()).toBe(1)
    clock.jump(30)
    await ringUntilEnded(1)
    expect(refreshes()).toBe(2)
  })
})
