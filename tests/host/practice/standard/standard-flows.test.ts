import { decodeJwt, exportJWK, generateKeyPair, SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { practiceAccount } from '../../../../electron/host/practice/practice-accounts.ts'
import type { PracticeServer } from '../../../../electron/host/practice/practice-server.ts'
import { grantTypeNames } from '../../../../electron/host/practice/standard/own-grants.ts'
import type { PracticeFault } from '../../../../shared/dialects/practice-choices.ts'
import { authorize, openTestPractice, type Parameters, redirectUri, send, standAt } from '../practice-client.ts'

let practice: PracticeServer
beforeAll(async () => {
  practice = await openTestPractice()
})
afterAll(() => practice.close())

type Answer = Readonly<Record<string, string>>

const credentials = Buffer.from(`${practiceAccount.clientId}:${practiceAccount.clientSecret}`).toString('base64')
const basic = { authorization: `Basic ${credentials}` }

const at = (path: string, fault: PracticeFault = 'none'): string =>
  `${standAt(practice, 'standard', 'real', fault).base}${path}`

const post = (path: string, form: Parameters, fault?: PracticeFault, headers: Parameters = basic): Promise<Response> =>
  send(at(path, fault), { method: 'POST', body: new URLSearchParams(form), headers })

const ask = async (path: string, form: Parameters, fault?: PracticeFault, headers?: Parameters): Promise<Answer> =>
  (await (await post(path, form, fault, headers)).json()) as Answer

describe('a device', () => {
  const begin = async (fault?: PracticeFault) => {
    const began = await ask('/device/auth', { scope: 'openid email' }, fault)
    const poll = () =>
      ask('/token', { grant_type: grantTypeNames.device_code, device_code: began.device_code ?? '' }, fault)
    return { began, poll }
  }

  test('gets no token for a code that was typed wrong, and none when it is denied', async () => {
    const { began, poll } = await begin()
    expect((await post('/device', { user_code: 'WRONG' }, 'none', {})).status).toBe(400)
    expect(await poll()).toMatchObject({ error: 'authorization_pending' })
    await post('/device', { user_code: began.user_code ?? '', decision: 'deny' }, 'none', {})
    expect(await poll()).toMatchObject({ error: 'access_denied' })
  })

  test('gets its tokens when the code is typed and allowed, once', async () => {
    const { began, poll } = await begin()
    expect(await (await send(began.verification_uri ?? '')).text()).toContain('name="user_code"')
    const asked = await (await send(began.verification_uri_complete ?? '')).text()
    expect(asked).toContain(began.user_code)
    expect(asked).toContain('openid email')
    const typed = (began.user_code ?? '').toLowerCase().replace('-', '')
    const decided = await post('/device', { user_code: typed, decision: 'allow' }, 'none', {})
    expect(await decided.text()).toContain('Allowed')
    const tokens = await poll()
    expect(decodeJwt(tokens.id_token ?? '')).toMatchObject({ sub: practiceAccount.subject })
    expect(await poll()).toMatchObject({ error: 'invalid_grant' })
  })

  test('meets the faults of polling', async () => {
    const { poll } = await begin('slow_down')
    expect([(await poll()).error, (await poll()).error]).toEqual(['slow_down', 'authorization_pending'])
    expect(await (await begin('expired_device_code')).poll()).toMatchObject({ error: 'expired_token' })
    expect(await (await begin('access_denied')).poll()).toMatchObject({ error: 'access_denied' })
  })
})

describe('CIBA', () => {
  test('names a person that it does not know', async () => {
    const refused = await ask('/backchannel', { scope: 'openid', login_hint: 'nobody' })
    expect(refused).toMatchObject({ error: 'unknown_user_id' })
  })

  test('is confirmed while the client polls', async () => {
    const hint = { scope: 'openid', login_hint: practiceAccount.username, binding_message: 'W4SCT' }
    const { auth_req_id = '', interval } = await ask('/backchannel', hint)
    const poll = () => ask('/token', { grant_type: grantTypeNames.ciba, auth_req_id })
    expect([interval, (await poll()).error]).toEqual([2, 'authorization_pending'])
    expect(await poll()).toHaveProperty('id_token')
  })
})

describe('the other grants', () => {
  test.each<[string, Parameters]>([
    [grantTypeNames.token_exchange, { subject_token: 'abc' }],
    [grantTypeNames.jwt_bearer, { assertion: 'not-a-jwt' }],
    [grantTypeNames.saml2_bearer, { assertion: Buffer.from('<nothing/>').toString('base64url') }],
    ['password', { username: 'practice', password: 'wrong' }],
  ])('%s is refused when it is out of order', async (grantType, parameters) => {
    expect(await ask('/token', { grant_type: grantType, ...parameters })).toMatchObject({
      error: expect.stringMatching(/^invalid_(request|grant)$/),
    })
  })

  test.each<[string, Parameters]>([
    [grantTypeNames.token_exchange, { subject_token: 'abc', subject_token_type: 'urn:x' }],
    [grantTypeNames.jwt_bearer, { assertion: `e30.${Buffer.from('{"sub":"me"}').toString('base64url')}.x` }],
    [grantTypeNames.saml2_bearer, { assertion: Buffer.from('<saml:Assertion/>').toString('base64url') }],
    ['password', { username: practiceAccount.username, password: practiceAccount.password }],
    ['urn:example:grant-type:custom', { note: 'kept' }],
  ])('%s gives a token when it is in order', async (grantType, parameters) => {
    expect(await ask('/token', { grant_type: grantType, ...parameters })).toHaveProperty('access_token')
  })
})

describe('the authorization request', () => {
  const readLocation = async (response: Response): Promise<URL> => new URL(response.headers.get('location') ?? '')

  test.each(['id_token', 'id_token token', 'code id_token token'])('brings %s in the fragment', async (type) => {
    const location = await readLocation(await authorize(standAt(practice, 'standard'), { response_type: type }))
    expect(location.hash).toContain('id_token=')
  })

  test('comes back as a form, and signed', async () => {
    const stand = standAt(practice, 'standard')
    const form = await (await authorize(stand, { response_mode: 'form_post' })).text()
    expect(form).toContain(`action="${redirectUri}"`)
    const signed = await readLocation(await authorize(stand, { response_mode: 'query.jwt' }))
    expect(decodeJwt(signed.searchParams.get('response') ?? '')).toMatchObject({ aud: practiceAccount.clientId })
  })

  test('may be signed by a client that registered its key, and pushed', async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256')
    const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'ES256', use: 'sig' }] }
    const metadata = { redirect_uris: [redirectUri], application_type: 'native', jwks }
    const registered = await send(at('/reg'), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...metadata, token_endpoint_auth_method: 'none' }),
    })
    const { client_id = '' } = (await registered.json()) as Answer
    const claims = { client_id, response_type: 'code', redirect_uri: redirectUri, scope: 'openid', prompt: 'none' }
    const request = await new SignJWT({ ...claims, iss: client_id, aud: at('') })
      .setProtectedHeader({ alg: 'ES256', kid: 'k' })
      .sign(privateKey)
    const { request_uri = '' } = await ask('/request', { client_id, request }, 'none', {})
    const location = await readLocation(await send(at(`/auth?${new URLSearchParams({ client_id, request_uri })}`)))
    expect(location.searchParams.get('code')).toMatch(/./)
  })
})

