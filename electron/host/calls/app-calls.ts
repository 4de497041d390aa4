import { type AppStatus, type Preferences, preferencesSchema } from '../../../shared/contract/records.ts'
import { type Outcome, ok } from '../../../shared/lib/outcome.ts'
import type { PreferencesPort } from '../ports.ts'
import type { PracticeDesk } from '../practice-desk.ts'
import type { Vault } from '../vault/vault.ts'
import type { HandlersOf } from './handlers.ts'

type AppCalls = HandlersOf<'app'> & HandlersOf<'preferences'> & HandlersOf<'vault'> & HandlersOf<'practice'>

const stored = 'preferences'

/** Preferences where no desktop keeps them: in the vault, and for the session when that cannot be written. */
export function createVaultPreferences(vault: Vault): PreferencesPort {
  let session: Preferences | null = null
  const read = (): Preferences => {
    if (session !== null) return session
    const text = vault.values.read(stored)
    const read = preferencesSchema.safeParse(text.ok && text.value !== null ? JSON.parse(text.value) : {})
    return read.success ? read.data : preferencesSchema.parse({})
  }
  return {
    read,
    write: (change) => {
      session = { ...read(), ...change }
      vault.values.write(stored, JSON.stringify(session))
      return session
    },
  }
}

/** The calls about the program itself. */
export function createAppCalls(
  status: () => AppStatus,
  vault: Vault,
  practice: PracticeDesk,
  preferences: PreferencesPort,
  published: { preferences(preferences: Preferences): void; unlocked(): void },
): AppCalls {
  const answerVault = <T>(outcome: Outcome<T>): Outcome<AppStatus['vault']> => {
    if (outcome.ok) published.unlocked()
    return outcome.ok ? ok(vault.status()) : outcome
  }
  return {
    'app.status': () => ok(status()),
    'preferences.read': () => ok(preferences.read()),
    'preferences.write': (change) => {
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
      const written = preferences.write(given)
      published.preferences(written)
      return ok(written)
    },
    'vault.unlock': async ({ passphrase }) => answerVault(await vault.unlock(passphrase)),
    'vault.lock': () => {
      vault.lock()
      return ok(vault.status())
    },
    'vault.protect': async ({ passphrase }) => answerVault(await vault.addPassphrase(passphrase)),
    'practice.start': () => practice.start(),
  }
}
