import { chmodSync, closeSync, fchmodSync, lstatSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { openDatabase } from './database.ts'
import { applicationId, readLatestVersion, readVersion } from './migrations.ts'
import { readErrorCode } from './vault-problem.ts'

/** What lies at the vault's path. `refused` names why the file is left alone: nothing may write to it. */
export type VaultFile =
  | { readonly kind: 'absent' }
  | { readonly kind: 'present' }
  | { readonly kind: 'refused'; readonly reason: string }

const companions = ['', '-wal', '-shm', '-journal'] as const

/** The vault's file inside the data folder. */
export function buildVaultPath(home: string): string {
  return join(home, 'vault.db')
}

/** The length of the file, or null where there is none. Never opens it: see `inspect`. */
function measure(path: string): number | null {
  return lstatSync(path, { throwIfNoEntry: false })?.size ?? null
}

function refuse(reason: string): VaultFile {
  return { kind: 'refused', reason }
}

/**
 * Makes the data folder (0700) and closes the file and its companions to other accounts (0600), whatever the
 * umask says. A folder that was there before keeps its mode: it may be shared on purpose.
 */
function tighten(home: string, path: string): VaultFile {
  const made = mkdirSync(home, { recursive: true, mode: 0o700 })
  if (made !== undefined) {
    chmodSync(home, 0o700)
  }
  const present = companions.filter((companion) => lstatSync(path + companion, { throwIfNoEntry: false }) !== undefined)
  for (const companion of present) {
    const entry = lstatSync(path + companion)
    if (entry.isSymbolicLink()) {
      return refuse('symlink')
    }
    if (!entry.isFile()) {
      return refuse('not_a_file')
    }
    chmodSync(path + companion, 0o600)
  }
  return present.includes('') ? { kind: 'present' } : { kind: 'absent' }
}

/** Asks a connection what kind of file it has. SQLite itself finds one that is shorter than its header says. */
function judge(location: string, length: number): VaultFile {
  const database = openDatabase(location)
  const version = readVersion(database)
  const tables = database.row<[number]>('SELECT count(*) FROM sqlite_schema')?.[0] ?? 0
  const application = database.row<[number]>('PRAGMA application_id')?.[0]
  const pageSize = database.row<[number]>('PRAGMA page_size')?.[0] ?? 1
  if (version === 0 && tables === 0) {
    return { kind: 'present' }
  }
  if (application !== applicationId) {
    return refuse('not_a_vault')
  }
  if (version > readLatestVersion()) {
    return refuse('future_version')
  }
  if (length % pageSize !== 0) {
    return refuse('truncated')
  }
  database.row('SELECT (SELECT count(*) FROM key_slots), (SELECT count(*) FROM key_check)')
  database.close()
  return { kind: 'present' }
}

/**
 * Judges the file through a read-only connection before anything may write. The file is never opened by other
 * means: closing such a handle would drop the locks of every connection in this process (SQLite, "How To
 * Corrupt", section 2.2).
 */
function inspect(path: string): VaultFile {
  // The log first: a vault that is just being made has no log before it has a first page.
  const logLength = measure(`${path}-wal`) ?? 0
  const length = measure(path) ?? 0
  if (length === 0) {
    // SQLite would delete the log of an empty file, and with it the last copy of what was stored.
    return logLength > 0 ? refuse('truncated') : { kind: 'present' }
  }
  // With a log, part of the last page may still be in it.
  const settledLength = logLength > 0 ? 0 : length
  try {
    return judge(`${pathToFileURL(path).href}?mode=ro`, settledLength)
  } catch (error) {
    // A process that died while it made the vault left a journal; only a writing connection can roll it back.
    if (readErrorCode(error) === 'SQLITE_READONLY_ROLLBACK') {
      return judge(path, settledLength)
    }
    throw error
  }
}

/** Looks at what is there and tightens its modes; changes no byte of it. Trouble of any kind is `refused`. */
export function inspectVaultFile(home: string): VaultFile {
  const path = buildVaultPath(home)
  try {
    const file = tighten(home, path)
    return file.kind === 'present' ? inspect(path) : file
  } catch (error) {
    return refuse(readErrorCode(error))
  }
}

/** Makes the empty file, so that SQLite never chooses its mode. Losing the race to another process is fine. */
export function createVaultFile(home: string): VaultFile {
  try {
    const handle = openSync(buildVaultPath(home), 'wx', 0o600)
    fchmodSync(handle, 0o600)
    closeSync(handle)
    return { kind: 'present' }
  } catch (error) {
    return readErrorCode(error) === 'EEXIST' ? inspectVaultFile(home) : refuse(readErrorCode(error))
  }
}

/**
 * Keeps a copy of an older version beside the vault before it is raised. `write` fills the path it is given; only a
 * complete copy gets the final name, and the file is closed to other accounts (0600) before anything is in it.
 */
export function keepBackup(home: string, version: number, write: (path: string) => void): void {
  const path = join(home, `vault.v${version}.backup.db`)
  const partial = `${path}.${process.pid}.partial`
  rmSync(partial, { force: true })
  const handle = openSync(partial, 'wx', 0o600)
  fchmodSync(handle, 0o600)
  closeSync(handle)
  write(partial)
  renameSync(partial, path)
}
