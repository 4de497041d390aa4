import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PracticeServer } from '../../../../electron/host/practice/practice-server.ts'
import { find, obtainCode, openTestPractice, readClaims, redeemCode, signIn, standAt } from '../practice-client.ts'

let practice: PracticeServer
beforeAll(async () => {
  practice = await openTestPractice()
})
afterAll(() => practice.close())

/** The document's example, its values replaced by what they are. */
const printed = `{
    "rc": 0,
    "mc": "SUCCESS",
    "ma": [],
    "result": {
        "user_id":"10001",
        "access_token": "JWT",//用于访问授权接口的token，默认有效期1天
        "refresh_token": "JWT",//用于刷新access token的token，默认有效期180天
        "expires_in": 15551999,//access_token距离过期的毫秒数
        "refresh_expires_in": 18143999,//refresh_token距离过期的毫秒数
        "client_id": "tokendesk-practice",//机构标识
        "scope": "openid profile"//授权的scope
    }
}`
const hideTokens = (text: string) => text.replace(/"eyJ[^"]+"/g, '"JWT"')

describe.each(['real', 'documented'] as const)('a refusal, %s', (shape) => {
  test('comes with HTTP 200 and the reason in the envelope', async () => {
    const stand = standAt(practice, 'xt', shape, 'wrong_secret')
    const response = await redeemCode(stand, await obtainCode(stand))
    expect([response.status, await response.json()]).toEqual([
      200,
      { rc: 1, mc: 'INVALID_CLIENT', ma: ['Bad client credentials'], result: null },
    ])
  })

  test('tells a code that is too old from one that is wrong', async () => {
    const stand = standAt(practice, 'xt', shape, 'expired_code')
    expect(await (await redeemCode(stand, await obtainCode(stand))).json()).toMatchObject({ mc: 'CODE_EXPIRED' })
    expect(await (await redeemCode(stand, 'nonsense')).json()).toMatchObject({ mc: 'INVALID_GRANT' })
  })
})

test('the documented answer is printed as the document has it, comments and all', async () => {
  const text = await signIn(standAt(practice, 'xt', 'documented'))
  expect(hideTokens(text)).toBe(printed)
  expect(() => JSON.parse(text)).toThrow()
})

test('the real answer is the same without the comments', async () => {
  const text = await signIn(standAt(practice, 'xt'))
  expect(JSON.parse(hideTokens(text))).toEqual(JSON.parse(printed.replace(/\/\/.*/g, '')))
})

test('the tokens prove that the lifetimes are seconds', async () => {
  const text = await signIn(standAt(practice, 'xt'))
  const [access, renewal] = ['access_token', 'refresh_token'].map((name) => readClaims(find(text, name)))
  expect(Number(renewal?.exp) - Number(access?.exp)).toBe(18143999 - 15551999)
  expect(Number(access?.exp) - Date.now() / 1000).toBeCloseTo(15551999, -1)
})

test('the tokens have the claims of the sample in its order, and no iat', async () => {
  const text = await signIn(standAt(practice, 'xt'))
  expect(Object.keys(readClaims(find(text, 'access_token')))).toEqual([
    'sub',
    'user-id',
    'scope',
    'iss',
    'exp',
    'client_id',
  ])
  expect(find(text, 'access_token')?.split('.')[0]).toBe('eyJhbGciOiJSUzI1NiJ9')
})
