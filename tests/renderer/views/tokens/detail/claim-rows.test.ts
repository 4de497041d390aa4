import { describe, expect, test } from 'vitest'
import en from '../../../../../renderer/languages/en.json' with { type: 'json' }
import { listAbsentClaims, listClaimRows } from '../../../../../renderer/views/tokens/detail/claim-rows.ts'
import { knownClaims } from '../../../../../renderer/views/tokens/detail/known-claims.ts'
import { jwtOf } from '../jwt-of.ts'

const row = (claims: unknown, name: string) => listClaimRows(jwtOf(claims)).find((one) => one.name === name)

describe('a claim that is a moment', () => {
  test.each(['tomorrow', -1, null, true, '2026-11-20'])('has no moment when it is %s', (exp) => {
    expect(row({ exp }, 'exp')?.at).toBeNull()
  })

  test('is suspected to count milliseconds when it is too large for seconds', () => {
    expect(row({ exp: 1_795_141_747_000 }, 'exp')).toMatchObject({ at: null, countsMilliseconds: true })
  })

  test.each([0, 1_795_141_747, 1_795_141_747.5])('is read in seconds: %s', (exp) => {
    expect(row({ exp }, 'exp')).toMatchObject({ at: exp * 1000, countsMilliseconds: false })
  })

  test('is not guessed from a number in a claim of the provider', () => {
    expect(row({ expires: 1_795_141_747 }, 'expires')).toMatchObject({ at: null, known: null })
  })
})

describe('the claims', () => {
  test('that occur twice say so', () => {
    expect(row('{"sub":"1","sub":"2"}', 'sub')).toMatchObject({ text: '2', repeated: true })
  })

  test('show what would turn or hide their text instead of obeying it', () => {
    expect(row({ note: 'a\u202egnp.exe\u0000' }, 'note')?.text).toBe('a\\u202egnp.exe\\u0000')
  })

  test('named like parts of every object are claims like others', () => {
    expect(row('{"__proto__":"x","constructor":1}', '__proto__')).toMatchObject({ text: 'x', known: null })
  })

  test('keep whole numbers beyond 2^53 digit by digit', () => {
    expect(row('{"id":9007199254740993}', 'id')?.text).toBe('9007199254740993')
  })

  test('are text as it is, and everything else as JSON', () => {
    expect(listClaimRows(jwtOf({ sub: '1', aud: ['a', 'b'], email_verified: false })).map(({ text }) => text)).toEqual([
      '1',
      '["a","b"]',
      'false',
    ])
  })

  test('stand in the order of their weight, those of the provider last and as they came', () => {
    const names = listClaimRows(jwtOf({ zeta: 1, 'user-id': 1, sub: '1', alpha: 1, exp: 5 })).map(({ name }) => name)
    expect(names).toEqual(['exp', 'sub', 'zeta', 'user-id', 'alpha'])
  })

  test('with a registered meaning have words for it', () => {
    expect(Object.keys(en.claims.meaning).sort()).toEqual([...knownClaims].sort())
  })
})

describe('what is not in a token', () => {
  test('is nothing when everything usual is there', () => {
    const claims = { exp: 1, iat: 1, nbf: 1, iss: 'i', sub: 's', aud: 'a', client_id: 'c', jti: 'j' }
    expect(listAbsentClaims(jwtOf(claims), 'access_token')).toEqual({ names: [], remark: null })
  })

  test('weighs most where an ID token breaks its specification', () => {
    expect(listAbsentClaims(jwtOf({ exp: 1, iat: 1, iss: 'i', sub: 's' }), 'id_token').remark).toBe('required')
  })

  test('is remarked when any service might accept an access token', () => {
    const { names, remark } = listAbsentClaims(
      jwtOf({ exp: 1, iss: 'xt.com', sub: '1', client_id: 'c' }),
      'access_token',
    )
    expect({ names, remark }).toEqual({ names: ['iat', 'nbf', 'aud', 'jti'], remark: 'aud' })
  })

  test('is remarked when a token does not tell its own end', () => {
    expect(listAbsentClaims(jwtOf({}), 'refresh_token').remark).toBe('exp')
  })
})
