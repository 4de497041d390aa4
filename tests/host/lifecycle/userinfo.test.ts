import { describe, expect, test } from 'vitest'
import { readChecks, readFindings, readProblem } from '../../../shared/flow/exchange.ts'
import { buildFullClient } from '../../fakes/full-provider-clients.ts'
import { callToEnd, openSignedIn, openWithAnswer, planted, readNewestSet, unsignedJwt } from './call-to-end.ts'

const codes = (exchange: Parameters<typeof readFindings>[0]) => readFindings(exchange).map((one) => one.code)
const verdict = (exchange: Parameters<typeof readChecks>[0], name: string) =>
  readChecks(exchange).find((one) => one.name === name)?.verdict

describe('against a whole provider', () => {
  test('the claims are kept with the set, and sub is compared with the ID token', async () => {
    const { host, provider, profileId } = await openSignedIn()
    const exchange = await callToEnd(host, 'userinfo', { profileId })
    expect(exchange).toMatchObject({ state: 'received', kind: 'userinfo', run: 0 })
    expect(exchange.trail.map((step) => step.kind)).toEqual(['side-call', 'checks', 'done'])
    expect(verdict(exchange, 'sub')).toBe('pass')
    const set = await readNewestSet(host, profileId)
    expect(set.afterlife.userinfo?.claims).toMatchObject({ email: 'full@person.invalid' })
    expect(set.checks).toContainEqual(expect.objectContaining({ of: 'userinfo', name: 'sub', verdict: 'pass' }))
    const { method, headers } = provider.at('/me')
    expect([method, headers.authorization]).toEqual(['GET', `Bearer ${set.tokenSet.tokens[0]?.value}`])
  })

  test('a signed answer is verified with the keys of the provider', async () => {
    const client = buildFullClient({ client_id: 'signed-client', userinfo_signed_response_alg: 'ES256' })
    const { host, profileId } = await openSignedIn({ clientId: 'signed-client' }, { clients: [client] })
    const exchange = await callToEnd(host, 'userinfo', { profileId })
    expect(readChecks(exchange).filter((one) => one.verdict === 'fail')).toEqual([])
    expect([verdict(exchange, 'signature'), verdict(exchange, 'iss'), verdict(exchange, 'aud')]).toEqual([
      'pass',
      'pass',
      'pass',
    ])
    expect((await readNewestSet(host, profileId)).afterlife.userinfo?.claims.name).toBe('Full Person')
  })

  test('a DPoP token is shown with a proof of the key it is bound to, once more where a nonce is asked for', async () => {
    const { host, provider, profileId } = await openSignedIn({ dpop: { enabled: true } }, { requireNonce: true })
    // Whatever the profile says later, the token is bound.
    const { profile } = await host
      .send('profiles.show', { id: profileId })
      .then((answer) => (answer.ok ? answer.value : Promise.reject(answer.problem)))
    await host.send('profiles.save', {
      profile: { ...profile, dpop: { ...profile.dpop, enabled: false } },
      secrets: { dpop_key: null },
    })
    const exchange = await callToEnd(host, 'userinfo', { profileId })
    expect(exchange.state).toBe('received')
    const { headers } = provider.at('/me')
    expect(headers.authorization).toMatch(/^DPoP /)
    const [, claims = ''] = (headers.dpop ?? '').split('.')
    expect(JSON.parse(Buffer.from(claims, 'base64url').toString('utf8'))).toMatchObject({
      htm: 'GET',
      htu: `${provider.origin}/me`,
      ath: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.any(String),
    })
  })

  test('a token that the provider does not take is named by its challenge', async () => {
    const { host, profileId } = await openSignedIn()
    expect((await callToEnd(host, 'revocation', { profileId })).state).toBe('received')
    const exchange = await callToEnd(host, 'userinfo', { profileId })
    expect(exchange.state).toBe('refused')
    expect(readProblem(exchange)).toMatchObject({
      code: 'provider_refused',
      evidence: { error: 'invalid_token', status: '401' },
    })
  })
})

