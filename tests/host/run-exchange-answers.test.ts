import { expect, test } from 'vitest'
import { readProblem } from '../../shared/flow/exchange.ts'
import { openProvider, saveProfile, type TokenAnswer } from './open-provider.ts'
import { openTestHost, readEnd, readValue } from './open-test-host.ts'

const wanted = { profileId: 'own', grant: 'client_credentials' } as const

/** The end of a run against a token endpoint that always gives this answer, and everything published meanwhile. */
async function runAgainst(answer: TokenAnswer) {
  const host = await openTestHost()
  await saveProfile(host, await openProvider(() => answer))
  const exchange = await readEnd(host, readValue(await host.send('exchanges.start', wanted)).exchangeId)
  return { exchange, told: JSON.stringify(host.events) }
}

test('a token that is no well-formed text ends the run like every other token', async () => {
  const { exchange } = await runAgainst({ body: '{"access_token":"\\ud800abc","token_type":"Bearer"}' })
  expect(exchange.state).toBe('received')
})

test('a redirect to an address of marks alone is refused at once', async () => {
  const started = performance.now()
  const { exchange } = await runAgainst({
    status: 302,
    headers: { location: `https://x/${'?'.repeat(15_000)}` },
    body: '',
  })
  expect(readProblem(exchange)?.code).toBe('redirect_answered')
  expect(performance.now() - started).toBeLessThan(5000)
})

test('what a refusal brings besides its words is in the record, and in no event', async () => {
  const { exchange, told } = await runAgainst({
    status: 403,
    body: { error: 'mfa_required', mfa_token: 'planted-mfa' },
  })
  expect(JSON.stringify(exchange)).toContain('planted-mfa')
  expect(exchange.state).toBe('refused')
  expect(told).toContain('mfa_required')
  expect(told).not.toContain('planted-mfa')
})
