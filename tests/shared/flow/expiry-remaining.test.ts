import { describe, expect, test } from 'vitest'
import { type DialectDocument, dialectSchema } from '../../../shared/dialects/dialect.ts'
import { readExpiresIn } from '../../../shared/flow/expiry-remaining.ts'
import type { TokenKind } from '../../../shared/flow/token-set.ts'
import { readTokenResponse } from '../../../shared/flow/token-set-reading.ts'
import { encodeBytesAsBase64, encodeUtf8 } from '../../../shared/lib/bytes-text.ts'
import { epochMs } from '../../../shared/lib/units.ts'

const receivedAt = 1_700_000_000_000

function jwt(claims: object): string {
  const part = (value: object) =>
    encodeBytesAsBase64(encodeUtf8(JSON.stringify(value)))
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replace(/=+$/, '')
  return `${part({ alg: 'none' })}.${part(claims)}.`
}

function readLifetime(members: object, kind: TokenKind = 'access_token', response: DialectDocument['response'] = {}) {
  const body = encodeBytesAsBase64(encodeUtf8(JSON.stringify({ access_token: 'A', refresh_token: 'R', ...members })))
  const raw = {
    url: '',
    status: 200,
    statusText: '',
    headers: [],
    body,
    size: 0,
    receivedAt: epochMs(receivedAt),
    timings: { connect: null, firstByte: null, total: 0 },
  }
  const reading = readTokenResponse(raw, dialectSchema.parse({ response }))
  if (reading.kind !== 'tokens') throw new Error(reading.problem.message)
  return readExpiresIn(reading.tokenSet, kind)
}

const inMilliseconds = { lifetimes: [{ of: 'access_token', place: '/expires_in', unit: 'ms' }] } as const

describe('expires_in of a reading', () => {
  test('is unknown when nothing tells, and for what is no number', () => {
    expect(readLifetime({})).toBeNull()
    for (const sent of [null, -1, true, {}, 'soon', '1e9'])
      expect(readLifetime({ expires_in: sent }), JSON.stringify(sent)).toBeNull()
  })

  test('is the whole seconds that were sent; zero is a value', () => {
    expect(readLifetime({ expires_in: 0 })).toBe(0)
    expect(readLifetime({ expires_in: '86400.92' })).toBe(86_400)
    expect(readLifetime({ expires_in: 124_234_123_534 })).toBe(124_234_123_534)
  })

  test('is in seconds where the dialect counts milliseconds', () => {
    expect(readLifetime({ expires_in: 3_599_999 }, 'access_token', inMilliseconds)).toBe(3599)
  })

  test('follows the unit that the token proves against the dialect, without a rest of the division', () => {
    const end = receivedAt / 1000 + 4035
    const token = jwt({ iat: receivedAt / 1000, exp: end })
    expect(readLifetime({ access_token: token, expires_in: 4035 }, 'access_token', inMilliseconds)).toBe(4035)
    expect(readLifetime({ access_token: token, expires_in: 4_035_000 })).toBe(4035)
  })

  test('prefers the duration to a moment, and a moment to the exp of the token', () => {
    const token = jwt({ exp: receivedAt / 1000 + 100 })
    expect(readLifetime({ access_token: token })).toBe(100)
    expect(readLifetime({ access_token: token, expires_at: receivedAt / 1000 + 200 })).toBe(200)
    expect(readLifetime({ access_token: token, expires_at: receivedAt / 1000 + 200, expires_in: 300 })).toBe(300)
  })

  test('falls back to the exp of the token when the duration cannot be read', () => {
    expect(readLifetime({ access_token: jwt({ exp: receivedAt / 1000 + 100 }), expires_in: 'soon' })).toBe(100)
  })

  test('is rounded from a moment, and negative when that has passed', () => {
    expect(readLifetime({ expires_at: receivedAt + 1600 })).toBe(2)
    expect(readLifetime({ expires_at: receivedAt / 1000 - 60 })).toBe(-60)
  })

  test('of the refresh token is its own', () => {
    expect(readLifetime({ expires_in: 60, refresh_expires_in: 7200 }, 'refresh_token')).toBe(7200)
    expect(readLifetime({ expires_in: 60 }, 'refresh_token')).toBeNull()
  })
})
