import { describe, expect, test } from 'vitest'
import { isUnsigned } from '../../../../renderer/views/tokens/is-unsigned.ts'
import type { OpenedTokenSet } from '../../../../shared/contract/records.ts'
import { now, setOf } from './expiry-of.ts'
import { writeJwt } from './jwt-of.ts'

const openedWith = (value: string): OpenedTokenSet => ({
  row: setOf({}),
  findings: [],
  checks: [],
  afterlife: { userinfo: null, introspection: null, revoked: [], loggedOutAt: null },
  tokenSet: {
    receivedAt: now,
    syntax: 'json',
    repaired: false,
    tokens: [{ kind: 'id_token', value, at: { place: '/id_token', line: 1, start: 0, end: 1 } }],
    tokenType: null,
    scope: null,
    lifetimes: [],
    extra: {},
  },
})

describe('a token without a signature', () => {
  test.each(['none', 'None', 'NONE'])('is one whose header says "%s", whatever stands behind the last dot', (alg) => {
    expect(isUnsigned(openedWith(writeJwt('{}', `{"alg":"${alg}"}`)), 'id_token')).toBe(true)
  })

  test('is one with nothing behind the last dot, whatever its header says', () => {
    expect(isUnsigned(openedWith(writeJwt('{}').replace(/AAAA$/, '')), 'id_token')).toBe(true)
  })

  test('is no opaque token, no missing one and none that is still being read', () => {
    expect(isUnsigned(openedWith('opaque'), 'id_token')).toBe(false)
    expect(isUnsigned(openedWith('opaque'), 'access_token')).toBe(false)
    expect(isUnsigned(null, 'id_token')).toBe(false)
  })

  test('is no signed one', () => {
    expect(isUnsigned(openedWith(writeJwt('{}')), 'id_token')).toBe(false)
  })
})
