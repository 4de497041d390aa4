import {
  type Exchange,
  type ExchangeRow,
  type ExchangeState,
  isTokenRun,
  readExchangeRow,
} from '../../shared/flow/exchange.ts'
import { fail, type Outcome, ok } from '../../shared/lib/outcome.ts'
import { type Problem, problem } from '../../shared/lib/problem.ts'
import type { EpochMs } from '../../shared/lib/units.ts'
import type { SentSecrets } from './exchange-recorder.ts'
import { createUnstoredRuns, type UnstoredRun } from './unstored-runs.ts'
import type { StoredExchange } from './vault/stored.ts'
import type { Vault } from './vault/vault.ts'

/** What is sealed of an exchange: the whole trail and the secrets that were sent. */
interface SealedExchange {
  readonly exchange: Exchange
  readonly secrets: SentSecrets
}

/** Which lines to list: newest first, of one profile or of all. */
export interface HistoryQuery {
  readonly profileId?: string
  readonly before?: EpochMs
  /** Without the calls around the tokens. */
  readonly runsOnly?: boolean
  readonly limit: number
}

/** The history as the contract shows it: what the vault holds, and the runs that it does not hold yet. */
export interface ExchangeBook {
  list(query: HistoryQuery): Outcome<readonly ExchangeRow[]>
  show(id: string): Outcome<Exchange>
  reveal(id: string, step: keyof SentSecrets, part: number): Outcome<{ readonly value: string }>
  nextRun(profileId: string): Outcome<number>
  /** A run has taken a step; it is in the history from now on. */
  note(run: UnstoredRun): void
  /** Stores the trail as it is now; `null`, or the problem that kept it from being stored. */
  write(exchange: Exchange, secrets: SentSecrets): Problem | null
  /** The state of a profile's newest run. */
  lastState(profileId: string): ExchangeState | null
  /** The state of the newest run of each profile, by profile id. */
  lastStates(): Outcome<ReadonlyMap<string, ExchangeState>>
  remove(id: string): Outcome<boolean>
  /** Removes what has ended. */
  clear(profileId?: string): Outcome<boolean>
  /** Lets go of the runs of a profile that was removed. */
  abandon(profileId: string): void
}

/** A run that was going on when its process ended will never go on. */
function readEnd<T extends Pick<ExchangeRow, 'state' | 'endedAt'>>(stored: T): T {
  return stored.endedAt === null ? { ...stored, state: 'failed' } : stored
}

function readRow(stored: StoredExchange): ExchangeRow {
  return readEnd(JSON.parse(stored.summary) as ExchangeRow)
}

function buildStored(exchange: Exchange): StoredExchange {
  const { id, profileId, run, state, startedAt, endedAt } = exchange
  return { id, profileId, run, state, startedAt, endedAt, summary: JSON.stringify(readExchangeRow(exchange)) }
}

/** The stored lines, and in their place or beside them those of the runs that are not stored as they are. */
function mergeRows(
  stored: readonly ExchangeRow[],
  unstored: readonly Exchange[],
  { profileId, before, runsOnly, limit }: HistoryQuery,
): readonly ExchangeRow[] {
  const rows = unstored
    .filter((one) => profileId === undefined || one.profileId === profileId)
    .filter((one) => before === undefined || one.startedAt < before)
    .filter((one) => runsOnly !== true || isTokenRun(one))
    .map(readExchangeRow)
  const ids = new Set(rows.map((row) => row.id))
  const all = [...rows, ...stored.filter((row) => !ids.has(row.id))]
  return all.toSorted((a, b) => b.startedAt - a.startedAt || b.run - a.run).slice(0, limit)
}

/** Numbers the runs of a profile. A run is stored when it waits or ends, so two may be under way and none be stored. */
function createRunCounter(vault: Vault): ExchangeBook['nextRun'] {
  const counted = new Map<string, number>()
  return (profileId) => {
    const next = vault.exchanges.nextRun(profileId)
    if (!next.ok) return next
    const run = Math.max(next.value, (counted.get(profileId) ?? 0) + 1)
    counted.set(profileId, run)
    return ok(run)
  }
}

/** Opens the book of exchanges over a vault. */
export function createExchangeBook(vault: Vault): ExchangeBook {
  const unstored = createUnstoredRuns()
  const read = (id: string): Outcome<SealedExchange> => {
    const run = unstored.find(id)
    if (run !== null) return ok({ exchange: run.exchange, secrets: run.sent })
    const found = vault.exchanges.read(id)
    if (!found.ok) return found
    if (found.value === null) return fail(problem('exchange', 'exchange_unknown', { id }))
    const { exchange, secrets } = JSON.parse(found.value.sealed) as SealedExchange
    return ok({ exchange: readEnd(exchange), secrets })
  }
  const list: ExchangeBook['list'] = (query) => {
    const rows = vault.exchanges.list(query)
    return rows.ok ? ok(mergeRows(rows.value.map(readRow), unstored.list(), query)) : rows
  }
  return {
    list,
    show: (id) => {
      const found = read(id)
      return found.ok ? ok(found.value.exchange) : found
    },
    reveal: (id, step, part) => {
      const found = read(id)
      if (!found.ok) return found
      const value = found.value.secrets[step]?.[String(part)]
      if (value === undefined) return fail(problem('exchange', 'exchange_unknown', { id, step, part: String(part) }))
      return ok({ value })
    },
    nextRun: createRunCounter(vault),
    note: unstored.note,
    write: (exchange, secrets) => {
      if (unstored.isDropped(exchange.id)) return null
      const sealed = JSON.stringify({ exchange, secrets } satisfies SealedExchange)
      const written = vault.exchanges.write(buildStored(exchange), sealed)
      const failed = written.ok ? null : written.problem
      unstored.settle(exchange, failed)
      return failed
    },
    lastState: (profileId) => {
      const rows = list({ profileId, runsOnly: true, limit: 1 })
      return rows.ok ? (rows.value[0]?.state ?? null) : null
    },
    lastStates: () => {
      const rows = vault.exchanges.latest()
      if (!rows.ok) return rows
      const newest = new Map<string, Pick<ExchangeRow, 'run' | 'state'>>()
      for (const row of [...rows.value.map(readRow), ...unstored.list().filter(isTokenRun)])
        if (row.run >= (newest.get(row.profileId)?.run ?? 0)) newest.set(row.profileId, row)
      return ok(new Map([...newest].map(([profileId, { state }]) => [profileId, state])))
    },
    remove: (id) => {
      const isHere = unstored.find(id) !== null
      const removed = vault.exchanges.remove(id)
      if (removed.ok) unstored.drop((exchange) => exchange.id === id)
      return removed.ok ? ok(removed.value || isHere) : removed
    },
    clear: (profileId) => {
      const cleared = vault.exchanges.clear(profileId)
      const isMeant = (one: Exchange) => profileId === undefined || one.profileId === profileId
      if (cleared.ok) unstored.drop((exchange) => exchange.endedAt !== null && isMeant(exchange))
      return cleared.ok ? ok(cleared.value > 0) : cleared
    },
    abandon: (profileId) => unstored.drop((exchange) => exchange.profileId === profileId),
  }
}
