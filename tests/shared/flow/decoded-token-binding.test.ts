import { describe, expect, test } from 'vitest'
import { decodeToken } from '../../../shared/flow/decoded-token.ts'
import { readBindingChecks, readTokenTypeCheck } from '../../../shared/flow/decoded-token-binding.ts'
import type { TokenSet } from '../../../shared/flow/token-set.ts'
import { epochMs } from '../../../shared/lib/units.ts'
import { buildJwtText } from './id-token-of.ts'

const accessToken = (cnf: unknown) => decodeToken(buildJwtText(JSON.stringify({ sub: 'person-1', cnf })))
const place = { place: '/token_type', line: null, start: null, end: null }

function typed(value: string | null): TokenSet {
  return {
    ...{ receivedAt: epochMs(0), syntax: 'json', repaired: false, tokens: [], scope: null, lifetimes: [], extra: {} },
    tokenType: value === null ? null : { value, at: place },
  }
}

describe('a DPoP key', () => {
  const shown = { jkt: 'our-thumbprint', x5t: null }

  test.each([
    ['another key', { jkt: 'theirs' }, 'bound_other'],
    ['no key', {}, 'not_bound'],
    ['no cnf at all', undefined, 'not_bound'],
    ['a cnf that is text', 'our-thumbprint', 'not_bound'],
    ['a certificate alone', { 'x5t#S256': 'our-thumbprint' }, 'not_bound'],
  ])('with a token that is bound to %s fails', (_what, cnf, reason) => {
    expect(readBindingChecks(accessToken(cnf), shown)).toMatchObject([{ name: 'cnf_jkt', verdict: 'fail', reason }])
  })

  test('passes where the token is bound to it', () => {
    expect(readBindingChecks(accessToken({ jkt: 'our-thumbprint' }), shown)).toMatchObject([
      { of: 'access_token', name: 'cnf_jkt', verdict: 'pass', reason: 'bound' },
    ])
  })

  test('cannot be found in an opaque token', () => {
    expect(readBindingChecks(decodeToken('opaque'), shown)).toMatchObject([
      { name: 'cnf_jkt', verdict: 'not_checked', reason: 'opaque' },
    ])
  })
})

describe('a certificate', () => {
  const shown = { jkt: null, x5t: 'our-certificate' }

  test('with a token that is bound to another one fails', () => {
    expect(readBindingChecks(accessToken({ 'x5t#S256': 'theirs' }), shown)).toMatchObject([
      { name: 'cnf_x5t', verdict: 'fail', reason: 'bound_other' },
    ])
  })

  test('proves the client and need not bind the token', () => {
    expect(readBindingChecks(accessToken(undefined), shown)).toMatchObject([
      { name: 'cnf_x5t', verdict: 'not_checked', reason: 'not_present' },
    ])
  })

  test('passes where the token is bound to it', () => {
    expect(readBindingChecks(accessToken({ 'x5t#S256': 'our-certificate' }), shown)).toMatchObject([
      { name: 'cnf_x5t', verdict: 'pass', reason: 'bound' },
    ])
  })
})

test('nothing is said of keys that were not shown, or without an access token', () => {
  expect(readBindingChecks(accessToken({ jkt: 'theirs' }), { jkt: null, x5t: null })).toEqual([])
  expect(readBindingChecks(null, { jkt: 'ours', x5t: 'ours' })).toEqual([])
})

test.each([
  [null, 'fail', 'missing'],
  ['Bearer', 'fail', 'downgraded'],
  ['DPoP', 'pass', 'same'],
  ['dpop', 'pass', 'same'],
])('the token type %j after a proof is a %s', (value, verdict, reason) => {
  expect(readTokenTypeCheck(typed(value))).toMatchObject({ of: 'token_response', name: 'token_type', verdict, reason })
})
