import { useEffect } from 'react'
import { useConnection } from '../use-connection.ts'
import { runCommand } from './run-command.ts'
import { readCommand } from './shortcuts.ts'
import { readKeyboard } from './use-keys.ts'

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** The window's keys. A dialog keeps them to itself, and a key without modifier is text while somebody types. */
export function useShortcuts(): void {
  const connection = useConnection()
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const command = readCommand(event, readKeyboard())
      if (command === null || event.defaultPrevented) return
      if (command === 'filter' && isTyping(event.target)) return
      if (document.querySelector('[aria-modal="true"]') !== null) return
      event.preventDefault()
      void runCommand(connection, command)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [connection])
}
