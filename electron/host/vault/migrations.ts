import type { Database } from './database.ts'

/** One step forward. Released steps are never edited; a change is a new one. */
export interface Migration {
  readonly version: number
  readonly sql: string
}

/** `TDSK`, in the file's header: tells a vault from any other SQLite file. */
export const applicationId = 0x5444534b

// Sealed values live in tables of their own, so that lists never page past them.
// `seq` gives equal times an order: the later write counts as the newer one.
const versionOne = `
CREATE TABLE key_check (id INTEGER PRIMARY KEY CHECK (id = 1), sealed BLOB NOT NULL) STRICT;
CREATE TABLE key_slots (
  id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, wrapped BLOB NOT NULL, created_at REAL NOT NULL
) STRICT;
CREATE TABLE profiles (
  id TEXT PRIMARY KEY NOT NULL, name TEXT NOT NULL, position REAL NOT NULL, document TEXT NOT NULL,
  updated_at REAL NOT NULL
) STRICT;
CREATE TABLE profile_secrets (
  profile_id TEXT NOT NULL REFERENCES profiles (id) ON DELETE CASCADE, name TEXT NOT NULL, sealed BLOB NOT NULL,
  PRIMARY KEY (profile_id, name)
) STRICT;
CREATE TABLE token_sets (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT UNIQUE NOT NULL,
  profile_id TEXT NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
  exchange_id TEXT, received_at REAL NOT NULL, summary TEXT NOT NULL
) STRICT;
CREATE INDEX token_sets_by_profile ON token_sets (profile_id, received_at DESC, seq DESC);
CREATE INDEX token_sets_by_time ON token_sets (received_at DESC, seq DESC);
CREATE TABLE sealed_token_sets (
  id TEXT PRIMARY KEY NOT NULL REFERENCES token_sets (id) ON DELETE CASCADE, sealed BLOB NOT NULL
) STRICT;
CREATE TABLE exchanges (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT UNIQUE NOT NULL,
  profile_id TEXT NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
  run INTEGER NOT NULL, state TEXT NOT NULL, started_at REAL NOT NULL, ended_at REAL, summary TEXT NOT NULL
) STRICT;
CREATE INDEX exchanges_by_profile ON exchanges (profile_id, started_at DESC, seq DESC);
CREATE INDEX exchanges_by_time ON exchanges (started_at DESC, seq DESC);
CREATE INDEX exchanges_by_run ON exchanges (profile_id, run);
CREATE TABLE sealed_exchanges (
  id TEXT PRIMARY KEY NOT NULL REFERENCES exchanges (id) ON DELETE CASCADE, sealed BLOB NOT NULL
) STRICT;
CREATE TABLE sealed_values (name TEXT PRIMARY KEY NOT NULL, sealed BLOB NOT NULL) STRICT;
PRAGMA application_id = ${applicationId};
`

// Who does what alone among several processes, and until when at the latest. Nothing of it is secret.
const versionTwo = `
CREATE TABLE leases (name TEXT PRIMARY KEY NOT NULL, owner TEXT NOT NULL, until REAL NOT NULL) STRICT;
`

export const migrations: readonly Migration[] = [
  { version: 1, sql: versionOne },
  { version: 2, sql: versionTwo },
]

/** The version that `steps` lead to. */
export function readLatestVersion(steps: readonly Migration[] = migrations): number {
  return steps.reduce((highest, step) => Math.max(highest, step.version), 0)
}

/** The version the file is at; 0 for one without tables. */
export function readVersion(database: Database): number {
  return database.row<[number]>('PRAGMA user_version')?.[0] ?? 0
}

/**
 * Brings the file to the latest version in one transaction. Two processes that start together are safe: the
 * second one finds the version already raised once it gets the lock. `backUp` runs before an older file changes.
 */
export function migrate(database: Database, backUp: () => void, steps: readonly Migration[] = migrations): void {
  const before = readVersion(database)
  if (before >= readLatestVersion(steps)) {
    return
  }
  if (before > 0) {
    backUp()
  }
  database.transaction(() => {
    const from = readVersion(database)
    for (const step of steps.filter((candidate) => candidate.version > from)) {
      database.exec(`${step.sql}; PRAGMA user_version = ${step.version}`)
    }
  })
}
