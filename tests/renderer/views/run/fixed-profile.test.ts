import { expect, test } from 'vitest'
import { buildFixedProfile } from '../../../../renderer/views/run/fixed-profile.ts'
import { profileSchema } from '../../../../shared/flow/profile.ts'

const profile = profileSchema.parse({ id: 'p', name: 'P', dialect: {} })

test('a fix that would make no profile is refused', () => {
  expect(buildFixedProfile(profile, { place: '', value: true })).toBeNull()
  expect(buildFixedProfile(profile, { place: '/no/such/place', value: true })).toBeNull()
  expect(buildFixedProfile(profile, { place: '/dialect/request/pkce', value: 'sometimes' })).toBeNull()
})

test('a fix changes one member and leaves the profile it started from as it was', () => {
  const fixed = buildFixedProfile(profile, { place: '/dialect/request/clientAuthentication', value: 'basic_raw' })
  expect(fixed?.dialect.request.clientAuthentication).toBe('basic_raw')
  expect(profile.dialect.request.clientAuthentication).toBe('basic')
  expect({ ...fixed, dialect: null }).toEqual({ ...profile, dialect: null })
})

test('a fix reaches into a list', () => {
  const fixed = buildFixedProfile(profile, { place: '/dialect/response/lifetimes/0/unit', value: 'ms' })
  expect(fixed?.dialect.response.lifetimes[0]?.unit).toBe('ms')
  expect(fixed?.dialect.response.lifetimes).toHaveLength(profile.dialect.response.lifetimes.length)
})
