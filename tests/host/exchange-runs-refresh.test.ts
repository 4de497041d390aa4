import { describe, expect, test } from 'vitest'
import { readClock } from '../../electron/host/clock.ts'
import { openVault } from '../../electron/host/vault/vault.ts'
import { practiceProviders } from '../../shared/dialects/practice-choices.ts'
import { readFindings, readStep } from '../../shared/flow/exchange.ts'
import type { ProfileDocument } from '../../shared/flow/profile.ts'
import { createTestHolder } from '../fakes/test-holder.ts'
import { nameProfile } from './choose-practice.ts'
import { openProvider, saveProfile } from './open-provider.ts'
import { openLastingHost, openTestHost, readEnd, readValue, refreshToEnd, runToEnd } from './open-test-host.ts'

const issue = (at: number) => ({ body: { access_token: `at-${at}`, token_type: 'Bearer', refresh_token: `rt-${at}` } })

/** A host with one token set of a provider that rotates its refresh tokens, and that provider. */
async function openRefreshable(change: Partial<ProfileDocument> = {}) {
  const host = await openTestHost()
  const refusals = new Set<string>()
  const provider = await openProvider(({ body }) => {
    const token = /refresh_token=([^&]+)/.exec(body)?.[1] ?? ''
    return refusals.has(token) ? { status: 400, body: { error: 'invalid_grant' } } : issue(provider.calls.length)
  })
  await saveProfile(host, provider, { grant: 'password', username: 'me', ...change })
  const { profile } = readValue(await host.send('profiles.show', { id: 'own' }))
  const secrets = { password: 'word' }
  readValue(await host.send('profiles.save', { profile, secrets }))
  await readEnd(host, readValue(await host.send('exchanges.start', { profileId: 'own' })).exchangeId)
  return { host, provider, refusals }
}

const list = async (host: Awaited<ReturnType<typeof openTestHost>>) =>
  readValue(await host.send('tokens.list', { profileId: 'own' }))

describe('a refresh', () => {
  test('without anything to refresh is refused, and sends nothing', async () => {
    const { host, provider } = await openRefreshable()
    const [set] = await list(host)
    const refusals = [
      [{ profileId: 'nobody' }, 'profile_unknown'],
      [{ profileId: 'practice-xt' }, 'refresh_token_missing'],
      [{ profileId: 'own', tokenSetId: 'nothing' }, 'token_set_unknown'],
      [{ profileId: 'practice-xt', tokenSetId: set?.id ?? '' }, 'token_set_unknown'],
    ] as const
    for (const [wanted, code] of refusals)
      expect(await host.send('exchanges.refresh', wanted)).toMatchObject({ problem: { code } })
    expect(provider.calls.length).toBe(1)
  })

  test('asked for by a hundred callers at once is one run and one request', async () => {
    const { host, provider } = await openRefreshable()
    const callers = Array.from({ length: 100 }, () => host.send('exchanges.refresh', { profileId: 'own' }))
    const ids = new Set((await Promise.all(callers)).map((started) => readValue(started).exchangeId))
    expect(ids.size).toBe(1)
    expect((await readEnd(host, [...ids][0] ?? '')).state).toBe('received')
    expect(provider.calls.length).toBe(2)
    expect((await list(host)).length).toBe(2)
  })

  test('uses the newest token of a provider that rotates, and keeps every set', async () => {
    const { host, provider } = await openRefreshable()
    for (const count of [2, 3, 4]) {
      await refreshToEnd(host, 'own')
      expect(provider.calls.at(-1)?.body).toContain(`refresh_token=rt-${count - 1}`)
    }
    expect((await list(host)).map((set) => set.run)).toEqual([4, 3, 2, 1])
  })

  test('that the provider refuses for good marks the set, and takes nothing away', async () => {
    const { host, refusals } = await openRefreshable()
    refusals.add('rt-1')
    const exchange = await refreshToEnd(host, 'own')
    expect(exchange).toMatchObject({ state: 'refused', kind: 'refresh_token' })
    const [set, ...others] = await list(host)
    expect([set?.dead, others.length]).toEqual([true, 0])
    const opened = readValue(await host.send('tokens.show', { id: set?.id ?? '' }))
    expect(opened.tokenSet.tokens.map((token) => token.value)).toEqual(['at-1', 'rt-1'])
  })

  test.each(['basic', 'basic_raw', 'body', 'none'] as const)(
    'proves the client as the first request did: %s',
    async (clientAuthentication) => {
      const token = { extra: { audience: 'api' }, headers: { 'X-Tenant': 'demo' } }
      const change = { dialect: { request: { clientAuthentication, token } } }
      const { host, provider } = await openRefreshable(change)
      await refreshToEnd(host, 'own')
      const [first, second] = provider.calls
      const names = ['authorization', 'content-type', 'accept', 'x-tenant']
      expect(names.map((name) => second?.headers[name])).toEqual(names.map((name) => first?.headers[name]))
      const given = (body = '') =>
        ['client_id', 'client_secret', 'audience'].map((name) => new URLSearchParams(body).get(name))
      expect(given(second?.body)).toEqual(given(first?.body))
    },
  )

  test('goes to its own address with its own parameters, where the dialect says so', async () => {
    const { host, provider } = await openRefreshable()
    const { profile } = readValue(await host.send('profiles.show', { id: 'own' }))
    const { dialect } = profile
    const request = {
      ...dialect.request,
      refresh: { rename: { refresh_token: 'rtk' }, omit: [], extra: { a: 'b' }, headers: { 'X-Refresh': 'yes' } },
    }
    const endpoints = { ...dialect.endpoints, refresh: `${provider.origin}/refresh` }
    readValue(
      await host.send('profiles.save', { profile: { ...profile, dialect: { ...dialect, endpoints, request } } }),
    )
    expect((await refreshToEnd(host, 'own')).state).toBe('received')
    expect(provider.calls[1]).toMatchObject({ url: '/refresh', headers: { 'x-refresh': 'yes' } })
    expect(Object.fromEntries(new URLSearchParams(provider.calls[1]?.body))).toEqual({
      grant_type: 'refresh_token',
      rtk: 'rt-1',
      a: 'b',
    })
  })
})

