import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'
import { describe, expect, test } from 'vitest'
import { readChecks, readFindings, readProblem } from '../../../shared/flow/exchange.ts'
import { buildFullClient } from '../../fakes/full-provider-clients.ts'
import { readValue } from '../open-test-host.ts'
import { callToEnd, openSignedIn, openWithAnswer, planted, readNewestSet } from './call-to-end.ts'

const codes = (exchange: Parameters<typeof readFindings>[0]) => readFindings(exchange).map((one) => one.code)
const verdict = (exchange: Parameters<typeof readChecks>[0], name: string) =>
  readChecks(exchange).find((one) => one.name === name)?.verdict
const inSeconds = (offset: number): number => Math.floor(Date.now() / 1000) + offset

describe('against a whole provider', () => {
  test('the client is proved as at the token endpoint, and the end of an opaque token is known from it', async () => {
    const { host, provider, profileId } = await openSignedIn()
    const exchange = await callToEnd(host, 'introspection', { profileId })
    expect(exchange).toMatchObject({ state: 'received', run: 0 })
    expect(verdict(exchange, 'active')).toBe('pass')
    const { row, afterlife, tokenSet } = await readNewestSet(host, profileId)
    const sent = new URLSearchParams(provider.at('/token/introspection').body)
    expect(Object.fromEntries(sent)).toMatchObject({
      token: tokenSet.tokens[0]?.value,
      token_type_hint: 'access_token',
    })
    expect(provider.at('/token/introspection').headers.authorization).toMatch(/^Basic /)
    expect(afterlife.introspection).toMatchObject({ active: true, of: 'access_token', exp: expect.any(Number) })
    const sources = row.tokens[0]?.expiry.sources
    expect(sources).toContainEqual(expect.objectContaining({ kind: 'introspection', field: 'exp', verdict: 'used' }))
  })

  test('a signed answer is asked for by its media type and verified', async () => {
    const client = buildFullClient({ client_id: 'signed-client', introspection_signed_response_alg: 'PS256' })
    const change = { clientId: 'signed-client', lifecycle: { introspectionAnswer: 'jwt' } } as const
    const { host, provider, profileId } = await openSignedIn(change, { clients: [client] })
    const exchange = await callToEnd(host, 'introspection', { profileId })
    expect(readChecks(exchange).filter((one) => one.verdict === 'fail')).toEqual([])
    expect([verdict(exchange, 'signature'), verdict(exchange, 'typ')]).toEqual(['pass', 'pass'])
    expect(provider.at('/token/introspection').headers.accept).toBe('application/token-introspection+jwt')
    expect((await readNewestSet(host, profileId)).afterlife.introspection).toMatchObject({ active: true })
  })

  test('a revoked token is inactive, and its end is when it was revoked', async () => {
    const { host, profileId } = await openSignedIn()
    await callToEnd(host, 'revocation', { profileId })
    const exchange = await callToEnd(host, 'introspection', { profileId })
    expect(verdict(exchange, 'active')).toBe('fail')
    expect(codes(exchange)).not.toContain('answer_not_used')
    const { row, afterlife } = await readNewestSet(host, profileId)
    expect(afterlife.introspection?.active).toBe(false)
    const end = row.tokens[0]?.expiry
    expect(end?.at).toBe(afterlife.revoked[0]?.at)
    expect(end?.sources[0]).toMatchObject({ kind: 'revocation', verdict: 'used' })
    expect(end?.disputed).toBe(false)
  })
})

describe('what an answer tells about the end', () => {
  const introspect = async (body: unknown, tokens: Readonly<Record<string, unknown>> = {}) => {
    const { host, profileId } = await openWithAnswer(() => ({ body }), {}, tokens)
    const exchange = await callToEnd(host, 'introspection', { profileId })
    const set = await readNewestSet(host, profileId)
    const [profile] = readValue(await host.send('profiles.list', {})).filter((row) => row.id === profileId)
    return { exchange, set, access: set.row.tokens[0]?.expiry, profile }
  }

  test('not active: it ended when it was asked about, in the list of profiles as well', async () => {
    const { exchange, set, access, profile } = await introspect({ active: false })
    expect(access?.at).toBe(set.afterlife.introspection?.at)
    expect(profile?.expiry?.at).toBe(access?.at)
    expect(access?.sources.map(({ kind, verdict: one }) => [kind, one])).toEqual([
      ['introspection', 'used'],
      ['duration', 'overtaken'],
    ])
    expect(codes(exchange)).toContain('token_inactive')
    expect(set.findings.map((one) => one.code)).toContain('token_inactive')
  })

  test('an end that differs from what the token response said is a contradiction', async () => {
    const { exchange, access } = await introspect({ active: true, exp: inSeconds(60) })
    expect(access?.sources.map(({ kind, verdict: one }) => [kind, one])).toEqual([
      ['introspection', 'used'],
      ['duration', 'differs'],
    ])
    expect(access?.disputed).toBe(true)
    expect(codes(exchange)).toContain('expiry_contradiction')
  })

  test('an end in the past beside active is said', async () => {
    const { exchange } = await introspect({ active: true, exp: inSeconds(-600) })
    expect(codes(exchange)).toContain('active_after_end')
  })

  test('the same end from both sides is no contradiction', async () => {
    const { exchange, access } = await introspect({ active: true, exp: inSeconds(3600) })
    expect(access?.disputed).toBe(false)
    expect(codes(exchange)).not.toContain('expiry_contradiction')
  })

  test('an unknown end becomes known', async () => {
    const { set, access } = await introspect({ active: true, exp: inSeconds(50) }, { expires_in: undefined })
    expect(access?.sources).toHaveLength(1)
    expect(set.findings.map((one) => one.code)).not.toContain('lifetime_unknown:access_token')
    expect(
      set.findings.filter((one) => one.code === 'lifetime_unknown' && one.evidence.kind === 'access_token'),
    ).toEqual([])
  })

  test('what was told about one token stays when another is asked about', async () => {
    const { host, profileId } = await openWithAnswer(({ body }) => ({
      body: { active: !body.includes('access_token') },
    }))
    await callToEnd(host, 'introspection', { profileId })
    await callToEnd(host, 'introspection', { profileId, token: 'refresh_token' })
    const { row, afterlife } = await readNewestSet(host, profileId)
    expect(afterlife.introspection).toMatchObject({ of: 'refresh_token', active: true })
    expect(row.tokens[0]?.expiry.sources[0]).toMatchObject({ kind: 'introspection', field: 'active' })
  })
})

