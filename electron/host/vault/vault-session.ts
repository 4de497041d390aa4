import { fail, type Outcome, ok } from '../../../shared/lib/outcome.ts'
import { problem } from '../../../shared/lib/problem.ts'
import type { Database } from './database.ts'
import { buildReadProblem, buildWriteProblem } from './vault-problem.ts'

/** What the vault can do at this moment. Exactly one of these holds; nothing else remembers it. */
export type SessionState =
  | { readonly kind: 'open'; readonly database: Database; readonly key: Buffer; readonly persistent: boolean }
  | { readonly kind: 'locked'; readonly database: Database }
  | { readonly kind: 'unreadable'; readonly reason: string }
  | { readonly kind: 'closed' }

/** The one way from a store to the database: it decides what the present state allows and names what it refuses. */
export interface VaultSession {
  state(): SessionState
  become(next: SessionState): void
  /** Readable columns; works while locked. */
  read<T>(work: (database: Database) => T): Outcome<T>
  /** Sealed columns; refused while locked. */
  readSealed<T>(work: (database: Database, key: Buffer) => Outcome<T>): Outcome<T>
  /** One transaction; refused while locked. */
  write<T>(work: (database: Database, key: Buffer) => T): Outcome<T>
  /** As `write`, and then empties the write-ahead log, so that what was deleted leaves the disk now. */
  erase<T>(work: (database: Database, key: Buffer) => T): Outcome<T>
}

type ClosedState = Exclude<SessionState, { kind: 'open' }>

function refuse(state: ClosedState): Outcome<never> {
  return state.kind === 'unreadable'
    ? fail(problem('vault', 'vault_unreadable', { reason: state.reason }))
    : fail(problem('vault', 'vault_locked', { reason: state.kind }))
}

function checkpointQuietly(database: Database): void {
  try {
    database.checkpoint()
  } catch {
    // Another process is reading: the data is deleted and safe, only the log is emptied later.
  }
}

/** Holds the state of one vault in this process. */
export function createVaultSession(first: SessionState): VaultSession {
  let current = first
  const write = <T>(work: (database: Database, key: Buffer) => T): Outcome<T> => {
    if (current.kind !== 'open') {
      return refuse(current)
    }
    const { database, key } = current
    try {
      return ok(database.transaction(() => work(database, key)))
    } catch (error) {
      return fail(buildWriteProblem(error))
    }
  }
  return {
    state: () => current,
    become: (next) => {
      current = next
    },
    read: (work) => {
      if (current.kind === 'unreadable' || current.kind === 'closed') {
        return refuse(current)
      }
      try {
        return ok(work(current.database))
      } catch (error) {
        return fail(buildReadProblem(error))
      }
    },
    readSealed: (work) => {
      if (current.kind !== 'open') {
        return refuse(current)
      }
      try {
        return work(current.database, current.key)
      } catch (error) {
        return fail(buildReadProblem(error))
      }
    },
    write,
    erase: (work) => {
      const done = write(work)
      if (done.ok && current.kind === 'open' && current.persistent) {
        checkpointQuietly(current.database)
      }
      return done
    },
  }
}
