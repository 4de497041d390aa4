import { expect, test } from 'vitest'
import { readFindings, readProblem } from '../../../shared/flow/exchange.ts'
import { readValue } from '../open-test-host.ts'
import { callToEnd, openSignedIn, openWithAnswer, planted, readNewestSet } from './call-to-end.ts'

test('a refresh token that is taken back is dead, stays stored, and is refused from then on', async () => {
  const { host, provider, profileId } = await openSignedIn({ scopes: ['openid', 'offline_access'] })
  const before = await readNewestSet(host, profileId)
  const exchange = await callToEnd(host, 'revocation', { profileId, token: 'refresh_token' })
  expect(exchange.trail.map((step) => step.kind)).toEqual(['side-call', 'done'])
  expect(new URLSearchParams(provider.at('/token/revocation').body).get('token_type_hint')).toBe('refresh_token')
  const { row, afterlife, tokenSet } = await readNewestSet(host, profileId)
  expect(tokenSet).toEqual(before.tokenSet)
  expect([row.dead, afterlife.revoked.map((one) => one.of)]).toEqual([true, ['refresh_token']])
  const inactive = await callToEnd(host, 'introspection', { profileId, token: 'refresh_token' })
  expect(inactive.trail.at(-1)?.kind).toBe('done')
  expect((await readNewestSet(host, profileId)).afterlife.introspection?.active).toBe(false)
})

test('an access token that was taken back counts down no more', async () => {
  const { host, profileId } = await openWithAnswer(() => ({ body: '' }))
  await callToEnd(host, 'revocation', { profileId })
  const { row, afterlife } = await readNewestSet(host, profileId)
  expect(row.tokens[0]?.expiry.at).toBe(afterlife.revoked[0]?.at)
  expect(row.dead).toBe(false)
})

test.each([
  ['an empty answer', ''],
  ['a body of its own', { anything: true }],
  ['a page', '<html>ok'],
])('200 with %s is a yes', async (_, body) => {
  const { host, profileId } = await openWithAnswer(() => ({ body }))
  expect((await callToEnd(host, 'revocation', { profileId })).state).toBe('received')
})

test('503 is told with the moment to come back, and nothing is repeated', async () => {
  const answer = { status: 503, body: '', headers: { 'retry-after': '120' } }
  const { host, profileId, provider } = await openWithAnswer(() => answer)
  const exchange = await callToEnd(host, 'revocation', { profileId })
  expect(readProblem(exchange)).toMatchObject({ code: 'provider_refused', evidence: { status: '503' } })
  const [at] = exchange.trail.flatMap((step) => (step.kind === 'side-call' ? [step.response?.receivedAt ?? 0] : []))
  const later = readFindings(exchange).find((one) => one.code === 'retry_later')
  expect(Date.parse(later?.evidence.moment ?? '') - (at ?? 0)).toBe(120_000)
  expect(provider.calls.filter((call) => call.url === '/revoke')).toHaveLength(1)
  expect((await readNewestSet(host, profileId)).afterlife.revoked).toEqual([])
})

test('a kind of token that cannot be revoked is named', async () => {
  const answer = { status: 400, body: { error: 'unsupported_token_type', error_description: planted.access } }
  const { host, profileId } = await openWithAnswer(() => answer)
  const exchange = await callToEnd(host, 'revocation', { profileId })
  expect(readProblem(exchange)?.evidence).toMatchObject({ error: 'unsupported_token_type' })
  expect(JSON.stringify(readProblem(exchange))).not.toContain(planted.access)
})

test('an address that is missing is named, and so is a token', async () => {
  const { host, profileId } = await openWithAnswer(() => ({ body: '' }), {}, { refresh_token: undefined })
  const missing = await host.send('lifecycle.start', { profileId, what: 'revocation', token: 'refresh_token' })
  expect(missing).toMatchObject({ problem: { code: 'token_missing', evidence: { kind: 'refresh_token' } } })
  const { profile } = readValue(await host.send('profiles.show', { id: profileId }))
  const endpoints = { ...profile.dialect.endpoints, revocation: '' }
  await host.send('profiles.save', { profile: { ...profile, dialect: { ...profile.dialect, endpoints } } })
  const exchange = await callToEnd(host, 'revocation', { profileId })
  expect(readProblem(exchange)).toMatchObject({ code: 'endpoint_missing', evidence: { endpoint: 'revocation' } })
})

test('a set of another profile is refused', async () => {
  const { host, profileId } = await openWithAnswer(() => ({ body: '' }))
  const { row } = await readNewestSet(host, profileId)
  const other = { profileId: 'practice-maxkey', what: 'userinfo', tokenSetId: row.id } as const
  expect(await host.send('lifecycle.start', other)).toMatchObject({ problem: { code: 'token_set_unknown' } })
})

test('a call can be cancelled while the provider is silent, and is no run of the profile', async () => {
  let arrived = (): void => undefined
  const isThere = new Promise<void>((resolve) => {
    arrived = resolve
  })
  const { host, profileId } = await openWithAnswer(() => {
    arrived()
    return new Promise(() => undefined)
  })
  const { exchangeId: id } = readValue(await host.send('lifecycle.start', { profileId, what: 'userinfo' }))
  await isThere
  expect(readValue(await host.send('exchanges.cancel', { id }))).toEqual({ done: true })
  const ended = new Promise((resolve) => host.onEvent((event) => event.kind === 'history.changed' && resolve(event)))
  await ended
  expect(readValue(await host.send('exchanges.show', { id })).state).toBe('cancelled')
  const [row] = readValue(await host.send('profiles.list', {})).filter((one) => one.id === profileId)
  expect(row?.lastRun).toBe('received')
  const list = async (runsOnly: boolean) =>
    readValue(await host.send('exchanges.list', { profileId, runsOnly, limit: 9 })).map((one) => [one.kind, one.run])
  expect(await list(true)).toEqual([['client_credentials', 1]])
  expect(await list(false)).toContainEqual(['userinfo', 0])
})
