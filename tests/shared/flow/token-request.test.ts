import { describe, expect, test } from 'vitest'
import type { DialectDocument } from '../../../shared/dialects/dialect.ts'
import type { AuthorizationCode, Grant } from '../../../shared/flow/grant.ts'
import { buildTokenRequest, maskTokenRequest, type TokenRequest } from '../../../shared/flow/token-request.ts'
import { noProofs } from '../../../shared/flow/token-request-authentication.ts'
import { profileOf } from './profile-of.ts'

const code: Grant = {
  kind: 'authorization_code',
  code: 'the-code' as AuthorizationCode,
  redirectUri: 'http://127.0.0.1:5000/callback',
  codeVerifier: 'the-verifier',
  capturedAt: 0 as never,
}
const refresh: Grant = { kind: 'refresh_token', refreshToken: 'the-refresh-token' }
const run = { variables: {}, secrets: { client_secret: 's:+%/ é' }, parameters: {}, proofs: noProofs }
const endpoints = { authorization: 'https://as.example/a', token: 'https://as.example/t' }

function build(
  request: DialectDocument['request'],
  grant: Grant = code,
  more: Parameters<typeof profileOf>[0] = {},
): TokenRequest {
  const built = buildTokenRequest(profileOf({ dialect: { endpoints, request }, ...more }), grant, run)
  if (!built.ok) throw new Error(`${built.problem.code} ${JSON.stringify(built.problem.evidence)}`)
  return built.value
}

function authorizationOf(request: TokenRequest): string {
  return request.headers.find(([name]) => name === 'Authorization')?.[1] ?? ''
}

describe('a token request is not built', () => {
  test.each([
    ['secret_missing', { request: { clientAuthentication: 'body' } }, {}],
    ['secret_in_url_refused', { request: { clientAuthentication: 'query' } }, { client_secret: 'x' }],
    ['secret_missing', { request: { clientAuthentication: 'private_key_jwt' } }, { client_secret: 'x' }],
    ['secret_missing', { request: { clientAuthentication: 'tls_client_auth' } }, { client_secret: 'x' }],
    ['header_invalid', { request: { token: { headers: { 'X-A': 'a\r\nX-B: b' } } } }, { client_secret: 'x' }],
    ['header_invalid', { request: { token: { headers: { 'X A': 'a' } } } }, { client_secret: 'x' }],
    ['profile_invalid', { request: { token: { method: 'GET' } } }, { client_secret: 'x' }],
  ] as const)('when it would be %s', (problemCode, dialect, secrets) => {
    const profile = profileOf({ dialect: { endpoints, ...dialect } })
    expect(buildTokenRequest(profile, code, { ...run, secrets })).toMatchObject({
      ok: false,
      problem: { code: problemCode },
    })
  })
})

test('a secret that may not stand in the URL is named, and the code beside it is not', () => {
  const token = { method: 'GET', placement: 'query' } as const
  const profile = profileOf({ dialect: { endpoints, request: { clientAuthentication: 'body', token } } })
  expect(buildTokenRequest(profile, code, run)).toMatchObject({
    ok: false,
    problem: { code: 'secret_in_url_refused', evidence: { parameters: 'client_secret' } },
  })
})

describe('the client is proved', () => {
  test('by Basic with id and secret form-encoded first (RFC 6749, section 2.3.1)', () => {
    const header = authorizationOf(build({ clientAuthentication: 'basic' }))
    expect(Buffer.from(header.slice(6), 'base64').toString()).toBe('client:s%3A%2B%25%2F+%C3%A9')
  })

  test('by Basic as BambooCloud documents it, joined as they are', () => {
    const header = authorizationOf(build({ clientAuthentication: 'basic_raw' }))
    expect(Buffer.from(header.slice(6), 'base64').toString()).toBe('client:s:+%/ é')
  })

  test('in the body, in the query, or not at all, and never in two places', () => {
    const body = build({ clientAuthentication: 'body' })
    expect(Object.fromEntries(new URLSearchParams(body.body ?? ''))).toMatchObject({
      client_id: 'client',
      client_secret: 's:+%/ é',
    })
    expect(authorizationOf(body)).toBe('')
    const query = build({ clientAuthentication: 'query' }, code, { secretInUrlAllowed: true })
    expect(new URL(query.url).searchParams.get('client_secret')).toBe('s:+%/ é')
    expect(query.body).not.toContain('client_secret')
    const none = build({ clientAuthentication: 'none' })
    expect(none.body).not.toContain('client_secret')
    expect(none.body).toContain('client_id=client')
  })

  test('by the same means on refresh as on the first request', () => {
    const header = authorizationOf(build({ clientAuthentication: 'basic' }, refresh))
    expect(header).toBe(authorizationOf(build({ clientAuthentication: 'basic' })))
  })
})

