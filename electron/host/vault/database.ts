import Sqlite from 'libsql'

/** What goes into and comes out of a column. */
export type SqlValue = string | number | Buffer | null

/** One connection to one SQLite file: the only place that knows the SQLite package. Calls throw SqliteError. */
export interface Database {
  /** All rows, each as its columns in the order of the SELECT; the tables are STRICT, so the types hold. */
  rows<Row extends readonly SqlValue[]>(sql: string, values?: readonly SqlValue[]): readonly Row[]
  row<Row extends readonly SqlValue[]>(sql: string, values?: readonly SqlValue[]): Row | undefined
  /** Runs one statement; answers how many rows it changed. */
  run(sql: string, values?: readonly SqlValue[]): number
  /** Runs any number of statements without values. */
  exec(sql: string): void
  /** Everything in `work`, or nothing. Takes the write lock at once, so it cannot lose it half way. */
  transaction<T>(work: () => T): T
  /** Moves the write-ahead log into the file and empties it, as far as other processes let it. */
  checkpoint(): void
  close(): void
}

type Statement = ReturnType<InstanceType<typeof Sqlite>['prepare']>

/** How long one process waits for another one's write. */
const busyMs = 5000
/** A checkpoint is not worth a long wait: the next one catches up. */
const checkpointBusyMs = 250

/** SQLite's text functions stop at NUL, so such a text would come back shorter than it went in. */
export class TextHasNul extends Error {}

function bindable(values: readonly SqlValue[]): SqlValue[] {
  for (const value of values) {
    if (typeof value === 'string' && value.includes('\0')) {
      throw new TextHasNul('a text with a NUL character cannot be stored')
    }
  }
  return [...values]
}

function prepareOnce(known: Map<string, Statement>, sql: string, prepare: () => Statement): Statement {
  const found = known.get(sql) ?? prepare()
  known.set(sql, found)
  return found
}

function runTransaction<T>(connection: InstanceType<typeof Sqlite>, work: () => T): T {
  connection.exec('BEGIN IMMEDIATE')
  try {
    const result = work()
    connection.exec('COMMIT')
    return result
  } catch (error) {
    // SQLite ends the transaction by itself on a full disk or an I/O error; a second ROLLBACK would hide the cause.
    if (connection.inTransaction) {
      connection.exec('ROLLBACK')
    }
    throw error
  }
}

/** Opens a connection and sets what holds per connection. `location` is a path, a `file:` URI or `:memory:`. */
export function openDatabase(location: string): Database {
  const connection = new Sqlite(location)
  const commands = new Map<string, Statement>()
  const queries = new Map<string, Statement>()
  const command = (sql: string): Statement => prepareOnce(commands, sql, () => connection.prepare(sql))
  const query = (sql: string): Statement => prepareOnce(queries, sql, () => connection.prepare(sql).raw(true))
  const exec = (sql: string): void => {
    connection.exec(sql)
  }
  exec(`PRAGMA busy_timeout=${busyMs}; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON`)
  return {
    rows: <Row extends readonly SqlValue[]>(sql: string, values: readonly SqlValue[] = []) =>
      query(sql).all(bindable(values)) as Row[],
    // To its end: a statement that stops at its first row keeps a read open, which may keep the log from being emptied.
    row: <Row extends readonly SqlValue[]>(sql: string, values: readonly SqlValue[] = []) =>
      (query(sql).all(bindable(values)) as Row[])[0],
    run: (sql, values = []) => command(sql).run(bindable(values)).changes,
    exec,
    transaction: (work) => runTransaction(connection, work),
    checkpoint: () => {
      exec(`PRAGMA busy_timeout=${checkpointBusyMs}`)
      try {
        query('PRAGMA wal_checkpoint(TRUNCATE)').all([])
      } finally {
        exec(`PRAGMA busy_timeout=${busyMs}`)
      }
    },
    close: () => {
      commands.clear()
      queries.clear()
      connection.close()
    },
  }
}
