import { expect, test } from 'vitest'
import { type Exchange, readStep } from '../../shared/flow/exchange.ts'
import { readValue } from '../host/open-test-host.ts'
import { spoilSignature } from './op-keys.ts'
import { opPaths } from './open-op.ts'
import { expectAccepted, listFailed, openRp, type Rp, readVerdicts } from './run-rp.ts'

/** What the profile keeps of the newest userinfo answer. */
async function readKept({ host }: Rp): Promise<Readonly<Record<string, unknown>> | undefined> {
  const [set] = readValue(await host.send('tokens.list', {}))
  return readValue(await host.send('tokens.show', { id: set?.id ?? '' })).afterlife.userinfo?.claims
}

function expectAnswered(exchange: Exchange): void {
  expect(exchange.state, JSON.stringify(exchange.trail.at(-1))).toBe('received')
  expect(listFailed(exchange)).toEqual([])
  expect(readVerdicts(exchange, 'userinfo').sub).toMatchObject({ verdict: 'pass' })
}

/** The access token of a run. */
function readAccessToken(exchange: Exchange): string {
  const reading = readStep(exchange, 'token-set')?.reading
  const tokens = reading?.kind === 'tokens' ? reading.tokenSet.tokens : []
  return tokens.find((token) => token.kind === 'access_token')?.value ?? ''
}

test('oidcc-client-test', async () => {
  const rp = await openRp()
  expectAccepted(await rp.run())
  expectAnswered(await rp.call('userinfo'))
  expect(await readKept(rp)).toEqual({ sub: 'person-1', name: 'A Person' })
  expect(rp.op.arrived.map((one) => one.path)).toEqual(
    ['authorization', 'token', 'jwks', 'userinfo'].map((name) => opPaths[name as keyof typeof opPaths]),
  )
})

test('oidcc-client-test-userinfo-bearer-header', async () => {
  const rp = await openRp()
  const token = readAccessToken(await rp.run())
  expectAnswered(await rp.call('userinfo'))
  const [call] = rp.op.at(opPaths.userinfo)
  expect([call?.method, call?.headers.authorization, call?.body]).toEqual(['GET', `Bearer ${token}`, ''])
})

test('oidcc-client-test-userinfo-bearer-body', async () => {
  const rp = await openRp({ lifecycle: { userinfoMethod: 'POST', userinfoTokenIn: 'body' } })
  const token = readAccessToken(await rp.run())
  expectAnswered(await rp.call('userinfo'))
  const [call] = rp.op.at(opPaths.userinfo)
  expect([call?.method, call?.headers.authorization]).toEqual(['POST', undefined])
  expect(call?.headers['content-type']).toMatch(/^application\/x-www-form-urlencoded/)
  expect(Object.fromEntries(new URLSearchParams(call?.body))).toEqual({ access_token: token })
})

test('oidcc-client-test-userinfo-invalid-sub', async () => {
  const rp = await openRp()
  expectAccepted(await rp.run())
  expectAnswered(await rp.call('userinfo'))
  rp.op.spoil({ userinfo: { sub: 'person-2', name: 'Somebody else' } })
  const exchange = await rp.call('userinfo')
  expect(listFailed(exchange)).toEqual(['userinfo sub'])
  expect(await readKept(rp)).toEqual({ sub: 'person-1', name: 'A Person' })
  rp.op.spoil({ userinfo: { sub: undefined } })
  expect(listFailed(await rp.call('userinfo'))).toEqual(['userinfo sub'])
})

test('oidcc-client-test-userinfo-signed', async () => {
  const rp = await openRp()
  expectAccepted(await rp.run())
  rp.op.spoil({ userinfoSigned: true })
  const exchange = await rp.call('userinfo')
  expectAnswered(exchange)
  for (const name of ['alg', 'signature', 'iss', 'aud'] as const)
    expect(readVerdicts(exchange, 'userinfo')[name], name).toMatchObject({ verdict: 'pass' })
  rp.op.spoil({ userinfoSigned: true, userinfoToken: spoilSignature, userinfo: { name: 'Spoilt' } })
  expect(listFailed(await rp.call('userinfo'))).toEqual(['userinfo signature'])
  expect((await readKept(rp))?.name).toBe('A Person')
  rp.op.spoil({ userinfoSigned: true, userinfo: { aud: 'other' } })
  expect(listFailed(await rp.call('userinfo'))).toEqual(['userinfo aud'])
})

test('oidcc-client-test-scope-userinfo-claims', async () => {
  const scopes = ['openid', 'profile', 'email', 'phone', 'address']
  const rp = await openRp({ scopes })
  const claims = {
    ...{ email: 'person@op.test', email_verified: true, phone_number: '+1 555 0100' },
    address: { formatted: 'One Street\n12345 Town' },
  }
  rp.op.spoil({ userinfo: claims })
  expectAccepted(await rp.run())
  expect(rp.op.at(opPaths.authorization)[0]?.query.get('scope')).toBe(scopes.join(' '))
  expectAnswered(await rp.call('userinfo'))
  expect(await readKept(rp)).toEqual({ sub: 'person-1', name: 'A Person', ...claims })
})

test('oidcc-client-test-refresh-token', async () => {
  const rp = await openRp()
  const first = readAccessToken(await rp.run())
  const refreshed = await rp.refresh()
  expectAccepted(refreshed)
  const second = readAccessToken(refreshed)
  expect(second).not.toBe(first)
  expectAnswered(await rp.call('userinfo'))
  expect(rp.op.at(opPaths.userinfo)[0]?.headers.authorization).toBe(`Bearer ${second}`)
})

test('oidcc-client-test-aggregated-claims', async () => {
  const rp = await openRp()
  expectAccepted(await rp.run())
  const aggregated = {
    _claim_names: { address: 'src1' },
    _claim_sources: { src1: { JWT: 'eyJhbGciOiJub25lIn0.eyJhZGRyZXNzIjoibm93aGVyZSJ9.' } },
  }
  rp.op.spoil({ userinfo: aggregated })
  const exchange = await rp.call('userinfo')
  expectAnswered(exchange)
  // Shown as it came. Nobody has verified what is inside, and nothing says so.
  expect(await readKept(rp)).toEqual({ sub: 'person-1', name: 'A Person', ...aggregated })
  expect(readVerdicts(exchange, 'userinfo').signature).toBeUndefined()
})

test('claims that lie elsewhere are shown with their address, and nothing is fetched from it', async () => {
  const rp = await openRp()
  expectAccepted(await rp.run())
  const distributed = {
    _claim_names: { credit_score: 'src1' },
    _claim_sources: { src1: { endpoint: `${rp.op.issuer}/claims`, access_token: 'for-the-claims' } },
  }
  rp.op.spoil({ userinfo: distributed })
  expectAnswered(await rp.call('userinfo'))
  expect(await readKept(rp)).toMatchObject(distributed)
  expect(rp.op.at('/claims')).toEqual([])
})
