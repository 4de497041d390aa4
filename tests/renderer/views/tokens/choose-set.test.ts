import { describe, expect, test } from 'vitest'
import { chooseKind, chooseSet, listMissingTokens } from '../../../../renderer/views/tokens/choose-set.ts'
import { setOf, tokenOf } from './expiry-of.ts'

describe('the set on the table', () => {
  const rows = [setOf({ id: 'new' }), setOf({ id: 'old' })]

  test('is none when there are none', () => {
    expect(chooseSet([], 'old')).toBeNull()
  })

  test('is the newest once the chosen one was deleted', () => {
    expect(chooseSet(rows, 'gone')?.id).toBe('new')
  })

  test('is the chosen one as long as it exists', () => {
    expect(chooseSet(rows, 'old')?.id).toBe('old')
  })
})

describe('the token in the detail', () => {
  test('is none in a set without tokens', () => {
    expect(chooseKind(setOf({ tokens: [] }), 'access_token')).toBeNull()
  })

  test('is the first of the set when the chosen kind is not in it', () => {
    expect(chooseKind(setOf({ tokens: [tokenOf('refresh_token')] }), 'id_token')).toBe('refresh_token')
  })

  test('stays of the chosen kind from set to set', () => {
    expect(chooseKind(setOf({ tokens: [tokenOf('access_token'), tokenOf('id_token')] }), 'id_token')).toBe('id_token')
  })
})

describe('a token that is missing', () => {
  test('is no refresh token where a client acts on its own', () => {
    expect(listMissingTokens(setOf({}), 'client_credentials')).toEqual([])
  })

  test('is no ID token where nobody asked for one', () => {
    expect(listMissingTokens(setOf({ scope: null }), 'client_credentials')).toEqual([])
  })

  test('is named: the refresh token after a sign-in, the ID token for openid, the access token always', () => {
    const kinds = listMissingTokens(setOf({ tokens: [], scope: ['openid'] }), 'authorization_code')
    expect(kinds.map(({ kind }) => kind)).toEqual(['access_token', 'refresh_token', 'id_token'])
  })
})
