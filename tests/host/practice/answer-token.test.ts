import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { practiceAccount } from '../../../electron/host/practice/practice-accounts.ts'
import { createPracticeMemory } from '../../../electron/host/practice/practice-memory.ts'
import { type PracticeProvider, practiceProviders, practiceShapes } from '../../../shared/dialects/practice-choices.ts'
import {
  findAccessToken,
  findRefreshToken,
  obtainCode,
  openTestPractice,
  redeemCode,
  refresh,
  requestTokens,
  signIn,
  standAt,
} from './practice-client.ts'

// One for all tests: a signing key takes its time.
const memory = createPracticeMemory()
let practice: Awaited<ReturnType<typeof openTestPractice>>
beforeEach(async () => {
  practice = await openTestPractice({ memory })
})
afterEach(() => practice.close())

const dialects = practiceProviders.filter((provider) => provider !== 'standard')
const day = 86_400_000

/** How each provider says no to a code: its error, and the status it comes with. */
const codeRefusals: Readonly<Record<PracticeProvider, readonly [number, string]>> = {
  standard: [400, '"error":"invalid_grant"'],
  maxkey: [200, '"error":"invalid_grant"'],
  xt: [200, '"rc":1,"mc":"INVALID_GRANT"'],
  workfront: [400, '"error":"invalid_grant"'],
  tkeel: [500, 'OAUTH_ERR_SERVER_ERROR'],
  bamboocloud: [400, '"error": "invalid_grant"'],
}

async function expectCodeRefused(provider: PracticeProvider, response: Response) {
  const [status, words] = codeRefusals[provider]
  const text = await response.text()
  expect([response.status, text.includes(words), findAccessToken(text)]).toEqual([status, true, undefined])
}

describe.each(practiceProviders)('%s refuses', (provider) => {
  test('a code that was used', async () => {
    const stand = standAt(practice, provider)
    const code = await obtainCode(stand)
    expect(findAccessToken(await (await redeemCode(stand, code)).text())).toBeDefined()
    await expectCodeRefused(provider, await redeemCode(stand, code))
  })

  test('a code that nobody issued', async () => {
    const code = '11111111-2222-4333-8444-555555555555'
    await expectCodeRefused(provider, await redeemCode(standAt(practice, provider), code))
  })

  test('a redirect URI that is not the first one to the byte', async () => {
    const stand = standAt(practice, provider)
    const response = await redeemCode(stand, await obtainCode(stand), {
      redirect_uri: 'http://127.0.0.1:4567/Callback',
    })
    expect(findAccessToken(await response.text())).toBeUndefined()
  })

  test('a grant that it does not know', async () => {
    const text = await (await requestTokens(standAt(practice, provider), { grant_type: 'toString' })).text()
    expect(text.toLowerCase()).toContain('unsupported_grant_type')
  })

  test('a refresh token that nobody issued', async () => {
    const text = await (await refresh(standAt(practice, provider), 'nonsense')).text()
    expect(findAccessToken(text)).toBeUndefined()
  })
})

describe.each(dialects)('%s refuses', (provider) => {
  test('a code of another provider', async () => {
    const other = provider === 'xt' ? 'bamboocloud' : 'xt'
    const response = await redeemCode(standAt(practice, provider), await obtainCode(standAt(practice, other)))
    expect(findAccessToken(await response.text())).toBeUndefined()
  })

  test('a refresh token of another provider', async () => {
    const token = findRefreshToken(await signIn(standAt(practice, provider === 'workfront' ? 'tkeel' : 'workfront')))
    expect(findAccessToken(await (await refresh(standAt(practice, provider), token ?? '')).text())).toBeUndefined()
  })

  test('a code that has grown old', async () => {
    const stand = standAt(practice, provider)
    const code = await obtainCode(stand)
    practice.clock.ahead = provider === 'bamboocloud' ? 301_000 : 601_000
    expect(findAccessToken(await (await redeemCode(stand, code)).text())).toBeUndefined()
  })

  test('a verifier that does not belong to the challenge, and none at all', async () => {
    const stand = standAt(practice, provider)
    for (const code_verifier of ['the-other-verifier', '']) {
      const code = await obtainCode(stand, { code_challenge: 'challenge', code_challenge_method: 'S256' })
      expect(findAccessToken(await (await redeemCode(stand, code, { code_verifier })).text())).toBeUndefined()
    }
  })

  test('a refresh token that has grown old', async () => {
    const stand = standAt(practice, provider)
    const token = findRefreshToken(await signIn(stand)) ?? ''
    practice.clock.ahead = 400 * day
    expect(findAccessToken(await (await refresh(stand, token)).text())).toBeUndefined()
  })

  test('an access token that is sent as a refresh token', async () => {
    const stand = standAt(practice, provider)
    const token = findAccessToken(await signIn(stand)) ?? ''
    expect(findAccessToken(await (await refresh(stand, token)).text())).toBeUndefined()
  })
})

