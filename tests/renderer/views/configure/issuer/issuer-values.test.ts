import { expect, test } from 'vitest'
import { buildValueText, isMeant } from '../../../../../renderer/views/configure/issuer/issuer-values.ts'

const difference = { place: '/x', member: 'x' }

test.each([
  [{ ...difference, before: ['a', 'b'], after: ['b', 'a'] }, false],
  [{ ...difference, before: ['a'], after: ['b', 'a'] }, true],
  [{ ...difference, before: false, after: true }, true],
  [{ ...difference, before: '', after: 'https://a.example' }, true],
])('%j is meant: %s', (one, meant) => {
  expect(isMeant(one)).toBe(meant)
})

test('a value is one line, and nothing is a dash', () => {
  expect([['a', 'b'], [], '', true, 'x'].map(buildValueText)).toEqual(['a, b', '–', '–', 'true', 'x'])
})