test('a refresh token that is not sent again stays in use, with its end where it was', async () => {
  const host = await openTestHost()
  await runToEnd(host, 'practice-workfront')
  const [before] = readValue(await host.send('tokens.list', { profileId: 'practice-workfront' }))
  const exchange = await refreshToEnd(host, 'practice-workfront')
  expect(readFindings(exchange).map((one) => one.code)).toContain('refresh_token_kept')
  const [after] = readValue(await host.send('tokens.list', { profileId: 'practice-workfront' }))
  const endOf = (set: typeof after) => set?.tokens.find((token) => token.kind === 'refresh_token')
  expect(endOf(after)?.preview).toBe(endOf(before)?.preview)
  expect(endOf(after)?.expiry.at).toBe(endOf(before)?.expiry.at)
  expect((await refreshToEnd(host, 'practice-workfront')).state).toBe('received')
})

test('a provider that has forgotten its refresh tokens leaves every set kept, and marked if it says why', async () => {
  const first = await openLastingHost()
  for (const provider of practiceProviders) await runToEnd(first, nameProfile(provider))
  await first.close()
  // Keys and grants of the practice providers go, as when a real one is set up anew.
  const vault = await openVault({ home: first.home, holders: [createTestHolder()], now: readClock })
  for (const name of ['signing-key', 'sealing-key', 'standard-state'])
    readValue(vault.values.remove(`practice.${name}`))
  vault.close()
  const second = await openTestHost({ home: first.home })
  for (const provider of practiceProviders) {
    const profileId = nameProfile(provider)
    const exchange = await refreshToEnd(second, profileId)
    const [set] = readValue(await second.send('tokens.list', { profileId }))
    // tKeel calls it a fault of its own, and after one of those a refresh token may well live on.
    expect([provider, exchange.state, set?.dead]).toEqual([provider, 'refused', provider !== 'tkeel'])
    expect(readStep(exchange, 'raw-response')).not.toBe(null)
  }
  await first.dispose()
})
