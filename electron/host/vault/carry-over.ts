import type { Database, SqlValue } from './database.ts'
import { type CellPlace, cellPlaces, openBytes, sealBytes } from './sealed-cell.ts'

/** A database and the data key of its sealed cells. */
export interface KeyedDatabase {
  readonly database: Database
  readonly key: Buffer
}

interface CarriedTable {
  readonly table: string
  readonly columns: readonly string[]
  /** The place of the sealed cell, which is the last column; absent where nothing is sealed. */
  readonly place?: (row: readonly SqlValue[]) => CellPlace
}

// In the order of the foreign keys.
const carriedTables: readonly CarriedTable[] = [
  { table: 'profiles', columns: ['id', 'name', 'position', 'document', 'updated_at'] },
  {
    table: 'profile_secrets',
    columns: ['profile_id', 'name', 'sealed'],
    place: ([profileId, name]) => cellPlaces.profileSecret(String(profileId), String(name)),
  },
  { table: 'token_sets', columns: ['id', 'profile_id', 'exchange_id', 'received_at', 'summary'] },
  { table: 'sealed_token_sets', columns: ['id', 'sealed'], place: ([id]) => cellPlaces.tokenSet(String(id)) },
  { table: 'exchanges', columns: ['id', 'profile_id', 'run', 'state', 'started_at', 'ended_at', 'summary'] },
  { table: 'sealed_exchanges', columns: ['id', 'sealed'], place: ([id]) => cellPlaces.exchange(String(id)) },
  { table: 'sealed_values', columns: ['name', 'sealed'], place: ([name]) => cellPlaces.value(String(name)) },
]

function reseal(row: readonly SqlValue[], place: CellPlace, from: Buffer, to: Buffer): readonly SqlValue[] {
  const sealed = row.at(-1)
  const plain = openBytes(from, place, Buffer.isBuffer(sealed) ? sealed : null)
  // The rows come from this process's own memory: one that does not open is a mistake of ours.
  if (!plain.ok) {
    throw new Error(`a cell of ${place.table} in memory does not open`)
  }
  return [...row.slice(0, -1), sealBytes(to, place, plain.value)]
}

function carryTable({ table, columns, place }: CarriedTable, from: KeyedDatabase, to: KeyedDatabase): void {
  const names = columns.join(', ')
  const marks = columns.map(() => '?').join(', ')
  // `rowid` is `seq` where there is one: history keeps its order.
  for (const row of from.database.rows(`SELECT ${names} FROM ${table} ORDER BY rowid`)) {
    const values = place === undefined ? row : reseal(row, place(row), from.key, to.key)
    to.database.run(`INSERT INTO ${table} (${names}) VALUES (${marks}) ON CONFLICT DO NOTHING`, values)
  }
}

/**
 * Copies everything a memory-only session holds into the file; call it inside a transaction of the file. A row
 * that the file already has stays as it is there: it may be the person's own edit of a practice profile. The
 * session's secrets of such a profile are left behind, so that no secret meets another profile's addresses.
 */
export function carryOver(from: KeyedDatabase, to: KeyedDatabase): void {
  const known = to.database.rows<[string]>('SELECT id FROM profiles').map(([id]) => id)
  for (const id of known) {
    from.database.run('DELETE FROM profile_secrets WHERE profile_id = ?', [id])
  }
  for (const table of carriedTables) {
    carryTable(table, from, to)
  }
}
