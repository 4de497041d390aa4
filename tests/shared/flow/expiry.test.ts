import { describe, expect, test } from 'vitest'
import { type DialectDocument, dialectSchema } from '../../../shared/dialects/dialect.ts'
import { readPreset } from '../../../shared/dialects/presets.ts'
import { type Expiries, readExpiries } from '../../../shared/flow/expiry.ts'
import { keepRefreshToken } from '../../../shared/flow/expiry-refresh.ts'
import type { TokenSet } from '../../../shared/flow/token-set.ts'
import { readTokenResponse } from '../../../shared/flow/token-set-reading.ts'
import { rawResponseOf } from './raw-response-of.ts'

const received = Date.parse('2026-11-20T02:00:00Z')
const at = received / 1000

function jwt(claims: Readonly<Record<string, unknown>>): string {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part({ alg: 'RS256' })}.${part(claims)}.c2ln`
}

function tokenSetOf(body: unknown, response: DialectDocument['response'] = {}): TokenSet {
  const reading = readTokenResponse(rawResponseOf(JSON.stringify(body)), dialectSchema.parse({ response }))
  if (reading.kind !== 'tokens') throw new Error(JSON.stringify(reading))
  return reading.tokenSet
}

const access = ({ expiries }: Expiries) => expiries.find((expiry) => expiry.of === 'access_token')

describe('without a source', () => {
  test('the end is unknown, which is said and is not never', () => {
    const expiries = readExpiries(tokenSetOf({ access_token: 'a' }))
    expect(access(expiries)).toMatchObject({ at: null, disputed: false, sources: [] })
    expect(expiries.findings.map((finding) => finding.code)).toContain('lifetime_unknown')
  })
})

describe('the sources', () => {
  test('are weighed: exp of the token before a moment before a duration', () => {
    const body = { access_token: jwt({ exp: at + 100 }), expires_in: 100, expires_at: at + 100 }
    expect(access(readExpiries(tokenSetOf(body)))).toMatchObject({
      at: received + 100_000,
      disputed: false,
      sources: [
        { kind: 'jwt_exp', verdict: 'used' },
        { kind: 'moment', verdict: 'agrees' },
        { kind: 'duration', verdict: 'agrees' },
      ],
    })
  })

  test('that differ by more than five seconds make a dispute with its arithmetic', () => {
    const expiries = readExpiries(tokenSetOf({ access_token: jwt({ exp: at + 7200, iat: at }), expires_in: 3600 }))
    expect(access(expiries)).toMatchObject({ at: received + 7_200_000, disputed: true })
    expect(expiries.findings.find((finding) => finding.code === 'expiry_contradiction')?.evidence.difference).toBe(
      '3600 s',
    )
  })

  test('give zero its value: the token has ended', () => {
    expect(access(readExpiries(tokenSetOf({ access_token: 'a', expires_in: 0 })))?.at).toBe(received)
  })

  test('take a date-time and its offset as it stands (MaxKey)', () => {
    const maxkey = readPreset('maxkey')
    const body = '{"value":"a","expiration":"2026-11-20T11:00:00.000+0800","expiresIn":3600,"tokenType":"bearer"}'
    const reading = readTokenResponse(rawResponseOf(body), maxkey ?? dialectSchema.parse({}))
    expect(reading.kind === 'tokens' && access(readExpiries(reading.tokenSet))?.at).toBe(
      Date.parse('2026-11-20T03:00:00Z'),
    )
  })

  test('live longer than 2^31 milliseconds', () => {
    expect(access(readExpiries(tokenSetOf({ access_token: 'a', expires_in: 124234123534 })))?.at).toBe(
      received + 124234123534_000,
    )
  })
})

describe('the unit of a duration is proved', () => {
  test('by exp minus iat, against a dialect that says seconds', () => {
    const expiries = readExpiries(
      tokenSetOf({ access_token: jwt({ iat: at, exp: at + 86_400 }), expires_in: 86_400_000 }),
    )
    expect(access(expiries)).toMatchObject({ at: received + 86_400_000 })
    const [finding] = expiries.findings.filter((one) => one.code === 'unit_contradiction')
    expect(finding?.evidence).toMatchObject({ documented: 'seconds', proved: 'milliseconds' })
    expect(finding?.evidence.arithmetic).toContain('= 86400')
  })

  test('by exp minus the moment of receipt when there is no iat', () => {
    const lifetimes = [{ of: 'access_token', place: '/expires_in', unit: 'ms' }] as const
    const expiries = readExpiries(
      tokenSetOf({ access_token: jwt({ exp: at + 3600 }), expires_in: 3600 }, { lifetimes: [...lifetimes] }),
    )
    expect(expiries.findings.find((one) => one.code === 'unit_contradiction')?.evidence.proved).toBe('seconds')
  })

  test("by the differences of XT.COM's two sample tokens, years after they were issued", () => {
    const lifetimes = [
      { of: 'access_token', place: '/expires_in', unit: 'ms' },
      { of: 'refresh_token', place: '/refresh_expires_in', unit: 'ms' },
    ] as const
    const body = {
      access_token: jwt({ exp: 1691561076 }),
      refresh_token: jwt({ exp: 1694153076 }),
      expires_in: 15551999,
      refresh_expires_in: 18143999,
    }
    const { findings } = readExpiries(tokenSetOf(body, { lifetimes: [...lifetimes] }))
    const proof = findings.find((one) => one.code === 'unit_contradiction')
    expect(proof?.evidence).toMatchObject({ documented: 'milliseconds', proved: 'seconds' })
    expect(proof?.evidence.arithmetic).toContain(
      '1694153076 − access exp 1691561076 = 2592000; 18143999 − 15551999 = 2592000',
    )
  })

  test('by nothing when the tokens are opaque: then the dialect is believed and nothing is claimed', () => {
    const { findings } = readExpiries(tokenSetOf({ access_token: 'a', expires_in: 86_400_000 }))
    expect(findings.map((one) => one.code)).not.toContain('unit_contradiction')
  })
})

test('a refresh token that ends before its access token is remarked', () => {
  const { findings } = readExpiries(
    tokenSetOf({ access_token: 'a', refresh_token: 'r', expires_in: 3600, refresh_expires_in: 60 }),
  )
  expect(findings.map((one) => one.code)).toContain('refresh_ends_first')
})

describe('a refresh that brings no refresh token', () => {
  const earlier = tokenSetOf({ access_token: 'old', refresh_token: 'r-1', expires_in: 60, refresh_expires_in: 7200 })

  test('keeps the earlier one, with the end it had, and says so', () => {
    const next = readTokenResponse(
      rawResponseOf('{"access_token":"new","expires_in":60}', { receivedAt: received + 600_000 }),
      dialectSchema.parse({}),
    )
    const kept = keepRefreshToken(next, earlier, readExpiries(earlier))
    if (kept.kind !== 'tokens') throw new Error(kept.kind)
    expect(kept.tokenSet.tokens.map((token) => token.value)).toEqual(['new', 'r-1'])
    expect(readExpiries(kept.tokenSet).expiries.find((one) => one.of === 'refresh_token')?.at).toBe(
      received + 7_200_000,
    )
    expect(kept.findings.map((one) => one.code)).toContain('refresh_token_kept')
  })

  test('gives way to a new one', () => {
    const next = readTokenResponse(
      rawResponseOf('{"access_token":"new","refresh_token":"r-2"}'),
      dialectSchema.parse({}),
    )
    const kept = keepRefreshToken(next, earlier, readExpiries(earlier))
    expect(kept).toBe(next)
  })
})
