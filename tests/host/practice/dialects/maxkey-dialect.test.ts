import { createLocalJWKSet, jwtVerify } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { practiceAccount } from '../../../../electron/host/practice/practice-accounts.ts'
import {
  find,
  obtainCode,
  openTestPractice,
  redeemCode,
  redirectUri,
  send,
  signIn,
  standAt,
} from '../practice-client.ts'

let practice: Awaited<ReturnType<typeof openTestPractice>>
beforeAll(async () => {
  practice = await openTestPractice()
})
afterAll(() => practice.close())

const { clientId, clientSecret } = practiceAccount
const oauth = () => `${practice.origin}/maxkey/sign/authz/oauth/v20`

/** The members of the documented bean in the order of its example. */
const beanMembers = [
  'additionalInformation',
  'expiration',
  'expired',
  'expiresIn',
  'oauth2Exception',
  'refreshToken',
  'scope',
  'tokenType',
  'value',
]

describe('a refusal', () => {
  test('comes with HTTP 200 and an error in the body', async () => {
    const stand = standAt(practice, 'maxkey')
    const response = await redeemCode(stand, 'not-a-uuid')
    expect([response.status, await response.json()]).toEqual([
      200,
      { error: 'invalid_request', error_description: 'The code is not valid format .' },
    ])
  })

  test('is an exception inside the bean in the document', async () => {
    const stand = standAt(practice, 'maxkey', 'documented', 'wrong_secret')
    const response = await redeemCode(stand, await obtainCode(stand))
    const body = await response.json()
    expect([response.status, Object.keys(body)]).toEqual([200, beanMembers])
    expect(body).toMatchObject({ value: null, refreshToken: null })
    expect(body.oauth2Exception).toMatchObject({
      oauth2ErrorCode: 'invalid_client',
      httpErrorCode: 401,
      message: 'Bad client credentials',
      stackTrace: [{ fileName: 'TokenEndpoint.java', nativeMethod: false }],
    })
  })

  test('meets Basic when the parameters name a client without its secret', async () => {
    const headers = { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}` }
    const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId })
    expect(await (await send(`${oauth()}/token`, { method: 'POST', headers, body })).json()).toMatchObject({
      error: 'invalid_client',
    })
  })

  test('meets discovery without a client id', async () => {
    expect(await (await send(`${oauth()}/.well-known/openid-configuration`)).json()).toHaveProperty('error')
  })
})

test('a code looks like a UUID', async () => {
  expect(await obtainCode(standAt(practice, 'maxkey'))).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
})

test('the documented answer is the bean', async () => {
  const body = JSON.parse(await signIn(standAt(practice, 'maxkey', 'documented')))
  expect(Object.keys(body)).toEqual(beanMembers)
  expect(body).toMatchObject({
    additionalInformation: { id_token: expect.stringMatching(/^eyJ/) },
    expired: false,
    expiresIn: 43_200,
    oauth2Exception: null,
    refreshToken: { value: expect.stringMatching(/./), expiration: expect.stringMatching(/\+00:00$/) },
    scope: ['openid', 'profile'],
    tokenType: 'bearer',
  })
  expect((Date.parse(body.expiration) - Date.now()) / 1000).toBeCloseTo(43_200, -1)
})

test('the real answer has standard names with the additional information beside them', async () => {
  const body = JSON.parse(await signIn(standAt(practice, 'maxkey')))
  expect(Object.keys(body)).toEqual(['access_token', 'token_type', 'refresh_token', 'expires_in', 'scope', 'id_token'])
  expect(body).toMatchObject({ token_type: 'bearer', expires_in: 43_200, scope: 'openid profile' })
})

test('a code is taken in a query, in a form and with Basic', async () => {
  const stand = standAt(practice, 'maxkey')
  const named = async () => ({
    grant_type: 'authorization_code',
    code: await obtainCode(stand),
    redirect_uri: redirectUri,
  })
  const secret = { client_id: clientId, client_secret: clientSecret }
  const inQuery = new URLSearchParams({ ...(await named()), ...secret })
  const inForm = new URLSearchParams({ ...(await named()), ...secret })
  const headers = { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}` }
  const answers = await Promise.all([
    send(`${oauth()}/token?${inQuery}`),
    send(`${oauth()}/token?${new URLSearchParams(await named())}`, { headers }),
    send(`${oauth()}/token`, { method: 'POST', body: inForm }),
  ])
  for (const answer of answers) expect(await answer.json()).toHaveProperty('access_token')
})

describe('what hangs on an access token', () => {
  const introspect = async (token: string) =>
    (await send(`${oauth()}/introspect`, { method: 'POST', body: new URLSearchParams({ token }) })).json()

  test('introspection knows no other token', async () => {
    expect(await introspect('somebody-elses')).toEqual({ active: false })
    expect(await introspect('')).toEqual({ active: false })
  })

  test('userinfo refuses an unknown token', async () => {
    expect((await send(`${practice.origin}/maxkey/sign/api/oauth/v20/me`)).status).toBe(401)
  })

  test('both answer for its lifetime', async () => {
    const token = find(await signIn(standAt(practice, 'maxkey')), 'access_token') ?? ''
    expect(await introspect(token)).toMatchObject({ active: true, scope: 'openid profile', sub: '10001' })
    const headers = { authorization: `Bearer ${token}` }
    for (const path of ['oauth/v20/me', 'connect/v10/userinfo'])
      expect(await (await send(`${practice.origin}/maxkey/sign/api/${path}`, { headers })).json()).toMatchObject({
        sub: '10001',
      })
    practice.clock.ahead = 43_201_000
    expect(await introspect(token)).toEqual({ active: false })
    practice.clock.ahead = 0
  })
})

test('the ID token is signed by a key that discovery leads to', async () => {
  const idToken = find(await signIn(standAt(practice, 'maxkey')), 'id_token') ?? ''
  const discovery = await (await send(`${oauth()}/.well-known/openid-configuration?client_id=${clientId}`)).json()
  const keys = createLocalJWKSet(await (await send(discovery.jwks_uri)).json())
  const { payload } = await jwtVerify(idToken, keys, { issuer: discovery.issuer, audience: clientId })
  expect(payload.nonce).toBe('nonce-1')
})
