import { expect, test } from 'vitest'
import { buildProfileId } from '../../../../renderer/views/new-profile/build-profile-id.ts'

test('a name without Latin letters still gives an id', () => {
  expect(buildProfileId('练习服务', new Set())).toBe('profile')
})

test('a taken id gets the first free number', () => {
  expect(buildProfileId('XT.COM (practice)', new Set(['xt-com-practice', 'xt-com-practice-2']))).toBe(
    'xt-com-practice-3',
  )
})

test('an id is never longer than a profile allows, its number included', () => {
  const id = buildProfileId('a'.repeat(120), new Set(['a'.repeat(56)]))
  expect(id.length).toBeLessThanOrEqual(64)
})
