import { expect, test } from 'vitest'
import { listDifferences } from '../../../../renderer/views/new-profile/list-differences.ts'
import { dialectSchema } from '../../../../shared/dialects/dialect.ts'
import { presets, readPreset } from '../../../../shared/dialects/presets.ts'

test('the standard differs from itself in nothing', () => {
  expect(listDifferences(dialectSchema.parse({}))).toEqual([])
})

test('every preset but the standard shows what it does otherwise', () => {
  for (const preset of presets.filter(({ id }) => id !== 'rfc6749' && id !== 'bamboocloud'))
    expect(listDifferences(preset), preset.id).not.toEqual([])
})

test('XT.COM shows its query, its envelope and its contradicted unit', () => {
  const xt = readPreset('xt')
  const kinds = xt === undefined ? [] : listDifferences(xt).map(({ kind }) => kind)
  expect(kinds).toEqual(expect.arrayContaining(['method', 'placement', 'accessToken', 'success', 'lifetimeUnit']))
  expect(kinds).not.toContain('lifetimePlace')
})
