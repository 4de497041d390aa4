import { fail, type Outcome, ok } from '../../../shared/lib/outcome.ts'
import { problem } from '../../../shared/lib/problem.ts'
import { createExchangeStore, type ExchangeStore } from './exchange-store.ts'
import { createGuardedHolder } from './guarded-holder.ts'
import { enrol, reopen } from './key-changes.ts'
import type { KeyHolder } from './key-holder.ts'
import { createLeaseStore, type LeaseStore } from './lease-store.ts'
import { openMemorySession, openSession, type SessionOptions } from './open-session.ts'
import { createPassphraseHolder } from './passphrase-holder.ts'
import { createProfileStore, type ProfileStore } from './profile-store.ts'
import { createTokenSetStore, type TokenSetStore } from './token-set-store.ts'
import { createValueStore, type ValueStore } from './value-store.ts'
import { createVaultSession, type VaultSession } from './vault-session.ts'
import { readStatus, type VaultStatus } from './vault-status.ts'

/** `home` is the data folder; the vault is its file `vault.db`. */
export interface VaultOptions extends SessionOptions {
  /** Write nothing, whatever the folder and the holders would allow. */
  readonly memoryOnly?: boolean
}

/** Profiles, token sets, exchanges and named values, with every secret sealed under one data key. */
export interface Vault {
  readonly profiles: ProfileStore
  readonly tokenSets: TokenSetStore
  readonly exchanges: ExchangeStore
  readonly values: ValueStore
  readonly leases: LeaseStore
  status(): VaultStatus
  /** Opens a locked vault by passphrase: `passphrase_wrong`, or the new status. Takes a few tenths of a second. */
  unlock(passphrase: string): Promise<Outcome<VaultStatus>>
  /** Tries the holders of the options again, e.g. after the person has unlocked the keyring. */
  retry(): Promise<Outcome<VaultStatus>>
  /** Forgets the data key. A memory-only session stays open: nothing could ever open it again. */
  lock(): void
  /**
   * Sets the passphrase, replacing an earlier one. A memory-only session becomes persistent: all it holds is
   * written to the file. Where the folder has a vault already, the passphrase must open it, and the session joins it.
   */
  addPassphrase(passphrase: string): Promise<Outcome<VaultStatus>>
  /** As `addPassphrase`, for any holder: e.g. the keyring beside safeStorage, so that the command line can open it. */
  addHolder(holder: KeyHolder): Promise<Outcome<VaultStatus>>
  /** Calls `listener` whenever the status has changed in this process; answers how to stop. */
  onChange(listener: (status: VaultStatus) => void): () => void
  /** Forgets the key and closes the file. Every later call answers `vault_locked`. */
  close(): void
}

function closeSession(session: VaultSession): void {
  const state = session.state()
  session.become({ kind: 'closed' })
  if (state.kind === 'open') {
    state.key.fill(0)
  }
  if (state.kind !== 'open' && state.kind !== 'locked') {
    return
  }
  try {
    state.database.checkpoint()
  } catch {
    // Another process uses the log; it will be emptied there.
  }
  state.database.close()
}

function lockSession(session: VaultSession): boolean {
  const state = session.state()
  if (state.kind !== 'open' || !state.persistent) {
    return false
  }
  session.become({ kind: 'locked', database: state.database })
  state.key.fill(0)
  return true
}

function unlockSession(session: VaultSession, status: VaultStatus, passphrase: string): Promise<Outcome<true>> {
  if (status.state === 'locked' && !status.holders.includes('passphrase')) {
    return Promise.resolve(fail(problem('vault', 'passphrase_wrong', { reason: 'no_passphrase_slot' })))
  }
  return reopen(session, [createPassphraseHolder(passphrase)])
}

function buildVault(session: VaultSession, options: VaultOptions): Vault {
  const listeners = new Set<(status: VaultStatus) => void>()
  const status = (): VaultStatus => readStatus(session.state(), options.memoryOnly === true)
  const publish = (): void => {
    const present = status()
    for (const listener of listeners) {
      listener(present)
    }
  }
  const settle = async (work: Promise<Outcome<true>>): Promise<Outcome<VaultStatus>> => {
    const done = await work
    if (!done.ok) {
      return done
    }
    publish()
    return ok(status())
  }
  const addHolder = (holder: KeyHolder) => settle(enrol(session, createGuardedHolder(holder), options))
  return {
    profiles: createProfileStore(session),
    tokenSets: createTokenSetStore(session),
    exchanges: createExchangeStore(session),
    values: createValueStore(session),
    leases: createLeaseStore(session),
    status,
    unlock: (passphrase) => settle(unlockSession(session, status(), passphrase)),
    retry: () => settle(reopen(session, options.holders)),
    lock: () => {
      if (lockSession(session)) {
        publish()
      }
    },
    addPassphrase: (passphrase) =>
      passphrase === ''
        ? Promise.resolve(fail(problem('vault', 'input_invalid', { passphrase: 'empty' })))
        : addHolder(createPassphraseHolder(passphrase)),
    addHolder,
    onChange: (listener) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    close: () => closeSession(session),
  }
}

/**
 * Opens the vault of a data folder, or makes it. A file that is damaged, foreign, newer or a symbolic link is left
 * untouched: the vault then has the state `unreadable` and every call answers `vault_unreadable`.
 */
export async function openVault(options: VaultOptions): Promise<Vault> {
  const guarded = { ...options, holders: options.holders.map((holder) => createGuardedHolder(holder)) }
  const state = options.memoryOnly === true ? openMemorySession() : await openSession(guarded)
  return buildVault(createVaultSession(state), guarded)
}
