import { describe, expect, test } from 'vitest'
import { readCallHost, readObstacle } from '../../../../../renderer/views/tokens/calls/call-kinds.ts'
import { profileOf } from '../../../../shared/flow/profile-of.ts'

const endpoints = {
  userinfo: 'https://api.example/me',
  introspection: 'https://{base}/introspect',
  revocation: 'https://as.example:8443/revoke?x=1',
  endSession: 'https://as.example/end',
}
const profile = profileOf({ dialect: { endpoints } })
const both = ['access_token', 'refresh_token'] as const

describe('a call is not offered', () => {
  test('where the profile names no address for it', () => {
    expect(readObstacle('userinfo', profileOf({ dialect: {} }), both, 'access_token')).toBe('no_endpoint')
    expect(readObstacle('logout', profileOf({ dialect: {} }), both, 'access_token')).toBe('no_endpoint')
  })

  test('without a token that it is about: an ID token is neither introspected nor revoked', () => {
    expect(readObstacle('userinfo', profile, ['id_token'], 'id_token')).toBe('no_token')
    expect(readObstacle('introspection', profile, both, 'id_token')).toBe('no_token')
    expect(readObstacle('revocation', profile, [], null)).toBe('no_token')
  })
})

test('a call is offered for what is there, and a logout without any token', () => {
  expect(readObstacle('userinfo', profile, both, 'refresh_token')).toBeNull()
  expect(readObstacle('introspection', profile, both, 'refresh_token')).toBeNull()
  expect(readObstacle('revocation', profile, both, 'access_token')).toBeNull()
  expect(readObstacle('logout', profile, [], null)).toBeNull()
})

test('the host of a call is named before anything is sent, also while it is still a variable', () => {
  expect(readCallHost('revocation', profile, null)).toBe('as.example:8443')
  expect(readCallHost('introspection', profile, null)).toBe('{base}')
})

test('the host that a variable names is the one that is said', () => {
  const filled = { ...profile, variables: { base: 'other.example/oauth' } }
  expect(readCallHost('introspection', filled, null)).toBe('other.example')
})
