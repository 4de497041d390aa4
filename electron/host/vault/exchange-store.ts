import { type Outcome, ok } from '../../../shared/lib/outcome.ts'
import { type EpochMs, epochMs } from '../../../shared/lib/units.ts'
import type { Database, SqlValue } from './database.ts'
import { cellPlaces, openText, sealText } from './sealed-cell.ts'
import type { StoredExchange } from './stored.ts'
import type { VaultSession } from './vault-session.ts'

/** What to list: newest first, at most `limit`, only those that started before `before`. */
export interface ExchangeQuery {
  readonly profileId?: string
  readonly before?: EpochMs
  /** Only runs for tokens; calls around the tokens have the number 0. */
  readonly runsOnly?: boolean
  readonly limit: number
}

/** The exchanges of all profiles with their trails. */
export interface ExchangeStore {
  list(query: ExchangeQuery): Outcome<readonly StoredExchange[]>
  /** The newest run of each profile that has any; one indexed query. */
  latest(): Outcome<readonly StoredExchange[]>
  read(id: string): Outcome<{ readonly row: StoredExchange; readonly sealed: string } | null>
  /** Stores a new one, or replaces the one of that id: called after each step of a run. */
  write(row: StoredExchange, sealed: string): Outcome<true>
  /** One more than the highest run stored for the profile; 1 for the first. */
  nextRun(profileId: string): Outcome<number>
  remove(id: string): Outcome<boolean>
  /** Removes all of one profile, or all; answers how many. Token sets stay. */
  clear(profileId?: string): Outcome<number>
}

type ExchangeRow = readonly [
  id: string,
  profileId: string,
  run: number,
  state: string,
  startedAt: number,
  endedAt: number | null,
  summary: string,
]

const columns = 'e.id, e.profile_id, e.run, e.state, e.started_at, e.ended_at, e.summary'
const selectOne = `SELECT ${columns}, s.sealed FROM exchanges e
  LEFT JOIN sealed_exchanges s ON s.id = e.id WHERE e.id = ?`
const selectLatest = `SELECT ${columns} FROM profiles p JOIN exchanges e ON e.seq = (
  SELECT n.seq FROM exchanges n WHERE n.profile_id = p.id AND n.run > 0 ORDER BY n.started_at DESC, n.seq DESC LIMIT 1
)`
const upsert = `INSERT INTO exchanges (id, profile_id, run, state, started_at, ended_at, summary)
  VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET profile_id = excluded.profile_id, run = excluded.run,
  state = excluded.state, started_at = excluded.started_at, ended_at = excluded.ended_at, summary = excluded.summary`
const upsertSealed = `INSERT INTO sealed_exchanges (id, sealed) VALUES (?, ?)
  ON CONFLICT (id) DO UPDATE SET sealed = excluded.sealed`
const highestRun = 'SELECT coalesce(max(run), 0) FROM exchanges WHERE profile_id = ?'

function readRow([id, profileId, run, state, startedAt, endedAt, summary]: ExchangeRow): StoredExchange {
  const ended = endedAt === null ? null : epochMs(endedAt)
  return { id, profileId, run, state, startedAt: epochMs(startedAt), endedAt: ended, summary }
}

/** Only the conditions that apply, so that each form uses its index. */
function listExchanges(
  database: Database,
  { profileId, before, runsOnly, limit }: ExchangeQuery,
): readonly StoredExchange[] {
  const conditions: string[] = []
  const values: SqlValue[] = []
  if (profileId !== undefined) {
    conditions.push('e.profile_id = ?')
    values.push(profileId)
  }
  if (before !== undefined) {
    conditions.push('e.started_at < ?')
    values.push(before)
  }
  if (runsOnly === true) conditions.push('e.run > 0')
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`
  const sql = `SELECT ${columns} FROM exchanges e ${where} ORDER BY e.started_at DESC, e.seq DESC LIMIT ?`
  return database.rows<ExchangeRow>(sql, [...values, Math.max(0, Math.trunc(limit))]).map(readRow)
}

/** The exchanges of one vault. */
export function createExchangeStore(session: VaultSession): ExchangeStore {
  return {
    latest: () => session.read((database) => database.rows<ExchangeRow>(selectLatest, []).map(readRow)),
    list: (query) => session.read((database) => listExchanges(database, query)),
    read: (id) =>
      session.readSealed<{ row: StoredExchange; sealed: string } | null>((database, key) => {
        const found = database.row<readonly [...ExchangeRow, Buffer | null]>(selectOne, [id])
        if (found === undefined) {
          return ok(null)
        }
        const [rowId, profileId, run, state, startedAt, endedAt, summary, sealed] = found
        const opened = openText(key, cellPlaces.exchange(id), sealed)
        const row = readRow([rowId, profileId, run, state, startedAt, endedAt, summary])
        return opened.ok ? ok({ row, sealed: opened.value }) : opened
      }),
    write: (row, sealed) =>
      session.write((database, key): true => {
        const { id, profileId, run, state, startedAt, endedAt, summary } = row
        database.run(upsert, [id, profileId, run, state, startedAt, endedAt, summary])
        database.run(upsertSealed, [id, sealText(key, cellPlaces.exchange(id), sealed)])
        return true
      }),
    nextRun: (profileId) => session.read((database) => (database.row<[number]>(highestRun, [profileId])?.[0] ?? 0) + 1),
    remove: (id) => session.erase((database) => database.run('DELETE FROM exchanges WHERE id = ?', [id]) > 0),
    clear: (profileId) =>
      session.erase((database) =>
        profileId === undefined
          ? database.run('DELETE FROM exchanges')
          : database.run('DELETE FROM exchanges WHERE profile_id = ?', [profileId]),
      ),
  }
}
