import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PracticeServer } from '../../../../electron/host/practice/practice-server.ts'
import {
  find,
  obtainCode,
  openTestPractice,
  readClaims,
  redeemCode,
  send,
  signIn,
  standAt,
} from '../practice-client.ts'

let practice: PracticeServer
beforeAll(async () => {
  practice = await openTestPractice()
})
afterAll(() => practice.close())

describe('the token endpoint', () => {
  test('refuses a wrong secret with 401', async () => {
    const stand = standAt(practice, 'workfront', 'real', 'wrong_secret')
    const response = await redeemCode(stand, await obtainCode(stand))
    expect([response.status, await response.json()]).toEqual([
      401,
      { error: 'invalid_client', error_description: 'Bad client credentials' },
    ])
  })

  test('names the parameter that is missing', async () => {
    const body = new URLSearchParams({ grant_type: 'authorization_code', code: 'x' })
    const response = await send(`${practice.origin}/workfront/oauth2/token`, { method: 'POST', body })
    expect([response.status, (await response.json()).error_description]).toEqual([400, 'Missing parameter: client_id'])
  })

  test('knows the spelling of the translated table in the documented shape only', async () => {
    for (const [shape, status] of [
      ['real', 400],
      ['documented', 200],
    ] as const) {
      const stand = standAt(practice, 'workfront', shape)
      const response = await redeemCode(stand, await obtainCode(stand), { grant_type: 'authorizationcode' })
      expect([shape, response.status]).toEqual([shape, status])
    }
  })

  test('needs no redirect URI, because Workfront sends none', async () => {
    const stand = standAt(practice, 'workfront')
    expect((await redeemCode(stand, await obtainCode(stand), { redirect_uri: '' })).status).toBe(200)
  })
})

test('the documented answer has bare keys and the misspelt lifetime', async () => {
  const text = await signIn(standAt(practice, 'workfront', 'documented'))
  expect(text).toMatch(/^\{\naccess_token:"[0-9a-f]{15}",\nrefresh_token:"[\w-]+",\nexpires_id:3600\n\}$/)
})

test('the real answer is JSON without a token type', async () => {
  const text = await signIn(standAt(practice, 'workfront'))
  expect(Object.keys(JSON.parse(text))).toEqual(['access_token', 'refresh_token', 'expires_in'])
  expect(JSON.parse(text).expires_in).toBe(3600)
  const claims = readClaims(find(text, 'access_token'))
  expect(Number(claims.exp) - Number(claims.iat)).toBe(3600)
})
