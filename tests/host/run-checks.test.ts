import { describe, expect, test } from 'vitest'
import { practiceProviders } from '../../shared/dialects/practice-choices.ts'
import { readChecks } from '../../shared/flow/exchange.ts'
import { hashFor, readOpKey, signClaims } from '../conformance/op-keys.ts'
import { listFailed, openRp, readVerdicts } from '../conformance/run-rp.ts'
import { openFullProvider } from '../fakes/open-full-provider.ts'
import { saveFullProfile } from '../fakes/save-full-profile.ts'
import { choosePractice } from './choose-practice.ts'
import { openTestHost, refreshToEnd, runToEnd } from './open-test-host.ts'

describe('a practice provider', () => {
  const signs = ['standard', 'maxkey', 'bamboocloud']

  test.each(practiceProviders)('%s has a verified ID token, or none', async (provider) => {
    const host = await openTestHost()
    const profileId = await choosePractice(host, provider, 'none')
    for (const exchange of [await runToEnd(host, profileId), await refreshToEnd(host, profileId)]) {
      expect(exchange.state).toBe('received')
      expect(listFailed(exchange)).toEqual([])
      const { signature } = readVerdicts(exchange)
      expect(signature?.verdict).toBe(signs.includes(provider) ? 'pass' : undefined)
    }
  })

  test('prints a shortened ID token, of which nothing but its form is judged', async () => {
    const host = await openTestHost()
    const exchange = await runToEnd(host, await choosePractice(host, 'bamboocloud', 'none', 'documented'))
    expect(readVerdicts(exchange)).toMatchObject({ form: { verdict: 'fail', reason: 'not_a_jwt' } })
    expect(Object.keys(readVerdicts(exchange))).toEqual(['form'])
  })
})

describe('an access token', () => {
  const resource = { access: { resource: ['https://api.invalid/'] }, scopes: ['api:read'] }

  test('that is bound to the DPoP key of the run passes', async () => {
    const [host, provider] = await Promise.all([openTestHost(), openFullProvider()])
    await saveFullProfile(host, provider, { ...resource, grant: 'client_credentials', dpop: { enabled: true } })
    const exchange = await runToEnd(host, 'full')
    expect(readChecks(exchange)).toMatchObject([
      { of: 'token_response', name: 'token_type', verdict: 'pass' },
      { of: 'access_token', name: 'cnf_jkt', verdict: 'pass' },
    ])
  })

  test('that is bound to another key, or sent as Bearer, fails, and is there all the same', async () => {
    const { run, op } = await openRp({ dpop: { enabled: true } })
    const key = await readOpKey()
    const bound = await signClaims({ sub: 'person-1', cnf: { jkt: 'theirs' } }, key)
    const claims = { at_hash: hashFor(bound, 'RS256') }
    op.spoil({ claims, tokenResponse: { access_token: bound, token_type: 'DPoP' } })
    expect(listFailed(await run())).toEqual(['access_token cnf_jkt'])
    op.spoil({ claims, tokenResponse: { access_token: bound, token_type: 'Bearer' } })
    const exchange = await run()
    expect(listFailed(exchange)).toEqual(['token_response token_type', 'access_token cnf_jkt'])
    expect(exchange.state).toBe('received')
    op.spoil({ tokenResponse: { token_type: 'DPoP' } })
    const opaque = await run()
    expect(listFailed(opaque)).toEqual([])
    expect(readVerdicts(opaque, 'access_token').cnf_jkt).toMatchObject({ verdict: 'not_checked', reason: 'opaque' })
  })
})

describe('a refresh', () => {
  test('after a set without an ID token has nothing to compare, and says so', async () => {
    const { run, refresh, op } = await openRp()
    op.spoil({ tokenResponse: { id_token: undefined } })
    expect(readChecks(await run()).filter((one) => one.of === 'id_token')).toEqual([])
    op.spoil({ refreshedClaims: { nonce: 'whatever' } })
    const exchange = await refresh()
    expect(listFailed(exchange)).toEqual([])
    expect(readVerdicts(exchange).nonce).toMatchObject({ verdict: 'not_checked', reason: 'nothing_to_compare' })
  })

  test('for somebody else is marked, and the earlier set stays', async () => {
    const { run, refresh, op, host } = await openRp()
    await run()
    op.spoil({ refreshedClaims: { sub: 'person-2' } })
    expect(listFailed(await refresh())).toEqual(['id_token sub'])
    const sets = await host.send('tokens.list', {})
    expect(sets.ok && sets.value.map((one) => one.dead)).toEqual([false, false])
  })
})

test.each([
  [600, 'time_future'],
  [-600, 'time_before_run'],
])('a provider whose clock is %i seconds off is named so', async (by, reason) => {
  const { run, op } = await openRp()
  const issued = Math.floor(Date.now() / 1000) + by
  op.spoil({ claims: { iat: issued, exp: issued + 3600 } })
  const exchange = await run()
  expect(listFailed(exchange)).toEqual(['id_token iat'])
  expect(readVerdicts(exchange).iat?.reason).toBe(reason)
})

test('what the profile asked for is found again: the sign-in not too long ago, and one of the wanted acr', async () => {
  const { run, op } = await openRp({ authorization: { maxAge: 100, acrValues: 'gold silver' } })
  const now = Math.floor(Date.now() / 1000)
  op.spoil({ claims: { auth_time: now - 50, acr: 'silver' } })
  const exchange = await run()
  expect(listFailed(exchange)).toEqual([])
  expect(readVerdicts(exchange)).toMatchObject({ auth_time: { verdict: 'pass' }, acr: { verdict: 'pass' } })
  op.spoil({ claims: { auth_time: now - 200, acr: 'tin' } })
  expect(listFailed(await run())).toEqual(['id_token auth_time', 'id_token acr'])
})
