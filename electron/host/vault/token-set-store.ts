import { type Outcome, ok } from '../../../shared/lib/outcome.ts'
import { epochMs } from '../../../shared/lib/units.ts'
import type { Database } from './database.ts'
import { cellPlaces, openText, sealText } from './sealed-cell.ts'
import type { StoredTokenSet } from './stored.ts'
import type { VaultSession } from './vault-session.ts'

/** The token sets of all profiles with their history. */
export interface TokenSetStore {
  /** Newest first, of one profile or of all; without the sealed tokens. */
  list(profileId?: string): Outcome<readonly StoredTokenSet[]>
  /** The newest of each profile that has any, or of the one profile; newest first, one indexed query. */
  latest(profileId?: string): Outcome<readonly StoredTokenSet[]>
  read(id: string): Outcome<{ readonly row: StoredTokenSet; readonly sealed: string } | null>
  /** Stores a new one, or replaces the one of that id. `profile_unknown` where the profile is gone. */
  write(row: StoredTokenSet, sealed: string): Outcome<true>
  /** Changes the readable half and keeps the tokens; false where there is none of that id. */
  update(row: StoredTokenSet): Outcome<boolean>
  remove(id: string): Outcome<boolean>
}

type TokenSetRow = readonly [id: string, profileId: string, exchangeId: string | null, at: number, summary: string]

const columns = 't.id, t.profile_id, t.exchange_id, t.received_at, t.summary'
const newestFirst = 'ORDER BY t.received_at DESC, t.seq DESC'
const selectAll = `SELECT ${columns} FROM token_sets t ${newestFirst}`
const selectOfProfile = `SELECT ${columns} FROM token_sets t WHERE t.profile_id = ? ${newestFirst}`
const selectLatest = `SELECT ${columns} FROM profiles p JOIN token_sets t ON t.seq = (
  SELECT n.seq FROM token_sets n WHERE n.profile_id = p.id ORDER BY n.received_at DESC, n.seq DESC LIMIT 1
)`
const selectLatestOfAll = `${selectLatest} ${newestFirst}`
const selectLatestOfProfile = `${selectOfProfile} LIMIT 1`
const selectOne = `SELECT ${columns}, s.sealed FROM token_sets t
  LEFT JOIN sealed_token_sets s ON s.id = t.id WHERE t.id = ?`
const upsert = `INSERT INTO token_sets (id, profile_id, exchange_id, received_at, summary) VALUES (?, ?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET profile_id = excluded.profile_id, exchange_id = excluded.exchange_id,
  received_at = excluded.received_at, summary = excluded.summary`
const upsertSealed = `INSERT INTO sealed_token_sets (id, sealed) VALUES (?, ?)
  ON CONFLICT (id) DO UPDATE SET sealed = excluded.sealed`
const change = 'UPDATE token_sets SET profile_id = ?, exchange_id = ?, received_at = ?, summary = ? WHERE id = ?'

function readRow([id, profileId, exchangeId, at, summary]: TokenSetRow): StoredTokenSet {
  return { id, profileId, exchangeId, receivedAt: epochMs(at), summary }
}

function readMany(database: Database, sql: string, values: readonly string[]): readonly StoredTokenSet[] {
  return database.rows<TokenSetRow>(sql, values).map(readRow)
}

/** The token sets of one vault. */
export function createTokenSetStore(session: VaultSession): TokenSetStore {
  return {
    list: (profileId) =>
      session.read((database) =>
        profileId === undefined ? readMany(database, selectAll, []) : readMany(database, selectOfProfile, [profileId]),
      ),
    latest: (profileId) =>
      session.read((database) =>
        profileId === undefined
          ? readMany(database, selectLatestOfAll, [])
          : readMany(database, selectLatestOfProfile, [profileId]),
      ),
    read: (id) =>
      session.readSealed<{ row: StoredTokenSet; sealed: string } | null>((database, key) => {
        const found = database.row<readonly [...TokenSetRow, Buffer | null]>(selectOne, [id])
        if (found === undefined) {
          return ok(null)
        }
        const [rowId, profileId, exchangeId, at, summary, sealed] = found
        const opened = openText(key, cellPlaces.tokenSet(id), sealed)
        const row = readRow([rowId, profileId, exchangeId, at, summary])
        return opened.ok ? ok({ row, sealed: opened.value }) : opened
      }),
    write: (row, sealed) =>
      session.write((database, key): true => {
        database.run(upsert, [row.id, row.profileId, row.exchangeId, row.receivedAt, row.summary])
        database.run(upsertSealed, [row.id, sealText(key, cellPlaces.tokenSet(row.id), sealed)])
        return true
      }),
    update: (row) =>
      session.write(
        (database) => database.run(change, [row.profileId, row.exchangeId, row.receivedAt, row.summary, row.id]) > 0,
      ),
    remove: (id) => session.erase((database) => database.run('DELETE FROM token_sets WHERE id = ?', [id]) > 0),
  }
}
