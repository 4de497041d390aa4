import { afterAll, beforeAll, expect, test } from 'vitest'
import { readClock } from '../../electron/host/clock.ts'
import { epochMs } from '../../shared/lib/units.ts'
import { openProvider, saveProfile } from './open-provider.ts'
import { openTestHost, readEnd, readValue, refreshToEnd } from './open-test-host.ts'
import { buildRefresher, removeRefresher, startRefresher } from './start-refresher.ts'

beforeAll(buildRefresher, 60_000)
afterAll(removeRefresher)

/** A data folder with one set of a provider that rotates, and answers refreshes when the test lets it. */
async function openRotating(ports: Parameters<typeof openTestHost>[0] = {}) {
  const host = await openTestHost(ports)
  let release = (): void => undefined
  let arrive = (): void => undefined
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve
  })
  const provider = await openProvider(async ({ body }) => {
    const at = provider.calls.length
    if (body.includes('refresh_token')) {
      arrive()
      await released
    }
    return { body: { access_token: `at-${at}`, token_type: 'Bearer', refresh_token: `rt-${at}`, expires_in: 60 } }
  })
  await saveProfile(host, provider, { grant: 'client_credentials' })
  await readEnd(host, readValue(await host.send('exchanges.start', { profileId: 'own' })).exchangeId)
  const [set] = readValue(await host.send('tokens.list', { profileId: 'own' }))
  return { host, provider, id: set?.id ?? '', release: () => release(), arrived }
}

const list = async ({ send }: Awaited<ReturnType<typeof openTestHost>>) =>
  readValue(await send('tokens.list', { profileId: 'own' }))

test('a hundred callers in three processes make one request, and all get its answer', { timeout: 60_000 }, async () => {
  const { host, provider, id, release, arrived } = await openRotating()
  const processes = [34, 33, 33].map((count) => startRefresher(host.home, id, count))
  await Promise.all(processes.map((one) => one.reached(1)))
  for (const one of processes) one.go()
  await Promise.all(processes.map((one) => one.reached(2)))
  await arrived
  release()
  await Promise.all(processes.map((one) => one.ended))
  const [newest, ...older] = await list(host)
  expect([newest?.refreshedFrom, older.map((row) => row.id)]).toEqual([id, [id]])
  const results = processes.flatMap((one) => one.lines.slice(2))
  expect(results.length).toBe(100)
  const told = new Set(results.map((line) => line.split('|').slice(0, 3).join('|')))
  expect([...told]).toEqual([`received|${newest?.id}|at-2 rt-2`])
  // One process did it, the others say that they did not.
  const here = processes.filter((one) => one.lines.at(-1)?.endsWith('|here'))
  expect(here.length).toBe(1)
  expect(provider.calls.length).toBe(2)
})

test('a process that is killed between request and answer loses nothing, and the next one says what happened', {
  timeout: 60_000,
}, async () => {
  let later = 0
  const { host, provider, id, release, arrived } = await openRotating({ now: () => epochMs(readClock() + later) })
  const killed = startRefresher(host.home, id, 1)
  await killed.reached(1)
  killed.go()
  await arrived
  killed.child.kill('SIGKILL')
  await killed.ended
  release()
  expect((await list(host)).map((row) => [row.id, row.dead])).toEqual([[id, false]])
  const runs = readValue(await host.send('exchanges.list', { profileId: 'own', limit: 10 }))
  expect(runs.map((run) => [run.kind, run.state])).toEqual([
    ['refresh_token', 'failed'],
    ['client_credentials', 'received'],
  ])
  later = 600_000
  const exchange = await refreshToEnd(host, 'own', id)
  const [first] = exchange.trail
  expect([exchange.state, first?.findings[0]?.code]).toEqual(['received', 'refresh_interrupted'])
  expect(provider.calls.length).toBe(3)
  expect((await list(host)).length).toBe(2)
})
