import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { practiceAccount } from '../../../../electron/host/practice/practice-accounts.ts'
import type { PracticeServer } from '../../../../electron/host/practice/practice-server.ts'
import {
  authorize,
  find,
  obtainCode,
  openTestPractice,
  readClaims,
  redeemCode,
  redirectUri,
  requestTokens,
  send,
  signIn,
  standAt,
} from '../practice-client.ts'

let practice: PracticeServer
beforeAll(async () => {
  practice = await openTestPractice()
})
afterAll(() => practice.close())

const { username, password } = practiceAccount
const oauth = 'io.tkeel.security.api.oauth.v1'
const requestPassword = (shape: 'real' | 'documented', shown: string) =>
  requestTokens(standAt(practice, 'tkeel', shape), { grant_type: 'password', username, password: shown })

describe('a refusal', () => {
  test('is a code, a message and no data at the real server', async () => {
    const response = await requestPassword('real', 'wrong')
    expect([response.status, await response.json()]).toEqual([
      400,
      { code: `${oauth}.OAUTH_ERR_INVALID_USER_OR_PWD`, msg: '用户名密码错误', data: null },
    ])
  })

  test('is a google.rpc.Status in the document', async () => {
    const response = await requestPassword('documented', 'wrong')
    expect([response.status, await response.json()]).toEqual([
      401,
      {
        code: 16,
        message: 'Bad user credentials',
        details: [
          {
            '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
            reason: 'OAUTH_ERR_INVALID_USER_OR_PWD',
            domain: 'security.tkeel.io',
          },
        ],
      },
    ])
  })

  test('meets another tenant', async () => {
    const response = await send(`${practice.origin}/tkeel/oauth/other/token?grant_type=password`)
    expect([response.status, (await response.json()).code]).toEqual([403, `${oauth}.OAUTH_ERR_UNAUTHORIZED_CLIENT`])
  })

  test('meets a sign-in without the right user', async () => {
    for (const shown of ['wrong', '']) {
      const response = await authorize(standAt(practice, 'tkeel'), { prompt: '', username, password: shown })
      expect(response.status).toBe(400)
    }
  })

  test('meets the spelling of the document at the real server', async () => {
    const stand = standAt(practice, 'tkeel')
    const response = await redeemCode(stand, await obtainCode(stand), { grant_type: 'authorize_code' })
    expect([response.status, (await response.json()).code]).toEqual([400, `${oauth}.OAUTH_ERR_UNSUPPORTED_GRANT_TYPE`])
  })

  test('meets a code without its redirect URI', async () => {
    const stand = standAt(practice, 'tkeel')
    expect((await redeemCode(stand, await obtainCode(stand), { redirect_uri: '' })).status).toBe(400)
  })
})

describe('the authorize endpoint', () => {
  test('answers with the code in the body and redirects nobody', async () => {
    const response = await authorize(standAt(practice, 'tkeel', 'documented'), { prompt: '', username, password })
    expect([response.status, response.headers.get('location')]).toEqual([200, null])
    expect(Object.keys(await response.json())).toEqual(['code'])
  })

  test('puts the real answer into the envelope', async () => {
    expect(await (await authorize(standAt(practice, 'tkeel'))).json()).toEqual({
      code: 'io.tkeel.SUCCESS',
      msg: '',
      data: { '@type': `type.googleapis.com/${oauth}.AuthorizeResponse`, code: expect.stringMatching(/./) },
    })
  })
})

test('the documented answer has its lifetime as a string', async () => {
  const body = JSON.parse(await signIn(standAt(practice, 'tkeel', 'documented')))
  expect(Object.keys(body)).toEqual(['access_token', 'expires_in', 'refresh_token', 'token_type'])
  expect(body).toMatchObject({ expires_in: '86400', token_type: 'Bearer' })
})

test('the real answer is wrapped', async () => {
  expect(JSON.parse(await signIn(standAt(practice, 'tkeel')))).toEqual({
    code: 'io.tkeel.SUCCESS',
    msg: '',
    data: {
      '@type': `type.googleapis.com/${oauth}.TokenResponse`,
      access_token: expect.stringMatching(/^eyJ/),
      expires_in: '86400',
      refresh_token: expect.stringMatching(/./),
      token_type: 'Bearer',
      redirect_url: '',
    },
  })
})

test('the documented spelling of the code grant works in the documented shape', async () => {
  const stand = standAt(practice, 'tkeel', 'documented')
  expect((await redeemCode(stand, await obtainCode(stand), { grant_type: 'authorize_code' })).status).toBe(200)
})

test('a password gives tokens, in front of the gateway and behind it', async () => {
  expect((await requestPassword('real', password)).status).toBe(200)
  const query = new URLSearchParams({ grant_type: 'password', username, password })
  const response = await send(`${practice.origin}/tkeel/apis/security/v1/oauth/demo-tenant/token?${query}`)
  const claims = readClaims(find(await response.text(), 'access_token'))
  expect([claims.aud, claims.sub]).toEqual(['tkeel', practiceAccount.subject])
})

describe('with an identity provider elsewhere', () => {
  test.each(['real', 'documented'] as const)('the %s answer is an address and no token', async (shape) => {
    const stand = standAt(practice, 'tkeel', shape, 'external_idp')
    const text = await (await redeemCode(stand, await obtainCode(stand))).text()
    expect(find(text, 'redirect_url')).toMatch(/^https:\/\/login\.practice\.invalid\//)
    expect(find(text, 'access_token')).toBe('')
  })

  test('the tokens come in the query of a Location', async () => {
    const stand = standAt(practice, 'tkeel', 'real', 'location_tokens')
    const response = await redeemCode(stand, await obtainCode(stand))
    const location = new URL(response.headers.get('location') ?? '')
    expect([response.status, await response.text(), location.pathname]).toEqual([301, '', '/auth/redirect'])
    expect([...location.searchParams.keys()]).toEqual(['token_type', 'access_token', 'refresh_token', 'expires_in'])
    expect(location.origin).toBe(practice.origin)
    expect(redirectUri).not.toContain(location.host)
  })
})
