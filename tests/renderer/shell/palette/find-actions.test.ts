import { expect, test } from 'vitest'
import { findActions, markWords } from '../../../../renderer/shell/palette/find-actions.ts'
import type { PaletteAction } from '../../../../renderer/shell/palette/list-actions.ts'

const action = (label: string, quiet = false): PaletteAction => ({
  id: label,
  group: 'profiles',
  label,
  detail: 'Practice',
  icon: 'profile',
  command: null,
  row: null,
  quiet,
  run: () => {},
})

const actions = [action('Configure XT.COM', true), action('XT.COM'), action('Harbor')]

test('what lacks a word is not found', () => {
  expect(findActions(actions, 'xt harbor')).toEqual([])
})

test('a quiet action is found only by typing', () => {
  expect(findActions(actions, '').map(({ id }) => id)).toEqual(['XT.COM', 'Harbor'])
  expect(findActions(actions, 'xt').map(({ id }) => id)).toEqual(['XT.COM', 'Configure XT.COM'])
})

test('marks survive letters that mean something in a pattern', () => {
  expect(markWords('XT.COM (practice)', '.c (')).toEqual([
    { text: 'XT', marked: false },
    { text: '.C', marked: true },
    { text: 'OM ', marked: false },
    { text: '(', marked: true },
    { text: 'practice)', marked: false },
  ])
})
