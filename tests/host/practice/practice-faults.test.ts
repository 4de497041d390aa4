import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PracticeServer } from '../../../electron/host/practice/practice-server.ts'
import {
  type PracticeFault,
  type PracticeProvider,
  practiceFaultsOf,
  practiceProviders,
  practiceShapes,
} from '../../../shared/dialects/practice-choices.ts'
import {
  authorize,
  findAccessToken,
  findRefreshToken,
  obtainCode,
  openTestPractice,
  type Parameters,
  readClaims,
  redeemCode,
  standAt,
} from './practice-client.ts'

let practice: PracticeServer
beforeAll(async () => {
  practice = await openTestPractice()
})
afterAll(() => practice.close())

const redeemWith = async (provider: PracticeProvider, fault: PracticeFault, parameters: Parameters = {}) => {
  const stand = standAt(practice, provider, 'real', fault)
  return redeemCode(stand, await obtainCode(stand), parameters)
}

const redirecting = practiceProviders.filter((provider) => provider !== 'tkeel')

describe.each(redirecting)('the sign-in at %s', (provider) => {
  const answerWith = async (fault: PracticeFault) =>
    new URL((await authorize(standAt(practice, provider, 'real', fault))).headers.get('location') ?? '').searchParams

  test('can be denied without a person', async () => {
    const answer = await answerWith('access_denied')
    expect([answer.get('error'), answer.get('state'), answer.get('code')]).toEqual(['access_denied', 'state-1', null])
  })

  test('can return a state that was not sent', async () => {
    expect((await answerWith('wrong_state')).get('state')).toBe('not-the-state-you-sent')
  })

  test('can name another issuer', async () => {
    expect((await answerWith('wrong_issuer')).get('iss')).toBe('https://practice.invalid')
  })
})

test('the sign-in at tkeel can be denied', async () => {
  const response = await authorize(standAt(practice, 'tkeel', 'real', 'access_denied'))
  expect([response.status, await response.text()]).toEqual([400, expect.stringContaining('INVALID_USER_OR_PWD')])
})

describe.each(['standard', 'maxkey', 'bamboocloud'] as const)('the ID token of %s', (provider) => {
  test('can carry a nonce that was not sent', async () => {
    const text = await (await redeemWith(provider, 'wrong_nonce')).text()
    expect(readClaims(/"id_token":\s*"([^"]+)"/.exec(text)?.[1]).nonce).toBe('not-the-nonce-you-sent')
  })

  test('carries the one that was sent otherwise', async () => {
    const text = await (await redeemWith(provider, 'none')).text()
    expect(readClaims(/"id_token":\s*"([^"]+)"/.exec(text)?.[1]).nonce).toBe('nonce-1')
  })
})

describe.each(['standard', 'maxkey', 'xt', 'bamboocloud'] as const)('the scope of %s', (provider) => {
  test('can be less than was asked for', async () => {
    expect(await (await redeemWith(provider, 'scope_reduced')).text()).toMatch(/"scope":\s*"openid"/)
    expect(await (await redeemWith(provider, 'none')).text()).toMatch(/"scope":\s*"openid profile"/)
  })
})

