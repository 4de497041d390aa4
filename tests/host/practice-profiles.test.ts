import { describe, expect, test } from 'vitest'
import { readPracticeProfiles } from '../../electron/host/practice-profiles.ts'
import { readStep } from '../../shared/flow/exchange.ts'
import { openTestHost, runToEnd, waitForExchange } from './open-test-host.ts'

describe.each(readPracticeProfiles().map(({ profile }) => profile.id))('the practice profile %s', (id) => {
  test('gives a token set whose end is known, and a refresh of it', async () => {
    const host = await openTestHost()
    const exchange = await runToEnd(host, id)
    expect(exchange.trail.at(-1)).toMatchObject({ kind: 'expiry' })
    expect(exchange.state).toBe('received')
    const expiry = readStep(exchange, 'expiry')
    expect(expiry?.expiries.find((one) => one.of === 'access_token')?.at).toBeGreaterThan(exchange.startedAt)

    const refreshed = await host.send('exchanges.refresh', { profileId: id })
    if (!refreshed.ok) throw new Error(JSON.stringify(refreshed.problem))
    const end = await waitForExchange(host, refreshed.value.exchangeId, (one) => one.endedAt !== null)
    expect(end.state).toBe('received')
    const sets = await host.send('tokens.list', { profileId: id })
    expect(sets.ok && sets.value.length).toBe(2)
  })
})
