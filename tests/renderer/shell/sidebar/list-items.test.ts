import { expect, test } from 'vitest'
import { buildItems, filterRows } from '../../../../renderer/shell/sidebar/list-items.ts'
import type { ProfileRow } from '../../../../shared/contract/records.ts'

const row = (id: string, group: string): ProfileRow => ({
  id,
  name: `Name of ${id}`,
  group,
  preset: '',
  practice: false,
  missing: 0,
  expiry: null,
  lastRun: null,
})

const rows = [row('one', 'Harbor'), row('two', 'Acme'), row('three', 'Harbor')]

test('a filter without a match leaves no group', () => {
  expect(buildItems(rows, 'nothing like it', new Set())).toEqual([])
})

test('a row must have every word of the filter, wherever', () => {
  expect(filterRows(rows, 'harbor THREE').map(({ id }) => id)).toEqual(['three'])
})

test('groups keep the order in which they first occur, and their members the host’s', () => {
  const names = buildItems(rows, '', new Set()).map((item) => (item.kind === 'group' ? item.name : item.row.id))
  expect(names).toEqual(['Harbor', 'one', 'three', 'Acme', 'two'])
})

test('a folded group shows its head with its count', () => {
  expect(buildItems(rows, '', new Set(['Harbor']))[0]).toEqual({
    kind: 'group',
    name: 'Harbor',
    count: 2,
    folded: true,
  })
  expect(buildItems(rows, '', new Set(['Harbor']))).toHaveLength(3)
})

test('a filter unfolds, so that nothing found is hidden', () => {
  expect(buildItems(rows, 'one', new Set(['Harbor']))).toHaveLength(2)
})
