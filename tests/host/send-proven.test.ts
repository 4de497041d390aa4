import { createHash } from 'node:crypto'
import { decodeJwt, decodeProtectedHeader } from 'jose'
import { describe, expect, test } from 'vitest'
import { type Exchange, readStep } from '../../shared/flow/exchange.ts'
import type { ProfileDocument } from '../../shared/flow/profile.ts'
import { buildFullClient } from '../fakes/full-provider-clients.ts'
import { openFullProvider } from '../fakes/open-full-provider.ts'
import { saveFullProfile } from '../fakes/save-full-profile.ts'
import { openProvider, type Provider, saveProfile, type TokenAnswer, type TokenCall } from './open-provider.ts'
import { openTestHost, readEnd, readValue, refreshToEnd, runToEnd, type TestHost } from './open-test-host.ts'

const bound = { body: { access_token: 'access-1', refresh_token: 'refresh-1', token_type: 'DPoP', expires_in: 60 } }
const demand = (nonce: string, status = 400): TokenAnswer => ({
  ...{ status, headers: { 'dpop-nonce': nonce } },
  body: { error: 'use_dpop_nonce', error_description: 'a nonce is needed' },
})

const direct: Partial<ProfileDocument> = { grant: 'client_credentials', dpop: { enabled: true } }

async function run(provider: Provider, change = direct, host?: TestHost): Promise<Exchange> {
  const own = host ?? (await openTestHost())
  return runToEnd(own, await saveProfile(own, provider, change))
}

const proofOf = (call: TokenCall | undefined): string => String(call?.headers.dpop ?? '')
const nonceOf = (call: TokenCall | undefined): unknown => decodeJwt(proofOf(call)).nonce
const kinds = ({ trail }: Exchange): readonly string[] => trail.map((step) => step.kind)

describe('a server that wants a nonce', () => {
  test('and is never content gets the request twice and no more', async () => {
    const provider = await openProvider(() => demand(`nonce-${provider.calls.length}`))
    const exchange = await run(provider)
    expect(provider.calls.map(nonceOf)).toEqual([undefined, 'nonce-1'])
    expect(readStep(exchange, 'token-set')?.reading).toMatchObject({ refusal: { code: 'use_dpop_nonce' } })
    expect(exchange.state).toBe('refused')
  })

  test.each<[string, TokenAnswer]>([
    ['names no nonce', { ...demand(''), headers: {} }],
    ['answers 500', demand('n', 500)],
    ['means something else', { ...demand('n'), body: { error: 'invalid_grant' } }],
    ['is not understood', { ...demand('n'), body: '<html>use_dpop_nonce' }],
  ])('but %s gets it once', async (_, answer) => {
    const provider = await openProvider(() => answer)
    expect((await run(provider)).endedAt).not.toBeNull()
    expect(provider.calls.length).toBe(1)
  })

  test('but no proof gets the request once', async () => {
    const provider = await openProvider(() => demand('n'))
    await run(provider, { grant: 'client_credentials' })
    expect([provider.calls.length, provider.calls[0]?.headers.dpop]).toEqual([1, undefined])
  })

  test('gets it once more, newly signed, and the first answer stays in the trail', async () => {
    const provider = await openProvider((call) => (nonceOf(call) === 'first' ? bound : demand('first')))
    const exchange = await run(provider)
    expect(exchange.state).toBe('received')
    expect(provider.calls.length).toBe(2)
    const [one, two] = provider.calls
    expect([one?.body, decodeProtectedHeader(proofOf(one)).jwk]).toEqual([
      two?.body,
      decodeProtectedHeader(proofOf(two)).jwk,
    ])
    expect(decodeJwt(proofOf(one)).jti).not.toBe(decodeJwt(proofOf(two)).jti)
    expect(kinds(exchange).slice(0, 3)).toEqual(['side-call', 'token-request', 'raw-response'])
    const side = readStep(exchange, 'side-call')
    expect([side?.name, side?.response?.status]).toEqual(['dpop_nonce', 400])
    expect(JSON.stringify(side?.request)).not.toContain('own-secret')
  })

  test('the newest nonce of an origin counts, also one that came with a good answer', async () => {
    const provider = await openProvider(() => ({
      ...bound,
      headers: { 'dpop-nonce': `nonce-${provider.calls.length}` },
    }))
    const other = await openProvider(() => bound)
    const host = await openTestHost()
    await run(provider, direct, host)
    await run(provider, direct, host)
    await run(provider, direct, host)
    await run(other, { ...direct, id: 'other' }, host)
    expect(provider.calls.map(nonceOf)).toEqual([undefined, 'nonce-1', 'nonce-2'])
    expect(other.calls.map(nonceOf)).toEqual([undefined])
  })
})