describe.each(['maxkey', 'xt', 'workfront', 'bamboocloud', 'standard'] as const)('%s refuses', (provider) => {
  test('a client with the wrong secret', async () => {
    const stand = standAt(practice, provider, 'real', 'wrong_secret')
    const response = await redeemCode(stand, await obtainCode(stand))
    expect((await response.text()).toLowerCase()).toContain('invalid_client')
  })
})

describe.each(practiceProviders.flatMap((provider) => practiceShapes.map((shape) => [provider, shape] as const)))(
  '%s, %s',
  (provider, shape) => {
    test('exchanges a code and refreshes', async () => {
      const stand = standAt(practice, provider, shape)
      const first = await redeemCode(stand, await obtainCode(stand))
      const text = await first.text()
      expect(first.status).toBe(200)
      const second = await refresh(stand, findRefreshToken(text) ?? '')
      expect(second.status).toBe(200)
      expect(findAccessToken(await second.text())).toMatch(/./)
    })
  },
)

describe.each(dialects)('%s with PKCE', (provider) => {
  test.each(['S256', 'plain'])('takes the verifier of a challenge made with %s', async (code_challenge_method) => {
    const stand = standAt(practice, provider)
    const code_verifier = 'a-verifier-that-is-long-enough-for-section-4-1'
    const hashed = createHash('sha256').update(code_verifier).digest('base64url')
    const code_challenge = code_challenge_method === 'S256' ? hashed : code_verifier
    const code = await obtainCode(stand, { code_challenge, code_challenge_method })
    expect(findAccessToken(await (await redeemCode(stand, code, { code_verifier })).text())).toMatch(/./)
  })
})

describe('what a refresh does with the refresh token', () => {
  const next = async (provider: PracticeProvider, token: string) =>
    findRefreshToken(await (await refresh(standAt(practice, provider), token)).text())

  test.each(['standard', 'tkeel', 'bamboocloud'] as const)(
    '%s gives a new one and forgets the old',
    async (provider) => {
      const first = findRefreshToken(await signIn(standAt(practice, provider))) ?? ''
      const second = await next(provider, first)
      expect([undefined, first]).not.toContain(second)
      expect(await next(provider, first)).toBeUndefined()
    },
  )

  test('maxkey gives the same again', async () => {
    const first = findRefreshToken(await signIn(standAt(practice, 'maxkey'))) ?? ''
    expect(await next('maxkey', first)).toBe(first)
  })

  test('workfront gives none, and the old one goes on working', async () => {
    const first = findRefreshToken(await signIn(standAt(practice, 'workfront'))) ?? ''
    expect(await next('workfront', first)).toBeUndefined()
    expect(findAccessToken(await (await refresh(standAt(practice, 'workfront'), first)).text())).toMatch(/./)
  })

  test('xt gives a new one and still takes the old', async () => {
    const first = findRefreshToken(await signIn(standAt(practice, 'xt'))) ?? ''
    practice.clock.ahead = 5000
    expect(await next('xt', first)).not.toBe(first)
    expect(await next('xt', first)).toMatch(/./)
  })
})

describe.each(practiceProviders)('%s after a restart', (provider) => {
  test('still takes the refresh token of an earlier process', async () => {
    const token = findRefreshToken(await signIn(standAt(practice, provider))) ?? ''
    const second = await openTestPractice({ memory })
    const text = await (await refresh(standAt(second, provider), token)).text()
    await second.close()
    expect(findAccessToken(text)).toMatch(/./)
  })
})

describe.each(['standard', 'maxkey'] as const)('%s', (provider) => {
  test('gives a client that acts for itself a token and no refresh token', async () => {
    const text = await (await requestTokens(standAt(practice, provider), { grant_type: 'client_credentials' })).text()
    expect(findAccessToken(text)).toMatch(/./)
    expect(findRefreshToken(text)).toBeUndefined()
  })

  test('takes a password, and only the right one', async () => {
    const { username, password } = practiceAccount
    const ask = async (shown: string) =>
      (await requestTokens(standAt(practice, provider), { grant_type: 'password', username, password: shown })).text()
    expect(findAccessToken(await ask('wrong'))).toBeUndefined()
    expect(findRefreshToken(await ask(password))).toMatch(/./)
  })
})
