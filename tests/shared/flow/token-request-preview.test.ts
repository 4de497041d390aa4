import { describe, expect, test } from 'vitest'
import { presets, readPreset } from '../../../shared/dialects/presets.ts'
import { type Profile, profileSchema } from '../../../shared/flow/profile.ts'
import { buildPreview, type PreviewedRequest } from '../../../shared/flow/token-request-preview.ts'

const variables = {
  base: 'https://api.example.com',
  tenant_id: 'demo-tenant',
  your_domain: 'sso.example.com',
  authorization_url: 'https://files.example.com/oauth2/authorize',
  token_url: 'https://files.example.com/any/url',
}

function buildProfile(preset: string, changes: Readonly<Record<string, unknown>> = {}): Profile {
  const dialect = readPreset(preset)
  const endpoints = {
    authorization: 'https://sso.example.com/authorize',
    token: 'https://sso.example.com/token',
  }
  const reachable = preset === 'rfc6749' ? { ...dialect, endpoints } : dialect
  return profileSchema.parse({ id: 'one', name: 'One', dialect: reachable, clientId: 'app', variables, ...changes })
}

const names = (one: PreviewedRequest | null, place: string): readonly string[] =>
  (one?.request?.parts ?? []).filter((part) => part.in === place).map((part) => part.name)

describe('what stops a request', () => {
  test('a variable without a value is named, and the request still shows where it stands', () => {
    const preview = buildPreview(buildProfile('tkeel', { variables: { base: 'https://tkeel.example.com' } }), {}, [
      'password',
    ])
    expect(preview.token.problem).toMatchObject({ code: 'variable_missing', evidence: { variable: 'tenant_id' } })
    expect(preview.token.missing).toEqual(['tenant_id'])
    expect(preview.token.request?.url).toMatch(
      /^https:\/\/tkeel\.example\.com\/oauth\/\{tenant_id\}\/token\?grant_type=/,
    )
  })

  test('a variable that is the start of the address can be missing too', () => {
    const { token } = buildPreview(buildProfile('maxkey', { variables: {} }), {}, ['client_secret'])
    expect(token.missing).toEqual(['base'])
    expect(token.request?.url).toBe('{base}/sign/authz/oauth/v20/token')
  })

  test('a secret in the URL is refused until it is allowed, and the request is shown with its warning', () => {
    const { token } = buildPreview(buildProfile('xt'), {}, ['client_secret'])
    expect(token.problem?.code).toBe('secret_in_url_refused')
    expect(token.findings.map((one) => one.code)).toContain('secret_in_url')
    expect(token.request?.url).toContain('client_secret=••••••••')
  })

  test('a missing client secret is named and its place is shown', () => {
    const { token } = buildPreview(buildProfile('maxkey'), {}, [])
    expect(token.problem?.code).toBe('secret_missing')
    expect(names(token, 'form')).toContain('client_secret')
  })

  test('an address that is none has no request to show', () => {
    const profile = buildProfile('bamboocloud', { variables: { your_domain: 'a b' } })
    expect(buildPreview(profile, {}, ['client_secret']).token).toMatchObject({
      request: null,
      problem: { code: 'url_invalid' },
    })
  })

  test('a body in a GET request has no form', () => {
    const profile = buildProfile('rfc6749')
    const token = { ...profile.dialect.request.token, method: 'GET' as const }
    const changed = { ...profile, dialect: { ...profile.dialect, request: { ...profile.dialect.request, token } } }
    expect(buildPreview(changed, {}, ['client_secret']).token.problem?.code).toBe('profile_invalid')
  })
})

