import { type HolderKind, holderKinds } from './key-holder.ts'
import { readKeySlots } from './key-slots.ts'
import type { SessionState } from './vault-session.ts'

/** What a screen needs to know about the vault. */
export interface VaultStatus {
  readonly state: 'open' | 'locked' | 'unreadable'
  /** False when everything is gone after the session. */
  readonly persistent: boolean
  /** The kinds of slots that exist in the file, in the order of `holderKinds`. */
  readonly holders: readonly HolderKind[]
  /** `no_key_holder`: nobody could keep the key, so nothing is written. `unreadable`: the file was left untouched. */
  readonly notice: 'no_key_holder' | 'unreadable' | null
}

function readHolders(state: SessionState): readonly HolderKind[] {
  if (state.kind === 'unreadable' || state.kind === 'closed') {
    return []
  }
  try {
    // Asked each time: another process may have added one.
    const present = new Set(readKeySlots(state.database).map((slot) => slot.kind))
    return holderKinds.filter((kind) => present.has(kind))
  } catch {
    return []
  }
}

/** Reads the status of a session. A closed vault is shown as locked: it answers like one. */
export function readStatus(state: SessionState, memoryWanted: boolean): VaultStatus {
  const holders = readHolders(state)
  switch (state.kind) {
    case 'open':
      return {
        state: 'open',
        persistent: state.persistent,
        holders,
        notice: state.persistent || memoryWanted ? null : 'no_key_holder',
      }
    case 'unreadable':
      return { state: 'unreadable', persistent: false, holders, notice: 'unreadable' }
    default:
      return { state: 'locked', persistent: true, holders, notice: null }
  }
}
