import { describe, expect, test } from 'vitest'
import type { RefreshDesk } from '../../electron/host/run-refresh.ts'
import { readLeaseTime, waitForTurn } from '../../electron/host/run-refresh.ts'
import { sendLimits } from '../../electron/host/send-limits.ts'
import { createTokenBook } from '../../electron/host/token-book.ts'
import type { Vault } from '../../electron/host/vault/vault.ts'
import { createExchange } from '../../shared/flow/exchange.ts'
import { readExpiries } from '../../shared/flow/expiry.ts'
import type { TokenSet } from '../../shared/flow/token-set.ts'
import { createHome, expectValue, noon, openAt } from './vault/vault-folder.ts'

const place = { place: '/access_token', line: null, start: null, end: null }
const tokenSet: TokenSet = {
  receivedAt: noon,
  syntax: 'json',
  repaired: false,
  tokens: [{ kind: 'refresh_token', value: 'refresh-1', at: place }],
  tokenType: null,
  scope: null,
  lifetimes: [],
  extra: {},
}
const expiries = readExpiries(tokenSet)

function save(vault: Vault, id: string, refreshedFrom: string | null = null): string {
  expectValue(vault.profiles.write({ id: 'own', name: 'Own', position: 0, document: '{}', updatedAt: noon }))
  const exchange = createExchange({ id, profileId: 'own', profileName: 'Own', run: 1, kind: 'refresh_token' }, noon)
  return createTokenBook(vault).save(exchange, tokenSet, expiries, [], { refreshedFrom, binding: null }).id ?? ''
}

/** Two processes at one vault with one token set. */
async function openTwo(lasts = 300) {
  const home = createHome()
  const vaults = [await openAt(home), await openAt(home)] as const
  const id = save(vaults[0], 'e-1')
  const desks = vaults.map((vault, at): RefreshDesk => {
    const { leases } = vault
    return { leases, tokens: createTokenBook(vault), owner: `process-${at}`, lasts, now: () => noon }
  })
  const earlier = { id, tokenSet, expiries, dead: false, successor: null }
  const turnOf = (at: 0 | 1, change: object = {}, signal = new AbortController().signal) =>
    waitForTurn(desks[at] as RefreshDesk, 'own', { ...earlier, ...change }, signal)
  return { vaults, desks, id, turnOf, name: `refresh:${id}` }
}

describe('while another process refreshes the set', () => {
  test('a run that is cancelled ends at once', async () => {
    const { turnOf } = await openTwo(60_000)
    await turnOf(0)
    const controller = new AbortController()
    const turn = turnOf(1, {}, controller.signal)
    controller.abort()
    expect(await turn).toMatchObject({ ok: false, problem: { code: 'cancelled' } })
  })

  test('nobody waits for ever: who goes on and on is busy', async () => {
    const { vaults, turnOf, name } = await openTwo(200)
    expectValue(vaults[0].leases.take({ name, owner: 'process-0', now: noon, lasts: 400 }))
    expect(await turnOf(1)).toMatchObject({
      ok: false,
      problem: { code: 'refresh_busy', evidence: { seconds: '0.2' } },
    })
  })

  test('what it stores is the result, and the lease is free again', async () => {
    const { vaults, desks, id, turnOf, name } = await openTwo(60_000)
    await turnOf(0)
    const waiting = turnOf(1)
    const next = save(vaults[0], 'e-2', id)
    expectValue(vaults[0].leases.release(name, 'process-0'))
    expect(await waiting).toMatchObject({ ok: true, value: { kind: 'done', opened: { row: { id: next } } } })
    expect(expectValue(vaults[0].leases.take({ name, owner: 'x', now: noon, lasts: 1 }))).toBe('taken')
    expect(desks.length).toBe(2)
  })

  test('and is refused for good, nothing is sent again', async () => {
    const { vaults, desks, id, turnOf, name } = await openTwo(60_000)
    await turnOf(0)
    const waiting = turnOf(1)
    desks[0]?.tokens.markDead(id)
    expectValue(vaults[0].leases.release(name, 'process-0'))
    const refused = { code: 'provider_refused', evidence: { error: 'invalid_grant', by: 'another process' } }
    expect(await waiting).toMatchObject({ ok: false, problem: refused })
  })

  test('and fails otherwise, it is our turn', async () => {
    const { vaults, turnOf, name } = await openTwo(60_000)
    await turnOf(0)
    const waiting = turnOf(1)
    expectValue(vaults[0].leases.release(name, 'process-0'))
    expect(await waiting).toEqual({ ok: true, value: { kind: 'ours', findings: [] } })
  })
})

describe('what had happened before this run was asked for', () => {
  test('does not keep a person from refreshing an older set, or a dead one, once more', async () => {
    const { vaults, desks, id, turnOf } = await openTwo()
    const next = save(vaults[0], 'e-2', id)
    desks[0]?.tokens.markDead(id)
    expect(await turnOf(0, { successor: next, dead: true })).toMatchObject({ ok: true, value: { kind: 'ours' } })
  })
})

test('a lease that was never given back is taken over at its end, and that is said', async () => {
  const { vaults, turnOf, name } = await openTwo(300)
  expectValue(vaults[0].leases.take({ name, owner: 'killed', now: noon, lasts: -1 }))
  expect(await turnOf(1)).toMatchObject({
    ok: true,
    value: { kind: 'ours', findings: [{ code: 'refresh_interrupted' }] },
  })
})

test('a vault that cannot note the lease does not stop the refresh, and that is said', async () => {
  const { vaults, turnOf } = await openTwo()
  vaults[1].lock()
  const findings = [{ code: 'refresh_unguarded', evidence: { reason: 'locked' } }]
  expect(await turnOf(1)).toMatchObject({ ok: true, value: { kind: 'ours', findings } })
})

test('a lease lasts longer than every request of a refresh together', () => {
  expect(readLeaseTime(sendLimits)).toBeGreaterThan(2 * sendLimits.total)
})
