import { expect, test } from 'vitest'
import { grantGroups, isRemovedGrant } from '../../../../../../renderer/views/configure/sections/grant/grant-groups.ts'
import { grantNames } from '../../../../../../shared/dialects/grant-names.ts'

test('every grant stands in one group', () => {
  expect(Object.values(grantGroups).flat().toSorted()).toEqual([...grantNames].toSorted())
})

test.each([
  ['password', '', true],
  ['implicit', '', true],
  ['implicit', 'id_token', true],
  ['hybrid', 'code id_token token', true],
  ['hybrid', 'code token', true],
  ['hybrid', 'code id_token', false],
  ['hybrid', '', false],
  ['authorization_code', '', false],
] as const)('%s with the response type %j was removed: %s', (grant, responseType, removed) => {
  expect(isRemovedGrant(grant, responseType)).toBe(removed)
})
