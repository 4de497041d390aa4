import { createLocalJWKSet, jwtVerify } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { practiceAccount } from '../../../../electron/host/practice/practice-accounts.ts'
import type { PracticeServer } from '../../../../electron/host/practice/practice-server.ts'
import { find, obtainCode, openTestPractice, redeemCode, send, signIn, standAt } from '../practice-client.ts'

let practice: PracticeServer
beforeAll(async () => {
  practice = await openTestPractice()
})
afterAll(() => practice.close())

/** The three errors as they are printed. */
const printedErrors = {
  redirect_mismatch: `{
    "error": "invalid_grant",
    "error_description": "Invalid redirect: [xxx] (xx) does not match one of the registered values."
}`,
  expired_code: `{
    "error": "invalid_grant",
    "error_description": "Invalid authorization code: a2W0B8Q"
}`,
  wrong_secret: `{
    "error": "invalid_client",
    "error_description": "Bad client credentials"
}`,
}

describe('a refusal', () => {
  test.each([
    ['redirect_mismatch', 400],
    ['expired_code', 400],
    ['wrong_secret', 401],
  ] as const)('is printed as the document has it: %s', async (fault, status) => {
    const stand = standAt(practice, 'bamboocloud', 'documented', fault)
    const response = await redeemCode(stand, await obtainCode(stand))
    expect([response.status, await response.text()]).toEqual([status, printedErrors[fault]])
  })

  test('names what was really sent in the real shape', async () => {
    const stand = standAt(practice, 'bamboocloud')
    expect(await (await redeemCode(stand, 'stRWlW')).json()).toMatchObject({
      error_description: 'Invalid authorization code: stRWlW',
    })
    const response = await redeemCode(stand, await obtainCode(stand), { redirect_uri: 'http://127.0.0.1/x' })
    expect((await response.json()).error_description).toMatch(/^Invalid redirect: \[http:\/\/127\.0\.0\.1\/x\]/)
  })

  test('meets a secret in the form', async () => {
    const { clientId, clientSecret } = practiceAccount
    const body = new URLSearchParams({ grant_type: 'refresh_token', client_id: clientId, client_secret: clientSecret })
    const response = await send(`${practice.origin}/bamboocloud/api/v1/oauth2/token`, { method: 'POST', body })
    expect(response.status).toBe(400)
    const wrong = { authorization: `Basic ${Buffer.from(`${clientId}:wrong`).toString('base64')}` }
    const url = `${practice.origin}/bamboocloud/api/v1/oauth2/token`
    expect((await send(url, { method: 'POST', body, headers: wrong })).status).toBe(401)
  })
})

test('the documented answer is laid out as printed, with its elided ID token', async () => {
  const text = await signIn(standAt(practice, 'bamboocloud', 'documented'))
  expect(text.replace(/("(?:access|refresh)_token": )"[\w-]+"/g, '$1"..."')).toBe(`{
    "access_token": "...",
    "token_type": "Bearer",
    "refresh_token": "...",
    "expires_in": 7199,
    "scope": "openid profile",
    "id_token": "eyJraWQVlMiIsImFsZOiJodHRwczovL21o...8oEoRsydhg"
}`)
})

test('the real ID token is signed by a published key, for this client and this request', async () => {
  const text = await signIn(standAt(practice, 'bamboocloud'))
  const keys = await (await send(`${practice.origin}/bamboocloud/api/v1/oauth2/jwks`)).json()
  const { payload } = await jwtVerify(find(text, 'id_token') ?? '', createLocalJWKSet(keys), {
    issuer: `${practice.origin}/bamboocloud/api/v1/oauth2`,
    audience: practiceAccount.clientId,
    algorithms: ['RS256'],
  })
  expect([payload.nonce, Number(payload.exp) - Number(payload.iat)]).toEqual(['nonce-1', 7199])
  expect(JSON.stringify(keys)).not.toContain('"d"')
})

test('the redirect URI may be left out', async () => {
  const stand = standAt(practice, 'bamboocloud')
  expect((await redeemCode(stand, await obtainCode(stand), { redirect_uri: '' })).status).toBe(200)
})