describe.each(practiceProviders)('the token endpoint of %s', (provider) => {
  test.each(['wrong_secret', 'expired_code', 'redirect_mismatch'] as const)(
    'can refuse a request that is right: %s',
    async (fault) => {
      const response = await redeemWith(provider, fault)
      expect(findAccessToken(await response.text())).toBeUndefined()
      if (provider !== 'maxkey' && provider !== 'xt') expect(response.status).toBeGreaterThanOrEqual(400)
    },
  )

  test('can refuse with HTTP 200', async () => {
    const response = await redeemWith(provider, 'error_200')
    const text = await response.text()
    expect([response.status, findAccessToken(text)]).toEqual([200, undefined])
    expect(text).toMatch(/invalid|error/i)
  })

  test('can break off in the middle of the body', async () => {
    const text = await (await redeemWith(provider, 'malformed_body')).text()
    expect(text).toMatch(/^\{/)
    expect(() => JSON.parse(text)).toThrow()
  })

  test('can answer with a page', async () => {
    const response = await redeemWith(provider, 'html_body')
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
    expect(await response.text()).toMatch(/^<!doctype html>/)
  })

  test('can answer with nothing', async () => {
    const response = await redeemWith(provider, 'empty_body')
    expect([response.status, await response.text()]).toEqual([200, ''])
  })

  test('can call JSON a page', async () => {
    const response = await redeemWith(provider, 'wrong_content_type')
    expect(response.headers.get('content-type')).toBe('text/html')
    expect(findAccessToken(await response.text())).toMatch(/./)
  })

  test('can succeed without a token', async () => {
    const response = await redeemWith(provider, 'missing_token')
    expect([response.status, findAccessToken(await response.text())]).toEqual([200, undefined])
  })

  test('can keep its lifetimes to itself', async () => {
    const text = await (await redeemWith(provider, 'no_lifetime')).text()
    expect(text).toMatch(/"expires_in":\s*null/)
    expect(text).not.toMatch(/expires_in":\s*"?\d/)
  })

  test('can give no refresh token', async () => {
    const text = await (await redeemWith(provider, 'no_refresh_token')).text()
    expect([findAccessToken(text), findRefreshToken(text)]).toEqual([expect.stringMatching(/./), undefined])
  })
})

describe.each(practiceProviders)('the delivery of %s', (provider) => {
  test('can send the client elsewhere', async () => {
    const response = await redeemWith(provider, 'redirect')
    expect([response.status, response.headers.get('location')]).toEqual([302, 'https://practice.invalid/elsewhere'])
  })

  test('can be out of order or busy', async () => {
    expect((await redeemWith(provider, 'server_error')).status).toBe(503)
    const busy = await redeemWith(provider, 'rate_limited')
    expect([busy.status, busy.headers.get('retry-after')]).toEqual([429, '60'])
  })

  test('can have a clock that is ten minutes fast', async () => {
    const date = (await redeemWith(provider, 'clock_skew')).headers.get('date') ?? ''
    expect((Date.parse(date) - Date.now()) / 60_000).toBeCloseTo(10, 0)
  })

  test('can answer late', async () => {
    expect(findAccessToken(await (await redeemWith(provider, 'slow')).text())).toMatch(/./)
  })

  test('can fall silent in the middle of the body', async () => {
    const response = await redeemWith(provider, 'stalled')
    const reader = response.body?.getReader()
    const first = await reader?.read()
    expect(first?.value?.length).toBeLessThan(Number(response.headers.get('content-length')))
    await reader?.cancel()
  })

  test('can close the connection without a word', async () => {
    await expect(redeemWith(provider, 'reset')).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } })
  })
})

describe('a body that is too large', () => {
  test('goes on for 32 MiB', async () => {
    const length = (await (await redeemWith('maxkey', 'huge_body')).arrayBuffer()).byteLength
    expect(length).toBeGreaterThan(32 * 1024 * 1024)
  })

  test('can come compressed to less than a thousandth of it', async () => {
    const stand = standAt(practice, 'maxkey', 'real', 'compressed_bomb')
    const response = await redeemCode(stand, await obtainCode(stand))
    expect(response.headers.get('content-encoding')).toBe('gzip')
    // fetch has already unpacked it; what it becomes is still the token response.
    const text = await response.text()
    expect(text.length).toBeGreaterThan(32 * 1024 * 1024)
    expect(JSON.parse(text).access_token).toMatch(/./)
  })
})

test('a fault strikes at its own address and nowhere else', async () => {
  await redeemWith('xt', 'reset').catch(() => undefined)
  expect(findAccessToken(await (await redeemWith('xt', 'none')).text())).toMatch(/./)
})

test('every address of every provider answers', async () => {
  const silent: readonly PracticeFault[] = ['reset', 'stalled', 'huge_body', 'compressed_bomb']
  for (const provider of practiceProviders)
    for (const shape of practiceShapes)
      for (const fault of practiceFaultsOf(provider).filter((known) => !silent.includes(known))) {
        const { status } = await authorize(standAt(practice, provider, shape, fault))
        expect([provider, fault, status]).toEqual([provider, fault, expect.toSatisfy((code: number) => code < 500)])
      }
})
