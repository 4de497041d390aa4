import { expect, test } from 'vitest'
import { type Exchange, readChecks, readStep } from '../../shared/flow/exchange.ts'
import type { ProfileDocument } from '../../shared/flow/profile.ts'
import { responseModes } from '../../shared/flow/profile-settings.ts'
import { type FullProvider, openFullProvider } from '../fakes/open-full-provider.ts'
import { saveFullProfile } from '../fakes/save-full-profile.ts'
import { startRun } from './open-provider.ts'
import { openTestHost, readEnd, type TestHost } from './open-test-host.ts'
import { goBack, openSignInPage } from './play-browser.ts'

async function runFull(provider: FullProvider, change: Partial<ProfileDocument>): Promise<[Exchange, TestHost]> {
  const host = await openTestHost()
  await saveFullProfile(host, provider, change)
  const run = await startRun(host, 'full')
  const answer = await goBack(await openSignInPage(run.url.href), run.url.href)
  expect(answer.status).toBe(200)
  return [await readEnd(host, run.id), host]
}

const types = [
  ['authorization_code', 'code'],
  ['implicit', 'id_token'],
  ['implicit', 'id_token token'],
  ['hybrid', 'code id_token'],
  ['hybrid', 'code token'],
  ['hybrid', 'code id_token token'],
] as const

/** The package refuses tokens in a query, as the specifications do, and `query.jwt` without encryption as well. */
const table = types.flatMap(([grant, type]) =>
  responseModes
    .filter((mode) => type === 'code' || !mode.startsWith('query'))
    .map((mode) => [mode, grant, type] as const),
)

const failed = (exchange: Exchange) => readChecks(exchange).filter((one) => one.verdict === 'fail')

test.each(table)('%s brings the answer of %s (%s), all of it checked', async (mode, grant, type) => {
  const provider = await openFullProvider()
  const [exchange, host] = await runFull(provider, {
    grant,
    authorization: { responseType: type, responseMode: mode },
  })
  expect(exchange.trail.find((one) => one.kind === 'problem')).toBeUndefined()
  expect(exchange.state).toBe('received')
  expect(failed(exchange)).toEqual([])
  expect(provider.at('/auth').query.get('response_mode')).toBe(mode)
  const words = type.split(' ')
  // One set for the redirect where it carried tokens, one for the token response where a code was exchanged.
  const hasFront = words.some((word) => word !== 'code')
  const sets = exchange.trail.filter((one) => one.kind === 'token-set')
  expect(sets.length).toBe((hasFront ? 1 : 0) + (words.includes('code') ? 1 : 0))
  const kinds = sets.map((one) =>
    one.reading.kind === 'tokens' ? one.reading.tokenSet.tokens.map((t) => t.kind) : one.reading,
  )
  if (hasFront)
    expect(kinds[0]).toEqual([
      ...(words.includes('token') ? ['access_token'] : []),
      ...(words.includes('id_token') ? ['id_token'] : []),
    ])
  expect(provider.arrived.some((one) => one.path === '/token')).toBe(words.includes('code'))
  const checks = readChecks(exchange)
  const verdict = (of: string, name: string) => checks.find((one) => one.of === of && one.name === name)?.verdict
  if (words.includes('id_token')) expect(verdict('front_id_token', 'nonce')).toBe('pass')
  if (type === 'code id_token') expect(verdict('front_id_token', 'c_hash')).toBe('pass')
  if (type === 'id_token token') expect(verdict('front_id_token', 'at_hash')).toBe('pass')
  if (mode.endsWith('jwt')) expect(verdict('authorization_response', 'signature')).toBe('pass')
  // The package leaves iss to the ID token where there is one.
  const hasIssuer = mode.endsWith('jwt') || !words.includes('id_token')
  expect(verdict('authorization_response', 'iss')).toBe(hasIssuer ? 'pass' : 'not_checked')
  // No token, no code and no signed answer stands in what was published.
  const published = JSON.stringify(host.events)
  const secrets = sets.flatMap((one) => (one.reading.kind === 'tokens' ? one.reading.tokenSet.tokens : []))
  expect(secrets.length).toBeGreaterThan(0)
  for (const { value } of secrets) expect(published.includes(value)).toBe(false)
  const code = readStep(exchange, 'token-request')?.request.parts.find((part) => part.name === 'code')
  expect(code?.value ?? '••••••••').toBe('••••••••')
  expect(/response(=|",")ey/.test(published)).toBe(false)
})
