import { expect, test } from 'vitest'
import { preferencesChangeSchema } from '../../../shared/contract/records.ts'

test('a change of one preference names no other', () => {
  expect(preferencesChangeSchema.parse({ language: 'zh-Hans' })).toEqual({ language: 'zh-Hans' })
})

test('a change with an unknown preference is refused', () => {
  expect(preferencesChangeSchema.safeParse({ colour: 'red' }).success).toBe(false)
})
