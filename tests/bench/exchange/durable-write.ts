import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { openDatabase } from '../../../electron/host/vault/database.ts'
import { type TimedRun, timeOf } from '../timing.ts'

/** The least that storing can cost on this disk, for comparison. */
export interface DurableWrites {
  /** One row of 4 KB in SQLite, in a transaction of its own, synced. */
  readonly sqlite: TimedRun
  /** 4 KB appended to a file and synced, without SQLite. */
  readonly file: TimedRun
  close(): void
}

/** Opens a database as the vault opens its own, and a plain file, in a folder. */
export function openDurableWrites(folder: string): DurableWrites {
  const database = openDatabase(join(folder, 'bare.db'))
  database.exec('PRAGMA journal_mode=WAL; CREATE TABLE rows (id INTEGER PRIMARY KEY, value BLOB NOT NULL) STRICT')
  const file = openSync(join(folder, 'bare.log'), 'a')
  const value = Buffer.alloc(4096, 1)
  return {
    sqlite: () => timeOf(() => database.run('INSERT INTO rows (value) VALUES (?)', [value])),
    file: () =>
      timeOf(() => {
        writeSync(file, value)
        fdatasyncSync(file)
      }),
    close: () => {
      database.close()
      closeSync(file)
    },
  }
}
