import { expect, test } from 'vitest'
import { isJsonText } from '../../../../../renderer/views/configure/draft/json-text.ts'

test.each([
  ['[]', 'object', false],
  ['{', 'object', false],
  ['null', 'object', false],
  ['{"a":1}', 'array', false],
  ['{"a":1}', 'object', true],
  ['[{}]', 'array', true],
  ['  ', 'object', true],
] as const)('%j as %s: %s', (text, kind, isIt) => {
  expect(isJsonText(text, kind)).toBe(isIt)
})