describe('answers that are not to be believed', () => {
  test('of another person are shown, and not kept', async () => {
    const answers = [
      { sub: planted.subject, name: 'Right' },
      { sub: 'person-2', name: 'Wrong' },
    ]
    const { host, profileId } = await openWithAnswer(() => ({ body: answers.shift() }))
    await callToEnd(host, 'userinfo', { profileId })
    const exchange = await callToEnd(host, 'userinfo', { profileId })
    expect(verdict(exchange, 'sub')).toBe('fail')
    expect(codes(exchange)).toEqual(expect.arrayContaining(['check_failed', 'answer_not_used']))
    expect((await readNewestSet(host, profileId)).afterlife.userinfo?.claims.name).toBe('Right')
  })

  test.each([
    ['without sub', { name: 'Nobody' }],
    ['with a sub that is no text', { sub: 1 }],
  ])('%s', async (_, body) => {
    const { host, profileId } = await openWithAnswer(() => ({ body }))
    expect(verdict(await callToEnd(host, 'userinfo', { profileId }), 'sub')).toBe('fail')
    expect((await readNewestSet(host, profileId)).afterlife.userinfo).toBeNull()
  })

  test.each([
    ['that says alg none', { alg: 'none' }],
    ['with a signature of nobody', { alg: 'RS256', kid: 'a' }],
  ])('a JWT %s', async (_, header) => {
    const jwt = unsignedJwt({ sub: planted.subject, iss: 'a', aud: 'own-client' }, header)
    const { host, profileId } = await openWithAnswer(() => ({
      body: jwt,
      headers: { 'content-type': 'application/jwt' },
    }))
    const exchange = await callToEnd(host, 'userinfo', { profileId })
    expect(verdict(exchange, 'sub')).toBe('pass')
    const passed = readChecks(exchange).filter((one) => one.name === 'signature' && one.verdict === 'pass')
    expect(passed).toEqual([])
  })

  test('claims that are elsewhere are named, and nobody is asked', async () => {
    const elsewhere = { _claim_names: { address: 'a' }, _claim_sources: { a: { endpoint: 'http://127.0.0.1:9/x' } } }
    const { host, profileId, provider } = await openWithAnswer(() => ({ body: { sub: planted.subject, ...elsewhere } }))
    const exchange = await callToEnd(host, 'userinfo', { profileId })
    expect(codes(exchange)).toContain('claims_elsewhere')
    expect(provider.calls.map((call) => call.url)).toEqual(['/token', '/userinfo'])
  })

  test('a member that occurs twice is said', async () => {
    const { host, profileId } = await openWithAnswer(() => ({ body: '{"sub":"person-2","sub":"person-1"}' }))
    expect(codes(await callToEnd(host, 'userinfo', { profileId }))).toContain('member_repeated')
  })
})

describe('answers that are none', () => {
  test.each([
    ['a web page', { body: '<html><title>Sign in</title>', headers: { 'content-type': 'text/html' } }, 'body_html'],
    ['nothing', { body: '' }, 'body_empty'],
    ['a list', { body: [] }, 'body_unreadable'],
    ['a redirect', { status: 302, body: '', headers: { location: 'http://127.0.0.1:9/' } }, 'redirect_answered'],
    ['a refusal', { status: 403, body: { error: 'insufficient_scope' } }, 'provider_refused'],
    ['too much', { body: 'x'.repeat(2_000_000) }, 'response_too_large'],
  ] as const)('%s', async (_, answer, code) => {
    const { host, profileId } = await openWithAnswer(() => answer)
    const exchange = await callToEnd(host, 'userinfo', { profileId })
    expect(readProblem(exchange)?.code).toBe(code)
    expect(exchange.trail[0]).toMatchObject({ kind: 'side-call', response: { status: expect.any(Number) } })
    expect((await readNewestSet(host, profileId)).afterlife.userinfo).toBeNull()
  })
})

test('what the settings ask for and no standard allows is named, and nothing is sent', async () => {
  const { host, profileId, provider } = await openWithAnswer(() => ({ body: {} }), {
    lifecycle: { userinfoTokenIn: 'body' },
  })
  const exchange = await callToEnd(host, 'userinfo', { profileId })
  expect(readProblem(exchange)).toMatchObject({
    code: 'profile_invalid',
    evidence: { '/lifecycle/userinfoTokenIn': expect.any(String) },
  })
  expect(provider.calls).toHaveLength(1)
})
