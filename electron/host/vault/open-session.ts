import { setTimeout as pause } from 'node:timers/promises'
import type { EpochMs } from '../../../shared/lib/units.ts'
import { type Database, openDatabase } from './database.ts'
import type { KeyHolder } from './key-holder.ts'
import { createDataKey, foundKey, isKeyed, openSlots, readKeySlots } from './key-slots.ts'
import { migrate, readVersion } from './migrations.ts'
import { buildVaultPath, createVaultFile, inspectVaultFile, keepBackup, type VaultFile } from './vault-file.ts'
import { readErrorCode } from './vault-problem.ts'
import type { SessionState } from './vault-session.ts'

/** Where the vault is, who may hold its key, and what time it is. */
export interface SessionOptions {
  readonly home: string
  /** In order of preference. */
  readonly holders: readonly KeyHolder[]
  readonly now: () => EpochMs
}

const walAttempts = 100
const walPauseMs = 20

/** A session that leaves nothing behind. */
export function openMemorySession(): SessionState {
  const database = openDatabase(':memory:')
  migrate(database, () => undefined)
  return { kind: 'open', database, key: createDataKey(), persistent: false }
}

/** Switching needs the file alone for a moment, and SQLite does not always wait for that by itself. */
async function enterWal(database: Database): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      database.exec('PRAGMA journal_mode=WAL')
      return
    } catch (error) {
      if (readErrorCode(error) !== 'SQLITE_BUSY' || attempt === walAttempts) {
        throw error
      }
      await pause(walPauseMs)
    }
  }
}

/** Connects to a file that was inspected, or makes it, and brings it to the present version. Throws SqliteError. */
export async function connectVaultFile(home: string): Promise<Database> {
  const database = openDatabase(buildVaultPath(home))
  await enterWal(database)
  migrate(database, () => keepBackup(home, readVersion(database), (path) => database.run('VACUUM INTO ?', [path])))
  return database
}

/** The first holder that can take the key makes the vault; null when none can. */
async function foundVault(database: Database, options: SessionOptions): Promise<'founded' | 'late' | null> {
  for (const holder of options.holders) {
    const key = createDataKey()
    const wrapped = (await holder.isAvailable()) ? await holder.wrap(key) : null
    if (wrapped === null || !wrapped.ok) {
      continue
    }
    const slot = { kind: holder.kind, wrapped: wrapped.value }
    if (database.transaction(() => foundKey(database, key, slot, options.now()))) {
      return 'founded'
    }
    // Another process made its key between our look and our lock: ours is given up, theirs counts.
    await holder.forget?.(slot.wrapped)
    return 'late'
  }
  return null
}

async function openFile(options: SessionOptions): Promise<SessionState> {
  const database = await connectVaultFile(options.home)
  if (readKeySlots(database).length === 0) {
    if (isKeyed(database)) {
      return { kind: 'unreadable', reason: 'key_slots_missing' }
    }
    if ((await foundVault(database, options)) === null) {
      database.close()
      return openMemorySession()
    }
  }
  // A new vault is opened through its slot as well: what could not be opened tomorrow shows today.
  const key = await openSlots(database, options.holders)
  return key.ok ? { kind: 'open', database, key: key.value, persistent: true } : { kind: 'locked', database }
}

async function isAnyAvailable(holders: readonly KeyHolder[]): Promise<boolean> {
  for (const holder of holders) {
    if (await holder.isAvailable()) {
      return true
    }
  }
  return false
}

/** Opens what is in the data folder, or makes it. Trouble with the surroundings is a state, never a throw. */
export async function openSession(options: SessionOptions): Promise<SessionState> {
  let file: VaultFile = inspectVaultFile(options.home)
  if (file.kind === 'absent') {
    if (!(await isAnyAvailable(options.holders))) {
      return openMemorySession()
    }
    file = createVaultFile(options.home)
  }
  if (file.kind === 'refused') {
    return { kind: 'unreadable', reason: file.reason }
  }
  try {
    return await openFile(options)
  } catch (error) {
    return { kind: 'unreadable', reason: readErrorCode(error) }
  }
}
