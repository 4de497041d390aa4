import { expect, test } from 'vitest'
import { readChecks, readFindings, readProblem, readStep } from '../../shared/flow/exchange.ts'
import type { ProfileDocument } from '../../shared/flow/profile.ts'
import { openProvider, saveProfile, startRun } from './open-provider.ts'
import { openTestHost, readEnd, readValue } from './open-test-host.ts'

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const forged = `${encode({ alg: 'ES256' })}.${encode({ iss: 'x', sub: 'x', aud: 'x', nonce: 'another' })}.c2ln`

/** A run whose redirect carries what the test says, posted as the listener's own page does it. */
async function runWith(profile: Partial<ProfileDocument>, answer: Readonly<Record<string, string>>) {
  const host = await openTestHost()
  const provider = await openProvider(() => ({ body: { access_token: 'at', token_type: 'Bearer', expires_in: 60 } }))
  await saveProfile(host, provider, profile)
  const { id, redirectUri, state } = await startRun(host, 'own')
  const fragment = new URLSearchParams({ ...answer, state }).toString()
  const headers = { origin: new URL(redirectUri).origin }
  await fetch(redirectUri, { method: 'POST', body: new URLSearchParams({ fragment }), headers })
  const exchange = await readEnd(host, id)
  const sets = readValue(await host.send('tokens.list', { profileId: 'own' }))
  return { exchange, provider, sets, fragment, published: JSON.stringify(host.events) }
}

const kindsOf = (sets: Awaited<ReturnType<typeof runWith>>['sets']) =>
  sets.map((set) => set.tokens.map((token) => token.kind)).toSorted()

test('an implicit answer without its token ends by name, beside what came, and nothing is exchanged', async () => {
  const { exchange, provider, sets, fragment } = await runWith({ grant: 'implicit' }, { id_token: forged })
  expect([exchange.state, readProblem(exchange)?.code]).toEqual(['failed', 'token_missing'])
  const raw = readStep(exchange, 'raw-response')?.response
  expect(Buffer.from(raw?.body ?? '', 'base64').toString()).toBe(fragment)
  expect([sets, provider.calls]).toEqual([[], []])
})

test('a forged ID token beside a code is marked and kept, and the code is exchanged all the same', async () => {
  const { exchange, sets, published } = await runWith({ grant: 'hybrid' }, { code: 'planted-code', id_token: forged })
  expect(exchange.state).toBe('received')
  expect(kindsOf(sets)).toEqual([['access_token'], ['id_token']])
  const failed = readChecks(exchange).filter((one) => one.of === 'front_id_token' && one.verdict === 'fail')
  expect(failed.map((one) => one.name)).toEqual(expect.arrayContaining(['aud', 'exp', 'nonce', 'c_hash']))
  expect(readFindings(exchange).map((one) => one.code)).toContain('check_failed')
  expect([published.includes(forged), published.includes('planted-code')]).toEqual([false, false])
})

test('a code without the ID token that was asked for is exchanged, and the trail says what is missing', async () => {
  const { exchange, sets } = await runWith({ grant: 'hybrid' }, { code: 'c' })
  expect([exchange.state, kindsOf(sets)]).toEqual(['received', [['access_token']]])
  const first = exchange.trail.find((one) => one.kind === 'token-set')
  expect(first).toMatchObject({ tokenSetId: null, reading: { kind: 'unreadable', problem: { code: 'token_missing' } } })
})
