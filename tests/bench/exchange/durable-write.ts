import { join } from 'node:path'
import { openDatabase } from '../../../electron/host/vault/database.ts'
import { type TimedRun, timeOf } from '../timing.ts'

/** The least that storing can cost on this disk. */
export interface DurableWrites {
  /** One row of 4 KB in SQLite, in a transaction of its own, synced. */
  readonly write: TimedRun
  close(): void
}

/** Opens a database as the vault opens its own, in a folder. */
export function openDurableWrites(folder: string): DurableWrites {
  const database = openDatabase(join(folder, 'bare.db'))
  database.exec('PRAGMA journal_mode=WAL; CREATE TABLE rows (id INTEGER PRIMARY KEY, value BLOB NOT NULL) STRICT')
  const value = Buffer.alloc(4096, 1)
  return {
    write: () => timeOf(() => database.run('INSERT INTO rows (value) VALUES (?)', [value])),
    close: () => database.close(),
  }
}
