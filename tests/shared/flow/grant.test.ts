import { describe, expect, test } from 'vitest'
import type { AuthorizationRequest } from '../../../shared/flow/authorization-request.ts'
import type { CapturedRedirect } from '../../../shared/flow/captured-redirect.ts'
import { buildRefreshGrant, readGrant } from '../../../shared/flow/grant.ts'
import { buildDirectGrant } from '../../../shared/flow/grant-direct.ts'
import { epochMs } from '../../../shared/lib/units.ts'
import { profileOf } from './profile-of.ts'

const request: AuthorizationRequest = {
  url: 'https://as.example/authorize',
  address: 'https://as.example/authorize',
  headers: [],
  parts: [],
  answer: 'redirect',
  redirectUri: 'http://127.0.0.1:5000/callback',
  state: 'expected',
  nonce: null,
  pkce: { method: 'S256', verifier: 'v', challenge: 'c' },
  responseType: 'code',
  mode: { kind: 'query', isJwt: false },
  findings: [],
}

function captured(
  parameters: readonly (readonly [string, string])[],
  maker: CapturedRedirect['maker'] = 'loopback',
): CapturedRedirect {
  return { maker, url: request.redirectUri, parameters, capturedAt: epochMs(5), ignored: 0 }
}

function grantOf(parameters: readonly (readonly [string, string])[], issuer = '') {
  return readGrant(request, captured(parameters), profileOf(), issuer).grant
}

describe('a redirect gives no grant', () => {
  test.each([
    [[['code', 'a']], 'state_missing'],
    [
      [
        ['code', 'a'],
        ['state', 'other'],
      ],
      'state_mismatch',
    ],
    [
      [
        ['code', 'a'],
        ['code', 'b'],
        ['state', 'expected'],
      ],
      'parameter_repeated',
    ],
    [
      [
        ['code', 'a'],
        ['state', 'expected'],
        ['state', 'expected'],
      ],
      'parameter_repeated',
    ],
    [[['state', 'expected']], 'code_missing'],
    [
      [
        ['code', ''],
        ['state', 'expected'],
      ],
      'code_missing',
    ],
    [
      [
        ['error', 'access_denied'],
        ['state', 'expected'],
      ],
      'authorization_refused',
    ],
    [
      [
        ['error', 'access_denied'],
        ['code', 'a'],
        ['state', 'expected'],
      ],
      'authorization_refused',
    ],
  ] as const)('%j is %s', (parameters, code) => {
    expect(grantOf(parameters)).toMatchObject({ ok: false, problem: { code } })
  })

  test('of another issuer (RFC 9207)', () => {
    const parameters = [
      ['code', 'a'],
      ['state', 'expected'],
      ['iss', 'https://evil.example'],
    ] as const
    expect(grantOf(parameters, 'https://as.example')).toMatchObject({ ok: false, problem: { code: 'issuer_mismatch' } })
  })

  test('and does not repeat a code that the provider echoes in its words', () => {
    const grant = grantOf([
      ['error', 'invalid'],
      ['error_description', 'bad a2W0B8Q here'],
      ['code', 'a2W0B8Q'],
      ['state', 'expected'],
    ])
    expect(JSON.stringify(grant)).not.toContain('a2W0B8Q')
  })
})

test('a redirect with the expected state gives the code, byte for byte, with the verifier and the first redirect URI', () => {
  expect(
    grantOf([
      ['code', 'a b+c/='],
      ['state', 'expected'],
    ]),
  ).toEqual({
    ok: true,
    value: {
      kind: 'authorization_code',
      code: 'a b+c/=',
      redirectUri: request.redirectUri,
      codeVerifier: 'v',
      capturedAt: 5,
    },
  })
})

test('a bare pasted code is taken, and the state is said to be unchecked', () => {
  const read = readGrant(request, captured([['code', 'a']], 'pasted_code'), profileOf(), '')
  expect(read.grant.ok).toBe(true)
  expect(read.checks.find((check) => check.name === 'state')?.verdict).toBe('not_checked')
})

test('a refresh without a refresh token and a password grant without a password are named problems', () => {
  expect(buildRefreshGrant(null)).toMatchObject({ ok: false, problem: { code: 'refresh_token_missing' } })
  expect(buildDirectGrant('password', profileOf({ username: 'u' }), {})).toMatchObject({
    ok: false,
    problem: { code: 'secret_missing' },
  })
})

describe('a redirect whose answer is more or less than a code', () => {
  const of = (responseType: string, more: readonly (readonly [string, string])[], issuerRequired = false) => {
    const parameters = [...more, ['state', 'expected']] as const
    const profile = profileOf({ checks: { issuerRequired } })
    return readGrant({ ...request, responseType }, captured(parameters), profile, 'https://as.example')
  }

  test.each([
    ['token', 'access_token'],
    ['id_token', 'id_token'],
  ])('gives no grant and no problem where %s was asked for and no code', (type, name) => {
    expect(of(type, [[name, 't']]).grant).toEqual({ ok: true, value: null })
    // What is missing is said by who reads the tokens.
    expect(of(type, []).grant).toEqual({ ok: true, value: null })
    expect(of(type, [['error', 'access_denied']]).grant).toMatchObject({ problem: { code: 'authorization_refused' } })
  })

  test('gives the code where one was asked for beside the tokens, and misses it where it is not there', () => {
    expect(
      of('code id_token', [
        ['code', 'c'],
        ['id_token', 't'],
      ]).grant,
    ).toMatchObject({ value: { code: 'c' } })
    expect(of('code id_token', [['id_token', 't']]).grant).toMatchObject({ problem: { code: 'code_missing' } })
  })

  test('of the response type none ends by name', () => {
    expect(of('none', [['code', 'c']]).grant).toMatchObject({
      problem: { code: 'grant_unsupported', evidence: { response_type: 'none' } },
    })
  })

  test.each(['access_token', 'id_token', 'token_type', 'expires_in', 'scope', 'response', 'iss', 'error_description'])(
    'is not taken with %s twice',
    (name) => {
      const twice = [
        [name, 'a'],
        [name, 'a'],
      ] as const
      expect(of('code token', [['code', 'c'], ...twice]).grant).toMatchObject({
        problem: { code: 'parameter_repeated', evidence: { parameter: name } },
      })
    },
  )

  test('must name its issuer where the provider says that it does, unless an ID token does', () => {
    expect(of('code', [['code', 'c']], true).grant).toMatchObject({ problem: { code: 'issuer_mismatch' } })
    expect(
      of(
        'code',
        [
          ['code', 'c'],
          ['iss', 'https://as.example/'],
        ],
        true,
      ).grant.ok,
    ).toBe(false)
    expect(
      of(
        'code',
        [
          ['code', 'c'],
          ['iss', 'https://as.example'],
        ],
        true,
      ).grant.ok,
    ).toBe(true)
    expect(
      of(
        'code id_token',
        [
          ['code', 'c'],
          ['id_token', 't'],
        ],
        true,
      ).grant.ok,
    ).toBe(true)
  })
})
