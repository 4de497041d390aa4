/** Everything that has a key of its own. */
export type Command =
  | 'palette'
  | 'filter'
  | 'run'
  | 'tokens'
  | 'configure'
  | 'new-profile'
  | 'history'
  | 'get-token'
  | 'refresh'
  | 'paste'
  | 'copy-header'
  | 'unlock'
  | 'next-region'

interface Shortcut {
  readonly command: Command
  /** `KeyboardEvent.code`, so that Alt and other layouts change nothing. */
  readonly code: string
  /** What is shown for it. */
  readonly shown: string
  /** `mod` is Ctrl, or Cmd on macOS; `plain` has no modifier and does nothing while somebody types. */
  readonly modifier: 'mod' | 'mod-shift' | 'plain'
  /** Browsers keep this one for themselves: Alt takes the place of Ctrl there. */
  readonly isBrowsers?: boolean
}

/** The map of the ui specification, section 13. Escape and the keys within lists belong to the views. */
export const shortcuts: readonly Shortcut[] = [
  { command: 'palette', code: 'KeyK', shown: 'K', modifier: 'mod' },
  { command: 'filter', code: 'Slash', shown: '/', modifier: 'plain' },
  { command: 'run', code: 'Digit1', shown: '1', modifier: 'mod', isBrowsers: true },
  { command: 'tokens', code: 'Digit2', shown: '2', modifier: 'mod', isBrowsers: true },
  { command: 'configure', code: 'Digit3', shown: '3', modifier: 'mod', isBrowsers: true },
  { command: 'new-profile', code: 'KeyN', shown: 'N', modifier: 'mod', isBrowsers: true },
  { command: 'history', code: 'KeyH', shown: 'H', modifier: 'mod', isBrowsers: true },
  { command: 'get-token', code: 'Enter', shown: '↵', modifier: 'mod' },
  { command: 'refresh', code: 'KeyR', shown: 'R', modifier: 'mod', isBrowsers: true },
  { command: 'paste', code: 'KeyV', shown: 'V', modifier: 'mod-shift' },
  { command: 'copy-header', code: 'KeyC', shown: 'C', modifier: 'mod-shift' },
  { command: 'unlock', code: 'KeyU', shown: 'U', modifier: 'mod' },
  { command: 'next-region', code: 'F6', shown: 'F6', modifier: 'plain' },
]

/** Where the keys are pressed. */
export interface Keyboard {
  readonly isMac: boolean
  readonly isBrowser: boolean
}

/** What is looked at of a pressed key. */
export type PressedKey = Pick<KeyboardEvent, 'code' | 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

function isPressed(shortcut: Shortcut, event: PressedKey, keyboard: Keyboard): boolean {
  // The slash is where the layout has it.
  if (shortcut.code === 'Slash' ? event.key !== '/' : event.code !== shortcut.code) return false
  if (shortcut.modifier === 'plain') return !event.ctrlKey && !event.metaKey && !event.altKey
  if (event.shiftKey !== (shortcut.modifier === 'mod-shift')) return false
  if (keyboard.isBrowser && shortcut.isBrowsers === true) return event.altKey && !event.ctrlKey && !event.metaKey
  const [wanted, other] = keyboard.isMac ? [event.metaKey, event.ctrlKey] : [event.ctrlKey, event.metaKey]
  return wanted && !other && !event.altKey
}

/** The command of a pressed key, or `null`. */
export function readCommand(event: PressedKey, keyboard: Keyboard): Command | null {
  return shortcuts.find((shortcut) => isPressed(shortcut, event, keyboard))?.command ?? null
}

/** The keys of a command as they are shown here: `['Ctrl', 'Shift', 'V']`. */
export function readKeys(command: Command, keyboard: Keyboard): readonly string[] {
  const shortcut = shortcuts.find((one) => one.command === command)
  if (shortcut === undefined) return []
  if (shortcut.modifier === 'plain') return [shortcut.shown]
  const alt = keyboard.isMac ? '⌥' : 'Alt'
  const mod = keyboard.isMac ? '⌘' : 'Ctrl'
  const first = keyboard.isBrowser && shortcut.isBrowsers === true ? alt : mod
  return shortcut.modifier === 'mod-shift' ? [first, 'Shift', shortcut.shown] : [first, shortcut.shown]
}
