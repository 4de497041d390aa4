import { type Outcome, ok } from '../../../shared/lib/outcome.ts'
import { cellPlaces, openText, sealText } from './sealed-cell.ts'
import type { VaultSession } from './vault-session.ts'

/** Sealed texts under a name: the practice providers' keys, the preferences of the browser mode. */
export interface ValueStore {
  read(name: string): Outcome<string | null>
  write(name: string, text: string): Outcome<true>
  remove(name: string): Outcome<boolean>
}

const upsert = `INSERT INTO sealed_values (name, sealed) VALUES (?, ?)
  ON CONFLICT (name) DO UPDATE SET sealed = excluded.sealed`

/** The named values of one vault. */
export function createValueStore(session: VaultSession): ValueStore {
  return {
    read: (name) =>
      session.readSealed<string | null>((database, key) => {
        const row = database.row<[Buffer]>('SELECT sealed FROM sealed_values WHERE name = ?', [name])
        return row === undefined ? ok(null) : openText(key, cellPlaces.value(name), row[0])
      }),
    write: (name, text) =>
      session.write((database, key): true => {
        database.run(upsert, [name, sealText(key, cellPlaces.value(name), text)])
        return true
      }),
    remove: (name) => session.erase((database) => database.run('DELETE FROM sealed_values WHERE name = ?', [name]) > 0),
  }
}