describe('the key of the proofs', () => {
  const keyOf = (call: TokenCall | undefined): unknown => decodeProtectedHeader(proofOf(call)).jwk

  test('is made with the first use, kept in the vault, and used from then on', async () => {
    const provider = await openProvider(() => bound)
    const host = await openTestHost()
    await run(provider, direct, host)
    expect(readValue(await host.send('profiles.show', { id: 'own' })).hasSecret).toContain('dpop_key')
    readValue(await host.send('exchanges.start', { profileId: 'own' }))
    expect((await runToEnd(host, 'own')).state).toBe('received')
    expect(new Set(provider.calls.map((call) => JSON.stringify(keyOf(call)))).size).toBe(1)
    expect(Object.keys(keyOf(provider.calls[0]) as object).toSorted()).toEqual(['crv', 'kty', 'x', 'y'])
  })

  test('that a set is bound to refreshes it, whatever the profile has now', async () => {
    const provider = await openProvider(() => bound)
    const host = await openTestHost()
    await run(provider, direct, host)
    const { profile } = readValue(await host.send('profiles.show', { id: 'own' }))
    await host.send('profiles.save', { profile: { ...profile, dpop: { enabled: true, algorithm: 'ES384' } } })
    readValue(await host.send('keys.generate', { profileId: 'own', use: 'dpop' }))
    expect((await refreshToEnd(host, 'own')).state).toBe('received')
    expect((await runToEnd(host, 'own')).state).toBe('received')
    const [first, refreshed, fresh] = provider.calls.map(keyOf)
    expect(refreshed).toEqual(first)
    expect(fresh).toMatchObject({ crv: 'P-384' })
    // The refreshed set is still bound to the first key.
    const sets = readValue(await host.send('tokens.list', { profileId: 'own' }))
    const second = sets.find((row) => row.refreshedFrom !== undefined)
    expect((await refreshToEnd(host, 'own', second?.id)).state).toBe('received')
    expect(keyOf(provider.calls.at(-1))).toEqual(first)
  })

  test('never leaves the vault with a token set', async () => {
    const provider = await openProvider(() => bound)
    const host = await openTestHost()
    await run(provider, direct, host)
    const [row] = readValue(await host.send('tokens.list', { profileId: 'own' }))
    const opened = JSON.stringify(await host.send('tokens.show', { id: row?.id ?? '' }))
    expect(opened).toContain('access-1')
    expect(opened).not.toMatch(/"(binding|d)"/)
  })
})

describe('a real provider that requires nonces', () => {
  const client = buildFullClient({ client_id: 'own-client', dpop_bound_access_tokens: true })

  async function openDesk() {
    const provider = await openFullProvider({ requireNonce: true, clients: [client] })
    const host = await openTestHost()
    const id = await saveFullProfile(host, provider, {
      ...{ clientId: 'own-client', dpop: { enabled: true }, scopes: ['openid', 'offline_access'] },
    })
    return { provider, host, id }
  }

  test('gives bound tokens, refreshes them and tells about the person', async () => {
    const { provider, host, id } = await openDesk()
    const exchange = await runToEnd(host, id)
    expect(exchange.state).toBe('received')
    expect(provider.arrived.filter((one) => one.path === '/token').length).toBe(2)
    const reading = readStep(exchange, 'token-set')?.reading
    expect(reading).toMatchObject({ kind: 'tokens', tokenSet: { tokenType: { value: 'DPoP' } } })
    expect((await refreshToEnd(host, id)).state).toBe('received')
    expect(provider.arrived.filter((one) => one.path === '/token').length).toBe(3)
    const started = await host.send('lifecycle.start', { profileId: id, what: 'userinfo' })
    const asked = await readEnd(host, readValue(started).exchangeId)
    expect(asked.state).toBe('received')
    const { headers } = provider.at('/me')
    const token = String(headers.authorization).replace(/^DPoP /, '')
    const { ath, htm, htu } = decodeJwt(String(headers.dpop))
    expect(ath).toBe(createHash('sha256').update(token).digest('base64url'))
    expect([htm, htu]).toEqual(['GET', `${provider.origin}/me`])
  })

  test('refuses a client that proves nothing, which shows that it looks', async () => {
    const { provider, host, id } = await openDesk()
    const { profile } = readValue(await host.send('profiles.show', { id }))
    await host.send('profiles.save', { profile: { ...profile, dpop: { ...profile.dpop, enabled: false } } })
    expect((await runToEnd(host, id)).state).toBe('refused')
    expect(provider.arrived.filter((one) => one.path === '/token').length).toBe(1)
  })
})
