import { useMemo } from 'react'
import { appStore, useApp } from '../stores/app-store.ts'
import { type Command, type Keyboard, readKeys } from './shortcuts.ts'

const isMac = /mac/i.test(navigator.platform)

/** The keyboard of this window. */
export function readKeyboard(): Keyboard {
  return { isMac, isBrowser: appStore.getState().status?.door !== 'desktop' }
}

/** The keys of a command as they are shown in this window. */
export function useKeys(command: Command): readonly string[] {
  const isBrowser = useApp((state) => state.status?.door !== 'desktop')
  return useMemo(() => readKeys(command, { isMac, isBrowser }), [command, isBrowser])
}
