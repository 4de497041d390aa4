import { describe, expect, test } from 'vitest'
import { buildSettledProfile, isUnitSettled } from '../../../../../renderer/views/tokens/detail/settled-profile.ts'
import { profileOf } from '../../../../shared/flow/profile-of.ts'

const settlings = [{ of: 'access_token', field: 'expires_in' }] as const
const xt = profileOf({ dialect: 'xt' })

describe('settling a unit', () => {
  test('is not possible where the profile reads no such field', () => {
    expect(buildSettledProfile(xt, [{ of: 'id_token', field: 'expires_in' }], 's')).toBeNull()
    expect(isUnitSettled(xt, [{ of: 'id_token', field: 'expires_in' }], 's')).toBe(false)
  })

  test('is not done while the profile still knows what the document says', () => {
    expect(isUnitSettled(xt, settlings, 's')).toBe(false)
  })

  test('changes the unit of that duration, forgets the document and leaves the others alone', () => {
    const settled = buildSettledProfile(xt, settlings, 's')
    const [access, refresh] = settled?.dialect.response.lifetimes ?? []
    expect(access).toEqual({ of: 'access_token', place: '/result/expires_in', meaning: 'duration', unit: 's' })
    expect(refresh?.documentedUnit).toBe('ms')
    expect(settled !== null && isUnitSettled(settled, settlings, 's')).toBe(true)
  })
})
