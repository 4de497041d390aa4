import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { practiceAccount } from '../../electron/host/practice/practice-accounts.ts'
import { practiceProviders } from '../../shared/dialects/practice-choices.ts'
import { type Exchange, readStep } from '../../shared/flow/exchange.ts'
import { choosePractice, nameProfile } from './choose-practice.ts'
import { openLastingHost, openTestHost, readValue, refreshToEnd, runToEnd, type TestHost } from './open-test-host.ts'

/** What is left of a host for the next one: everything that can be asked for. */
async function readAll(host: TestHost) {
  const profiles = readValue(await host.send('profiles.list', {}))
  const rows = readValue(await host.send('exchanges.list', { limit: 500 }))
  const sets = readValue(await host.send('tokens.list', {}))
  return {
    profiles,
    rows,
    sets,
    shown: await Promise.all(profiles.map(({ id }) => host.send('profiles.show', { id }))),
    trails: await Promise.all(rows.map(({ id }) => host.send('exchanges.show', { id }))),
    tokens: await Promise.all(sets.map(({ id }) => host.send('tokens.show', { id }))),
    sent: await Promise.all(
      rows.map(({ id }) => host.send('exchanges.reveal', { id, step: 'token-request', part: 0 })),
    ),
  }
}

describe('what a host knew', () => {
  let home = ''
  let runs: readonly Exchange[] = []
  let before: Awaited<ReturnType<typeof readAll>>

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'tokendesk-home-'))
    const host = await openLastingHost({ home })
    for (const provider of practiceProviders) await runToEnd(host, nameProfile(provider))
    await choosePractice(host, 'xt', 'html_body')
    await runToEnd(host, 'practice-xt')
    before = await readAll(host)
    runs = before.trails.map(readValue)
    await host.close()
  })
  afterAll(() => rm(home, { recursive: true, force: true }))

  test('is there after a restart: profiles, token sets, the history and every trail', async () => {
    const host = await openTestHost({ home })
    expect(await readAll(host)).toEqual(before)
    expect(runs.map((exchange) => exchange.state)).toContain('failed')
  })

  test('does not stand in any file of its folder', async () => {
    const tokens = runs.flatMap((exchange) => {
      const reading = readStep(exchange, 'token-set')?.reading
      return reading?.kind === 'tokens' ? reading.tokenSet.tokens.map((token) => token.value) : []
    })
    const secrets = [...tokens, practiceAccount.clientSecret, practiceAccount.password]
    expect(secrets.length).toBeGreaterThan(10)
    for (const name of await readdir(home, { recursive: true })) {
      const bytes = await readFile(join(home, name)).catch(() => Buffer.alloc(0))
      for (const secret of secrets) expect([name, bytes.includes(secret)]).toEqual([name, false])
    }
  })

  test('refreshes as before at every provider', async () => {
    const host = await openTestHost({ home })
    for (const provider of practiceProviders.filter((one) => one !== 'xt'))
      expect([provider, (await refreshToEnd(host, nameProfile(provider))).state]).toEqual([provider, 'received'])
  })
})

describe('what is deleted', () => {
  test('is gone, and only that, also after a restart', async () => {
    const home = await mkdtemp(join(tmpdir(), 'tokendesk-home-'))
    const first = await openLastingHost({ home })
    for (const id of ['practice-maxkey', 'practice-xt', 'practice-workfront']) await runToEnd(first, id)
    const again = await runToEnd(first, 'practice-maxkey')
    const [set] = readValue(await first.send('tokens.list', { profileId: 'practice-workfront' }))
    readValue(await first.send('profiles.remove', { id: 'practice-xt' }))
    readValue(await first.send('exchanges.remove', { id: again.id }))
    readValue(await first.send('tokens.remove', { id: set?.id ?? '' }))
    await first.close()

    const second = await openTestHost({ home })
    const ids = readValue(await second.send('profiles.list', {})).map((row) => row.id)
    expect([ids.length, ids.includes('practice-xt')]).toEqual([5, false])
    const rows = readValue(await second.send('exchanges.list', { limit: 9 }))
    expect(rows.map((row) => row.profileId).sort()).toEqual(['practice-maxkey', 'practice-workfront'])
    const sets = readValue(await second.send('tokens.list', {}))
    expect(sets.map((one) => one.profileId)).toEqual(['practice-maxkey', 'practice-maxkey'])
    for (const [name, id] of [
      ['exchanges.show', again.id],
      ['tokens.show', set?.id ?? ''],
      ['profiles.show', 'practice-xt'],
      ['exchanges.remove', again.id],
    ] as const)
      expect(await second.dispatch(name, { id })).not.toMatchObject({ ok: true, value: { done: true } })

    readValue(await second.send('exchanges.clear', {}))
    expect(readValue(await second.send('exchanges.list', { limit: 9 }))).toEqual([])
    expect(readValue(await second.send('tokens.list', {})).length).toBe(2)
    await rm(home, { recursive: true, force: true })
  })
})

describe('a run whose program ended under it', () => {
  test('is a failed one, in the list and in the record', async () => {
    const home = await mkdtemp(join(tmpdir(), 'tokendesk-home-'))
    // Two programs on one folder: the second one does not know the runs of the first.
    const first = await openTestHost({ home })
    const started = await first.send('exchanges.start', { profileId: 'practice-maxkey', openBrowser: false })
    const { exchangeId: id } = readValue(started)
    await new Promise<void>((resolve) => {
      const look = async () => {
        const rows = readValue(await first.send('exchanges.list', { limit: 1 }))
        if (rows[0]?.state === 'waiting') resolve()
      }
      first.onEvent((event) => event.kind === 'exchange.changed' && setImmediate(look))
    })
    const second = await openTestHost({ home })
    expect(readValue(await second.send('exchanges.list', { limit: 1 }))).toMatchObject([{ id, state: 'failed' }])
    expect(readValue(await second.send('exchanges.show', { id })).state).toBe('failed')
    const [row] = readValue(await second.send('profiles.list', {})).filter((one) => one.id === 'practice-maxkey')
    expect(row?.lastRun).toBe('failed')
    expect(readValue(await first.send('exchanges.show', { id })).state).toBe('waiting')
    await first.close()
    await second.close()
    await rm(home, { recursive: true, force: true })
  })
})

test('a host that is closed answers every call, and says that nothing can be read', async () => {
  const host = await openTestHost()
  await host.close()
  expect(await host.send('profiles.list', {})).toMatchObject({ ok: false, problem: { code: 'vault_locked' } })
  expect(await host.send('exchanges.start', { profileId: 'practice-xt' })).toMatchObject({ ok: false })
  await host.close()
})
