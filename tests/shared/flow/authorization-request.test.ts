import { describe, expect, test } from 'vitest'
import { buildAuthorizationRequest, maskAuthorizationRequest } from '../../../shared/flow/authorization-request.ts'
import type { AuthorizationRun } from '../../../shared/flow/authorization-request-run.ts'
import { profileOf } from './profile-of.ts'

const run: AuthorizationRun = {
  grant: 'authorization_code',
  redirectUri: 'http://127.0.0.1:5000/callback',
  state: 'state-1',
  nonce: 'nonce-1',
  pkce: { method: 'S256', verifier: 'verifier-1', challenge: 'challenge-1' },
  variables: {},
  parameters: {},
  secrets: {},
}

function query(url: string): Record<string, string> {
  return Object.fromEntries(new URL(url).searchParams)
}

describe('an authorization request', () => {
  test('is not built without an endpoint, nor with a password in the URL that nobody allowed', () => {
    const none = profileOf({ dialect: { endpoints: { token: 'https://as.example/token' } } })
    expect(buildAuthorizationRequest(none, run)).toMatchObject({
      ok: false,
      problem: { code: 'authorization_endpoint_missing' },
    })
    const tkeel = profileOf({
      dialect: 'tkeel',
      variables: { base: 'https://t.example', tenant_id: 'a' },
      username: 'u',
    })
    expect(buildAuthorizationRequest(tkeel, { ...run, secrets: { password: 'p' } })).toMatchObject({
      ok: false,
      problem: { code: 'secret_in_url_refused' },
    })
  })

  test('has the parameters of RFC 6749, RFC 7636 and OpenID Connect by default', () => {
    const built = buildAuthorizationRequest(profileOf(), run)
    expect(built.ok && query(built.value.url)).toEqual({
      response_type: 'code',
      client_id: 'client',
      redirect_uri: run.redirectUri,
      scope: 'openid',
      state: 'state-1',
      nonce: 'nonce-1',
      code_challenge: 'challenge-1',
      code_challenge_method: 'S256',
    })
  })

  test('keeps the query that the address has already, and drops a fragment', () => {
    const profile = profileOf({
      dialect: { endpoints: { authorization: 'https://as.example/a?tenant=1#top', token: 'https://as.example/t' } },
    })
    const built = buildAuthorizationRequest(profile, run)
    expect(built.ok && built.value.url.startsWith('https://as.example/a?tenant=1&response_type=code')).toBe(true)
    expect(built.ok && built.value.url).not.toContain('#')
  })

  test('renames, omits and adds as the dialect, the profile and the run say, the run last', () => {
    const profile = profileOf({
      scopes: ['a', 'b'],
      dialect: {
        endpoints: { authorization: 'https://as.example/a', token: 'https://as.example/t' },
        request: {
          scopeSeparator: ',',
          authorize: { rename: { client_id: 'appid' }, omit: ['response_type'], extra: { lang: 'zh', x: '1' } },
        },
      },
      authorizeParameters: { x: '2', y: '2' },
    })
    const built = buildAuthorizationRequest(profile, { ...run, parameters: { y: '3', prompt: 'none' } })
    expect(built.ok && query(built.value.url)).toMatchObject({
      appid: 'client',
      scope: 'a,b',
      lang: 'zh',
      x: '2',
      y: '3',
      prompt: 'none',
    })
    expect(built.ok && Object.keys(query(built.value.url))).not.toContain('response_type')
  })

  test('of Workfront carries the state and nothing else', () => {
    const profile = profileOf({
      dialect: 'workfront',
      variables: { authorization_url: 'https://w.example/auth', token_url: 'https://w.example/t' },
    })
    const built = buildAuthorizationRequest(profile, { ...run, pkce: null })
    expect(built.ok && query(built.value.url)).toEqual({ state: 'state-1' })
  })

  test('points out an address without TLS where it is another machine', () => {
    const codes = (authorization: string): readonly string[] => {
      const dialect = { endpoints: { authorization, token: 'https://as.example/token' } }
      const built = buildAuthorizationRequest(profileOf({ insecureAllowed: true, dialect }), run)
      return built.ok ? built.value.findings.map((one) => one.code) : [built.problem.code]
    }
    expect(codes('http://as.example/authorize')).toContain('insecure_transport')
    expect(codes('http://localhost:8080/authorize')).not.toContain('insecure_transport')
  })

  test('remembers what was really sent, so that later checks compare with that', () => {
    const profile = profileOf({
      dialect: {
        endpoints: { authorization: 'https://as.example/a', token: 'https://as.example/t' },
        request: { authorize: { omit: ['state', 'nonce', 'code_challenge', 'code_challenge_method'] } },
      },
    })
    const built = buildAuthorizationRequest(profile, run)
    expect(built).toMatchObject({ ok: true, value: { state: null, nonce: null, pkce: null } })
    expect(built.ok && built.value.findings.map((finding) => finding.code)).toContain('state_not_sent')
  })

  test('is shown without the password it carries, and is else the same', () => {
    const profile = profileOf({
      dialect: 'tkeel',
      variables: { base: 'https://t.example', tenant_id: 'a' },
      username: 'u',
      secretInUrlAllowed: true,
    })
    const built = buildAuthorizationRequest(profile, { ...run, pkce: null, secrets: { password: 'hunter2!&=' } })
    if (!built.ok) throw new Error(built.problem.code)
    expect(query(built.value.url)).toMatchObject({ username: 'u', password: 'hunter2!&=' })
    const shown = JSON.stringify(maskAuthorizationRequest(built.value))
    expect(shown).not.toContain('hunter2')
    expect(shown).toContain('username=u')
  })
})