describe('around the tokens', () => {
  const obtain = async (): Promise<Answer> => {
    const { username, password } = practiceAccount
    return ask('/token', { grant_type: 'password', username, password, scope: 'openid email' })
  }

  test('userinfo may be asked with POST, and a revoked token is not active', async () => {
    const { access_token: token = '' } = await obtain()
    expect(await ask('/me', { access_token: token }, 'none', {})).toMatchObject({ email: practiceAccount.email })
    expect(await ask('/token/introspection', { token })).toMatchObject({ active: true })
    const signed = await post('/token/introspection', { token }, 'none', {
      ...basic,
      accept: 'application/token-introspection+jwt',
    })
    expect(decodeJwt(await signed.text())).toMatchObject({ token_introspection: { active: true } })
    await post('/token/revocation', { token })
    expect(await ask('/token/introspection', { token })).toEqual({ active: false })
  })

  test('signing out asks who is signed in, and a cookie lasts without TLS', async () => {
    const { id_token: hint = '' } = await obtain()
    const leaving = at(`/session/end?${new URLSearchParams({ id_token_hint: hint })}`)
    const jar = new Map<string, string>()
    const browse = async (url: string, init: RequestInit = {}): Promise<Response> => {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
      const response = await send(url, { ...init, headers: { cookie } })
      for (const line of response.headers.getSetCookie()) {
        expect(line).toMatch(/samesite=lax/i)
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
        jar.set(name, value)
      }
      return response
    }
    const query = { client_id: practiceAccount.clientId, redirect_uri: redirectUri, response_type: 'code' }
    const asking = await browse(at(`/auth?${new URLSearchParams({ ...query, scope: 'openid' })}`))
    const page = new URL(asking.headers.get('location') ?? '', at('/'))
    const allow = { method: 'POST', body: new URLSearchParams({ decision: 'allow' }) }
    await browse((await browse(page.href, allow)).headers.get('location') ?? '')
    expect(jar.size).toBeGreaterThan(0)
    expect(await (await browse(leaving)).text()).toContain('Sign out?')
  })

  test('keys are others as soon as they were fetched', async () => {
    const readPublished = async (): Promise<readonly string[]> => {
      const { keys } = (await (await send(at('/jwks', 'rotated_keys'))).json()) as { keys: { kid: string }[] }
      return keys.map((key) => key.kid)
    }
    const readSigning = async (): Promise<string> => {
      const { username, password } = practiceAccount
      const tokens = await ask('/token', { grant_type: 'password', username, password }, 'rotated_keys')
      const [header = ''] = (tokens.id_token ?? '').split('.')
      return (JSON.parse(Buffer.from(header, 'base64url').toString()) as { kid: string }).kid
    }
    const first = await readSigning()
    expect(await readPublished()).toEqual([first])
    const second = await readSigning()
    expect(second).not.toBe(first)
    expect(await readPublished()).toEqual([second])
  })

  test('a client registers, reads itself and leaves', async () => {
    const metadata = JSON.stringify({ redirect_uris: [redirectUri], application_type: 'native' })
    const headers = { 'content-type': 'application/json' }
    const made = (await (await send(at('/reg'), { method: 'POST', headers, body: metadata })).json()) as Answer
    const authorization = { authorization: `Bearer ${made.registration_access_token}` }
    const uri = made.registration_client_uri ?? ''
    expect((await send(uri, { headers: { authorization: 'Bearer other' } })).status).toBe(401)
    expect((await send(uri, { headers: authorization })).status).toBe(200)
    expect((await send(uri, { method: 'DELETE', headers: authorization })).status).toBe(204)
  })
})
