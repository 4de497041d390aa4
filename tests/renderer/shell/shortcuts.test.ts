import { expect, test } from 'vitest'
import { type PressedKey, readCommand, readKeys } from '../../../renderer/shell/shortcuts.ts'

const desktop = { isMac: false, isBrowser: false }
const browser = { isMac: false, isBrowser: true }
const mac = { isMac: true, isBrowser: false }

const press = (code: string, held: Partial<PressedKey> = {}): PressedKey => ({
  code,
  key: code === 'Slash' ? '/' : code,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
})

test('a letter alone is no command', () => {
  expect(readCommand(press('KeyR'), desktop)).toBeNull()
})

test('in the browser edition Ctrl R stays the browser’s own', () => {
  expect(readCommand(press('KeyR', { ctrlKey: true }), browser)).toBeNull()
})

test('in the browser edition Alt takes the place of Ctrl, and is what is shown', () => {
  expect(readCommand(press('KeyR', { altKey: true }), browser)).toBe('refresh')
  expect(readKeys('refresh', browser)).toEqual(['Alt', 'R'])
})

test('Shift tells the two commands on V and nothing apart', () => {
  expect(readCommand(press('KeyV', { ctrlKey: true }), desktop)).toBeNull()
  expect(readCommand(press('KeyV', { ctrlKey: true, shiftKey: true }), desktop)).toBe('paste')
})

test('on macOS the command key counts and Ctrl does not', () => {
  expect(readCommand(press('KeyK', { ctrlKey: true }), mac)).toBeNull()
  expect(readCommand(press('KeyK', { metaKey: true }), mac)).toBe('palette')
  expect(readKeys('palette', mac)).toEqual(['⌘', 'K'])
})

test('the slash is found wherever the layout has it', () => {
  expect(readCommand(press('Digit7', { key: '/', shiftKey: true }), desktop)).toBe('filter')
  expect(readCommand(press('Slash'), desktop)).toBe('filter')
})