describe('answers that change nothing', () => {
  test.each([
    ['without active', { exp: 1 }],
    ['with an active that is text', { active: 'false' }],
  ])('%s', async (_, body) => {
    const { host, profileId } = await openWithAnswer(() => ({ body }))
    const exchange = await callToEnd(host, 'introspection', { profileId })
    expect(verdict(exchange, 'active')).toBe('fail')
    expect(codes(exchange)).toContain('answer_not_used')
    expect((await readNewestSet(host, profileId)).afterlife.introspection).toBeNull()
  })

  test('a plain one where a signed one was asked for', async () => {
    const change = { lifecycle: { introspectionAnswer: 'jwt' } } as const
    const { host, profileId } = await openWithAnswer(() => ({ body: { active: false } }), change)
    const exchange = await callToEnd(host, 'introspection', { profileId })
    expect(codes(exchange)).toEqual(expect.arrayContaining(['answer_unsigned', 'answer_not_used']))
    const { row, afterlife } = await readNewestSet(host, profileId)
    expect([afterlife.introspection, row.tokens[0]?.expiry.sources[0]?.kind]).toEqual([null, 'duration'])
  })

  test('a signed one by another key than the published one', async () => {
    const [ours, theirs] = await Promise.all([generateKeyPair('ES256'), generateKeyPair('ES256')])
    const keys: readonly JWK[] = [{ ...(await exportJWK(ours.publicKey)), kid: 'a', alg: 'ES256', use: 'sig' }]
    const sign = (key: CryptoKey) =>
      new SignJWT({ token_introspection: { active: false } })
        .setProtectedHeader({ alg: 'ES256', kid: 'a', typ: 'token-introspection+jwt' })
        .setIssuer('https://issuer.invalid')
        .setAudience('own-client')
        .setIssuedAt()
        .sign(key)
    const answers = [await sign(theirs.privateKey), await sign(ours.privateKey)]
    const { host, profileId } = await openWithAnswer(({ url }) =>
      url === '/jwks'
        ? { body: { keys } }
        : { body: answers.shift(), headers: { 'content-type': 'application/token-introspection+jwt' } },
    )
    const { profile } = readValue(await host.send('profiles.show', { id: profileId }))
    const endpoints = { ...profile.dialect.endpoints }
    const signed = {
      ...profile,
      lifecycle: { ...profile.lifecycle, introspectionAnswer: 'jwt' as const },
      dialect: {
        ...profile.dialect,
        issuer: 'https://issuer.invalid',
        endpoints: { ...endpoints, jwks: endpoints.introspection.replace('/introspect', '/jwks') },
      },
    }
    await host.send('profiles.save', { profile: signed })
    const forged = await callToEnd(host, 'introspection', { profileId })
    expect(verdict(forged, 'signature')).toBe('fail')
    expect((await readNewestSet(host, profileId)).afterlife.introspection).toBeNull()
    const genuine = await callToEnd(host, 'introspection', { profileId })
    expect(verdict(genuine, 'signature')).toBe('pass')
    expect((await readNewestSet(host, profileId)).afterlife.introspection).toMatchObject({ active: false })
  })
})

test('a refusal is named by the error of the body', async () => {
  const { host, profileId } = await openWithAnswer(() => ({ status: 401, body: { error: 'invalid_client' } }))
  const exchange = await callToEnd(host, 'introspection', { profileId })
  expect(readProblem(exchange)).toMatchObject({ code: 'provider_refused', evidence: { error: 'invalid_client' } })
})

test('no token of an answer and no claim is in any event', async () => {
  const secret = 'planted-claim-5150'
  const body = { active: true, username: secret, echo: planted.access, sub: planted.subject }
  const { host, profileId } = await openWithAnswer(() => ({ body, headers: { 'x-echo': planted.access } }))
  await callToEnd(host, 'introspection', { profileId })
  await callToEnd(host, 'introspection', { profileId, token: 'refresh_token' })
  await callToEnd(host, 'userinfo', { profileId })
  await callToEnd(host, 'revocation', { profileId })
  const seen = JSON.stringify(host.events)
  for (const text of [secret, planted.access, planted.refresh, 'planted-client-secret-99'])
    for (const form of [text, Buffer.from(text).toString('base64').slice(0, 16), encodeURIComponent(text)])
      expect([text, seen.includes(form)]).toEqual([text, false])
  // The trail itself keeps what came back, and masks what was sent.
  const rows = readValue(await host.send('exchanges.list', { profileId, limit: 10 }))
  const trails = await Promise.all(rows.map(async ({ id }) => readValue(await host.send('exchanges.show', { id }))))
  const sent = JSON.stringify(
    trails.flatMap(({ trail }) => trail.map((step) => ('request' in step ? step.request : {}))),
  )
  expect(sent).not.toContain(planted.access)
  expect(JSON.stringify(trails)).toContain(Buffer.from(JSON.stringify(body)).toString('base64'))
})