describe('what will be sent', () => {
  test.each(presets.map((preset) => preset.id))('%s shows its three requests with everything given', (id) => {
    const profile = buildProfile(id, { secretInUrlAllowed: true, username: 'person' })
    const preview = buildPreview(profile, {}, ['client_secret', 'password'])
    for (const one of [preview.authorize, preview.token, preview.refresh]) {
      expect(one?.problem).toBeNull()
      expect(one?.request?.parts.length).toBeGreaterThan(0)
    }
  })

  test('values that only a run knows are told by their origin', () => {
    const preview = buildPreview(buildProfile('rfc6749', { scopes: ['openid'] }), {}, ['client_secret'])
    expect(preview.authorize?.request?.parts.map((part) => part.origin)).toEqual(
      expect.arrayContaining(['state', 'nonce', 'code_challenge', 'redirect_uri']),
    )
    expect(preview.token.request?.parts.map((part) => part.origin)).toEqual(
      expect.arrayContaining(['code', 'code_verifier', 'client_authentication']),
    )
    expect(names(preview.refresh, 'form')).toEqual(['grant_type', 'refresh_token'])
  })

  test('no placeholder of a secret is ever readable', () => {
    const profile = buildProfile('tkeel', { username: 'person', secretInUrlAllowed: true })
    const preview = buildPreview(profile, {}, ['password'])
    const shown = [preview.authorize, preview.token, preview.refresh].flatMap((one) => one?.request?.parts ?? [])
    const secret = shown.filter((part) => part.secret)
    expect(secret.map((part) => part.name)).toEqual(['password', 'code', 'refresh_token'])
    expect(secret.map((part) => part.value)).toEqual(['••••••••', '••••••••', '••••••••'])
    expect(preview.authorize?.request?.url).toContain('password=••••••••')
  })

  test('a grant without a redirect has no authorization request', () => {
    const preview = buildPreview(buildProfile('rfc6749', { grant: 'client_credentials' }), {}, ['client_secret'])
    expect(preview.authorize).toBeNull()
    expect(names(preview.token, 'form')).toEqual(['grant_type'])
  })

  test('refreshes go to their own address where there is one', () => {
    const profile = buildProfile('rfc6749')
    const endpoints = { ...profile.dialect.endpoints, refresh: 'https://sso.example.com/{lane}/refresh' }
    const changed = { ...profile, dialect: { ...profile.dialect, endpoints } }
    expect(buildPreview(changed, { lane: 'fast' }, ['client_secret']).refresh.request?.url).toBe(
      'https://sso.example.com/fast/refresh',
    )
  })

  test('a loopback port that is not chosen yet stands as PORT', () => {
    const { authorize } = buildPreview(buildProfile('rfc6749'), {}, ['client_secret'])
    const redirect = authorize?.request?.parts.find((part) => part.origin === 'redirect_uri')
    expect(redirect?.value).toBe('http://127.0.0.1:PORT/callback')
  })

  test('an endpoint that answers itself has no port to choose', () => {
    const profile = buildProfile('tkeel', { username: 'person', secretInUrlAllowed: true })
    const { authorize } = buildPreview(profile, {}, ['password'])
    const redirect = authorize?.request?.parts.find((part) => part.origin === 'redirect_uri')
    expect(redirect?.value).toBe('http://127.0.0.1/callback')
    expect(names(authorize, 'header')).toEqual(['Accept'])
  })
})

describe('an authorization request that is more than its URL', () => {
  const claims = '{"id_token":{"acr":null}}'
  const settings = { grant: 'hybrid', scopes: ['openid'], authorization: { maxAge: 0, claims, responseMode: 'jwt' } }
  const carried = (how: object): Profile =>
    buildProfile('rfc6749', { ...settings, authorization: { ...settings.authorization, ...how } })
  const withPar = (profile: Profile): Profile => {
    const endpoints = { ...profile.dialect.endpoints, pushedAuthorization: 'https://sso.example.com/par' }
    return { ...profile, dialect: { ...profile.dialect, endpoints } }
  }
  const all = ['client_secret', 'private_key'] as const

  test('shows every setting as it will be sent', () => {
    const { authorize } = buildPreview(carried({}), {}, all)
    const values = Object.fromEntries(authorize?.request?.parts.map((part) => [part.name, part.value]) ?? [])
    expect(values).toMatchObject({ response_type: 'code id_token', response_mode: 'jwt', max_age: '0', claims })
    expect(authorize?.problem).toBe(null)
  })

  test('shows the signed request as a placeholder, and what is inside', () => {
    const { authorize } = buildPreview(carried({ requestObject: 'signed' }), {}, all)
    expect(authorize?.request?.url).toBe(
      'https://sso.example.com/authorize?response_type=code+id_token&client_id=app&scope=openid&request=placeholder',
    )
    expect(names(authorize, 'request_object')).toEqual(expect.arrayContaining(['state', 'nonce', 'max_age', 'claims']))
  })

  test('shows what is handed in, and the name that comes back as a placeholder', () => {
    const { authorize } = buildPreview(withPar(carried({ pushed: true, requestObject: 'signed' })), {}, all)
    expect(authorize?.request?.url).toBe('https://sso.example.com/authorize?client_id=app&request_uri=placeholder')
    expect(names(authorize, 'pushed')).toEqual(['client_id', 'request'])
    expect(names(authorize, 'request_object')).toContain('max_age')
  })

  test('names what is missing for it, and is shown all the same', () => {
    const unsigned = buildPreview(carried({ requestObject: 'signed' }), {}, ['client_secret']).authorize
    expect(unsigned?.problem).toMatchObject({ code: 'secret_missing', evidence: { secret: 'private_key' } })
    expect(unsigned?.request?.url).toContain('request=placeholder')
    const nowhere = buildPreview(carried({ pushed: true }), {}, all).authorize
    expect(nowhere?.problem).toMatchObject({ code: 'endpoint_missing' })
    expect(nowhere?.request?.url).toContain('request_uri=placeholder')
    const broken = buildPreview(carried({ claims: '{' }), {}, all).authorize
    expect(broken?.problem).toMatchObject({ code: 'profile_invalid' })
  })

  test('of the implicit flow is the only one: no code is exchanged', () => {
    const preview = buildPreview(buildProfile('rfc6749', { grant: 'implicit' }), {}, all)
    expect(preview.authorize?.findings.map((one) => one.code)).toContain('grant_discouraged')
    expect(preview.token).toEqual({ request: null, problem: null, missing: [], findings: [] })
    const hybrid = buildPreview(buildProfile('rfc6749', { grant: 'hybrid' }), {}, all)
    expect(names(hybrid.token, 'form')).toContain('code')
  })
})
