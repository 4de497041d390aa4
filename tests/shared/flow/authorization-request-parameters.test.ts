import { describe, expect, test } from 'vitest'
import { type AuthorizationRequest, buildAuthorizationRequest } from '../../../shared/flow/authorization-request.ts'
import type { AuthorizationRun, RedirectGrantName } from '../../../shared/flow/authorization-request-run.ts'
import type { ProfileDocument } from '../../../shared/flow/profile.ts'
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

function build(change: Partial<ProfileDocument>, runChange: Partial<AuthorizationRun> = {}): AuthorizationRequest {
  const built = buildAuthorizationRequest(profileOf(change), { ...run, ...runChange })
  if (!built.ok) throw new Error(JSON.stringify(built.problem))
  return built.value
}

const sent = ({ url }: AuthorizationRequest, name: string): readonly string[] => new URL(url).searchParams.getAll(name)
const codes = ({ findings }: AuthorizationRequest): readonly string[] => findings.map((one) => one.code)

describe('settings that are JSON', () => {
  test.each([
    [{ authorization: { claims: '{"a":' } }, ['/authorization/claims']],
    [{ authorization: { claims: '[]' } }, ['/authorization/claims']],
    [{ authorization: { claims: "{'a':1}" } }, ['/authorization/claims']],
    [{ access: { authorizationDetails: '{"type":"a"}' } }, ['/access/authorizationDetails']],
    [{ access: { authorizationDetails: '[1' } }, ['/access/authorizationDetails']],
    [
      { authorization: { claims: 'x' }, access: { authorizationDetails: 'y' } },
      ['/authorization/claims', '/access/authorizationDetails'],
    ],
  ])('%j are named by their pointers, and nothing is built', (change, pointers) => {
    const built = buildAuthorizationRequest(profileOf(change), run)
    expect(built).toMatchObject({ problem: { step: 'authorization-request', code: 'profile_invalid' } })
    expect(!built.ok && Object.keys(built.problem.evidence ?? {})).toEqual(pointers)
  })

  test('are sent to the letter when they are right', () => {
    const request = build({ authorization: { claims: '{ "id_token" : { "acr" : null } }' } })
    expect(sent(request, 'claims')).toEqual(['{ "id_token" : { "acr" : null } }'])
  })
})

describe('the response type', () => {
  test.each<[RedirectGrantName, RedirectGrantName, string, string]>([
    ['authorization_code', 'authorization_code', '', 'code'],
    ['implicit', 'implicit', '', 'id_token token'],
    ['hybrid', 'hybrid', '', 'code id_token'],
    ['hybrid', 'hybrid', 'code token', 'code token'],
    ['hybrid', 'implicit', 'code token', 'id_token token'],
    ['hybrid', 'authorization_code', 'code token', 'code'],
    ['implicit', 'hybrid', 'id_token', 'code id_token'],
    // A person may send what makes no sense.
    ['implicit', 'implicit', 'code', 'code'],
    ['authorization_code', 'authorization_code', 'none', 'none'],
  ])('of a %s profile that runs as %s with "%s" is %s', (own, grant, responseType, expected) => {
    const request = build({ grant: own, authorization: { responseType } }, { grant })
    expect([sent(request, 'response_type'), request.responseType]).toEqual([[expected], expected])
  })

  test('decides over PKCE and the nonce, whoever says it', () => {
    const names = (change: Partial<ProfileDocument>, runChange: Partial<AuthorizationRun> = {}) =>
      ['nonce', 'code_challenge'].filter((name) => sent(build({ scopes: [], ...change }, runChange), name).length > 0)
    expect(names({})).toEqual(['code_challenge'])
    expect(names({ grant: 'implicit' }, { grant: 'implicit' })).toEqual(['nonce'])
    expect(names({ grant: 'hybrid' }, { grant: 'hybrid' })).toEqual(['nonce', 'code_challenge'])
    expect(names({}, { parameters: { response_type: 'id_token' } })).toEqual(['nonce'])
    expect(names({ authorizeParameters: { response_type: 'token' } })).toEqual([])
    const dialect = { request: { authorize: { extra: { response_type: 'code id_token' } } } }
    const endpoints = { authorization: 'https://as.example/a', token: 'https://as.example/t' }
    expect(names({ dialect: { ...dialect, endpoints } })).toEqual(['nonce', 'code_challenge'])
  })

  test('with an access token in the redirect is discouraged, with the reason; the others are not', () => {
    const of = (responseType: string) =>
      build({ grant: 'hybrid', authorization: { responseType } }, { grant: 'hybrid' })
    for (const type of ['code', 'code id_token', 'id_token']) expect(codes(of(type))).not.toContain('grant_discouraged')
    const evidence = (type: string) => of(type).findings.find((one) => one.code === 'grant_discouraged')?.evidence
    expect(evidence('token')).toMatchObject({ grant: 'implicit', reason: expect.stringMatching(/browser/) })
    expect(evidence('code token')).toMatchObject({ grant: 'hybrid' })
  })

  test('without a code has nothing to say about PKCE', () => {
    const endpoints = { authorization: 'https://as.example/a', token: 'https://as.example/t' }
    const dialect = { endpoints, request: { pkce: 'off' } } as const
    expect(codes(build({ dialect }))).toContain('pkce_off')
    expect(codes(build({ dialect, grant: 'implicit' }, { grant: 'implicit' }))).not.toContain('pkce_off')
  })
})

describe('the way back', () => {
  test.each([
    ['code', '', { kind: 'query', isJwt: false }],
    ['code', 'jwt', { kind: 'query', isJwt: true }],
    ['code', 'fragment.jwt', { kind: 'fragment', isJwt: true }],
    ['code', 'form_post', { kind: 'form_post', isJwt: false }],
    ['code id_token', '', { kind: 'fragment', isJwt: false }],
    ['code id_token', 'jwt', { kind: 'fragment', isJwt: true }],
    ['token', 'form_post.jwt', { kind: 'form_post', isJwt: true }],
  ] as const)('of %s with the mode "%s" is %j', (responseType, responseMode, mode) => {
    expect(build({ authorization: { responseType, responseMode } }).mode).toEqual(mode)
  })

  test('of a mode that a person made up is that of the response type', () => {
    const request = build({ authorizeParameters: { response_mode: 'web_message' } })
    expect([sent(request, 'response_mode'), request.mode.kind]).toEqual([['web_message'], 'query'])
  })
})

describe('the names', () => {
  const endpoints = { authorization: 'https://as.example/a', token: 'https://as.example/t' }
  const settings = { authorization: { maxAge: 0, uiLocales: 'zh' }, access: { resource: ['urn:a', 'urn:b'] } }

  test('of the settings are the dialect’s, and repeat where they may', () => {
    const rename = { max_age: 'maxAge', resource: 'target' }
    const dialect = { endpoints, request: { authorize: { rename, omit: ['ui_locales'] } } }
    const request = build({ ...settings, dialect })
    expect([sent(request, 'maxAge'), sent(request, 'target')]).toEqual([['0'], ['urn:a', 'urn:b']])
    for (const name of ['max_age', 'resource', 'ui_locales']) expect(sent(request, name)).toEqual([])
  })

  test('that a person adds win over the settings, the run over the profile', () => {
    const authorizeParameters = { max_age: '5', resource: 'urn:own', ui_locales: '' }
    const request = build({ ...settings, authorizeParameters }, { parameters: { max_age: '6' } })
    const values = ['max_age', 'resource', 'ui_locales'].map((name) => sent(request, name))
    expect(values).toEqual([['6'], ['urn:own'], ['']])
  })
})
