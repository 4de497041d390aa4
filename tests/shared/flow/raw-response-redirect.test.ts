import { describe, expect, test } from 'vitest'
import type { CapturedRedirect } from '../../../shared/flow/captured-redirect.ts'
import { buildRedirectResponse, buildRedirectRules } from '../../../shared/flow/raw-response-redirect.ts'
import { readIssuedTokens } from '../../../shared/flow/token-set-reading.ts'
import { epochMs } from '../../../shared/lib/units.ts'

const base = { capturedAt: epochMs(5), ignored: 0, parameters: [] }
const uri = 'http://127.0.0.1:5000/callback'
const text = 'access_token=a%2Bb+c&token_type=Bearer&expires_in=3600&scope=x+y&state=s&code=c'

const came: Readonly<Record<string, CapturedRedirect>> = {
  fragment: { ...base, maker: 'loopback', url: `${uri}#${text}` },
  query: { ...base, maker: 'pasted_url', url: `${uri}?${text}` },
  form: { ...base, maker: 'form_post', url: uri, form: text },
}

const read = (
  captured: CapturedRedirect,
  kinds: readonly ('access_token' | 'id_token')[],
  claims: string | null = null,
) =>
  readIssuedTokens(buildRedirectResponse(captured, claims), buildRedirectRules(claims), { kinds, scopes: ['x', 'y'] })

describe('the tokens of a redirect', () => {
  test.each(Object.keys(came))('in its %s are read from the bytes as they came', (name) => {
    const captured = came[name] as CapturedRedirect
    const response = buildRedirectResponse(captured, null)
    expect(Buffer.from(response.body, 'base64').toString()).toBe(text)
    expect(response.url).not.toMatch(/a%2Bb|code=c/)
    const reading = read(captured, ['access_token'])
    expect(reading).toMatchObject({
      kind: 'tokens',
      tokenSet: {
        receivedAt: 5,
        tokens: [{ kind: 'access_token', value: 'a+b c' }],
        tokenType: { value: 'Bearer' },
        lifetimes: [{ amount: 3600 }],
        scope: { values: ['x', 'y'] },
      },
    })
    expect(reading.findings.map((one) => one.code)).not.toContain('field_unknown')
  })

  test('are those of the signed claims where there are some', () => {
    const claims = '{"iss":"i","aud":"c","exp":9,"id_token":"e30.e30.a","access_token":"t","expires_in":7}'
    const reading = read({ ...base, maker: 'loopback', url: `${uri}#response=x` }, ['access_token', 'id_token'], claims)
    expect(reading).toMatchObject({ tokenSet: { tokens: [{ value: 't' }, { value: 'e30.e30.a' }] } })
  })

  test('need no access token where none was asked for, and nothing about one is missed', () => {
    const captured: CapturedRedirect = { ...base, maker: 'loopback', url: `${uri}#id_token=e30.e30.a&state=s` }
    expect(read(captured, ['id_token'])).toMatchObject({ kind: 'tokens', findings: [] })
  })

  test.each([
    ['access_token', `${uri}#id_token=e30.e30.a&state=s`],
    ['id_token', `${uri}#access_token=a&state=s`],
    ['id_token', `${uri}#id_token=&access_token=a&state=s`],
  ] as const)('are not whole without the %s that was asked for', (missing, url) => {
    expect(read({ ...base, maker: 'loopback', url }, ['access_token', 'id_token'])).toMatchObject({
      kind: 'unreadable',
      problem: { code: 'token_missing', evidence: { places: `/${missing}` } },
    })
  })
})
