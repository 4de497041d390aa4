import Store from 'electron-store'
import { type Preferences, preferencesSchema } from '../../shared/contract/records.ts'
import type { PreferencesPort } from '../host/ports.ts'
import { type WindowPlace, windowPlaceSchema } from './window-place.ts'

export interface DesktopPreferences extends PreferencesPort {
  /** Where the window was, or `null` at the first start. */
  readPlace(): WindowPlace | null
  writePlace(place: WindowPlace): void
  /** Tells about every change that a person makes. */
  onChange(listener: (preferences: Preferences) => void): void
}

/**
 * Keeps the desktop's preferences in a small readable file (electron-store): where the window was, theme, language,
 * seconds of the clipboard. Nothing secret is ever here. What the file cannot hold or has lost is the default again.
 */
export function openPreferences(): DesktopPreferences {
  const store = new Store<{ preferences: unknown; window: unknown }>({
    name: 'preferences',
    // A damaged file is replaced: it must not keep the application from starting.
    clearInvalidConfig: true,
    configFileMode: 0o600,
  })
  const listeners = new Set<(preferences: Preferences) => void>()

  const readStored = (): Preferences => {
    const read = preferencesSchema.safeParse(store.get('preferences') ?? {})
    return read.success ? read.data : preferencesSchema.parse({})
  }
  let current = readStored()

  const keep = (name: 'preferences' | 'window', value: unknown): void => {
    try {
      store.set(name, value)
    } catch {
      // A full or read-only disk: the choice holds for this session.
    }
  }

  return {
    read: () => current,
    write: (change) => {
      current = { ...current, ...change }
      keep('preferences', current)
      for (const listener of listeners) listener(current)
      return current
    },
    readPlace: () => windowPlaceSchema.safeParse(store.get('window')).data ?? null,
    writePlace: (place) => keep('window', place),
    onChange: (listener) => void listeners.add(listener),
  }
}
