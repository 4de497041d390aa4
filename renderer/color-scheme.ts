import type { MantineColorScheme, MantineColorSchemeManager } from '@mantine/core'
import type { Preferences } from '../shared/contract/records.ts'
import { appStore } from './stores/app-store.ts'

const readScheme = (preferences: Preferences): MantineColorScheme =>
  preferences.theme === 'system' ? 'auto' : preferences.theme

/** Mantine's colour scheme follows the preferences that the host keeps; this window stores nothing. */
export function createColorSchemeSource(): MantineColorSchemeManager {
  let stop: (() => void) | undefined
  return {
    get: () => readScheme(appStore.getState().preferences),
    set: () => {},
    subscribe: (onUpdate) => {
      stop = appStore.subscribe((state, before) => {
        if (state.preferences.theme !== before.preferences.theme) onUpdate(readScheme(state.preferences))
      })
    },
    unsubscribe: () => stop?.(),
    clear: () => {},
  }
}