describe('the parameters', () => {
  test('of a code are those of RFC 6749 section 4.1.3, without scope, with the verifier', () => {
    expect(Object.fromEntries(new URLSearchParams(build({}).body ?? ''))).toEqual({
      grant_type: 'authorization_code',
      code: 'the-code',
      redirect_uri: 'http://127.0.0.1:5000/callback',
      code_verifier: 'the-verifier',
    })
  })

  test('are placed in a JSON body or in headers where the dialect wants that', () => {
    expect(JSON.parse(build({ token: { placement: 'json' } }).body ?? '')).toMatchObject({ code: 'the-code' })
    expect(build({ token: { placement: 'header' } }).headers).toContainEqual(['code', 'the-code'])
  })

  test('of refresh follow the token rules, then their own, to their own address', () => {
    const built = build(
      {
        token: { rename: { client_id: 'appid' } },
        refresh: { rename: { refresh_token: 'rt' }, extra: { mode: 'r' } },
        grantTypes: { refresh_token: 'refresh' },
        clientAuthentication: 'body',
      },
      refresh,
      { refreshParameters: { own: '1' } },
    )
    expect(Object.fromEntries(new URLSearchParams(built.body ?? ''))).toMatchObject({
      grant_type: 'refresh',
      rt: 'the-refresh-token',
      mode: 'r',
      own: '1',
      appid: 'client',
    })
    const profile = profileOf({ dialect: { endpoints: { ...endpoints, refresh: 'https://as.example/renew' } } })
    expect(buildTokenRequest(profile, refresh, run)).toMatchObject({
      ok: true,
      value: { url: 'https://as.example/renew' },
    })
  })
})

describe('an address without TLS is pointed out', () => {
  const pointsOut = (grant: Grant, addresses: Partial<typeof endpoints & { refresh: string }>): boolean =>
    build({}, grant, { insecureAllowed: true, dialect: { endpoints: { ...endpoints, ...addresses } } }).findings.some(
      (one) => one.code === 'insecure_transport',
    )

  test('where this very request leaves the machine by it, a refresh to its own address included', () => {
    expect(pointsOut(code, { token: 'http://as.example/t' })).toBe(true)
    expect(pointsOut(refresh, { refresh: 'http://as.example/r' })).toBe(true)
    expect(pointsOut(code, { refresh: 'http://as.example/r' })).toBe(false)
  })

  test('but not where it stays on this machine', () => {
    expect(pointsOut(code, { token: 'http://127.0.0.1:8080/t' })).toBe(false)
    expect(pointsOut(code, { token: 'http://localhost/t' })).toBe(false)
  })
})

describe('the shown form', () => {
  test('holds no secret in any of its spellings, and keeps everything else', () => {
    for (const [way, more] of [
      ['basic', {}],
      ['body', {}],
      ['query', { secretInUrlAllowed: true }],
    ] as const) {
      const request = build({ clientAuthentication: way }, code, more)
      const shown = JSON.stringify(maskTokenRequest(request))
      for (const secret of [
        'the-code',
        'the-verifier',
        's:+',
        's%3A',
        Buffer.from('client:s').toString('base64').slice(0, 10),
      ])
        expect(shown).not.toContain(secret)
      expect(shown).toContain('grant_type')
      expect(shown).toContain('redirect_uri')
    }
  })

  test('says of XT.COM that the secret travels in the URL', () => {
    const profile = profileOf({ dialect: 'xt', variables: { base: 'https://x.example' }, secretInUrlAllowed: true })
    const built = buildTokenRequest(profile, { ...code, codeVerifier: null }, run)
    if (!built.ok) throw new Error(built.problem.code)
    expect(Object.keys(Object.fromEntries(new URL(built.value.url).searchParams))).toEqual([
      'grant_type',
      'code',
      'client_id',
      'client_secret',
    ])
    expect(built.value).toMatchObject({ method: 'GET', body: null })
    expect(built.value.findings.map((finding) => finding.code)).toContain('secret_in_url')
  })
})
