import { type Exchange, type ExchangeRow, type ExchangeState, readExchangeRow } from '../../shared/flow/exchange.ts'
import { fail, type Outcome, ok } from '../../shared/lib/outcome.ts'
import { type Problem, problem } from '../../shared/lib/problem.ts'
import type { EpochMs } from '../../shared/lib/units.ts'
import type { SentSecrets } from './exchange-recorder.ts'
import type { StoredExchange } from './vault/stored.ts'
import type { Vault } from './vault/vault.ts'

/** What is sealed of an exchange: the whole trail and the secrets that were sent. */
interface SealedExchange {
  readonly exchange: Exchange
  readonly secrets: SentSecrets
}

/** The history of the vault, as the contract shows it. */
export interface ExchangeBook {
  list(query: {
    readonly profileId?: string
    readonly before?: EpochMs
    readonly limit: number
  }): Outcome<readonly ExchangeRow[]>
  show(id: string): Outcome<Exchange>
  reveal(id: string, step: keyof SentSecrets, part: number): Outcome<{ readonly value: string }>
  nextRun(profileId: string): Outcome<number>
  /** Stores the trail as it is now; `null`, or the problem that kept it from being stored. */
  write(exchange: Exchange, secrets: SentSecrets): Problem | null
  /** The state of a profile's newest run. */
  lastState(profileId: string): ExchangeState | null
  /** The state of the newest run of each profile, by profile id. */
  lastStates(): Outcome<ReadonlyMap<string, ExchangeState>>
  remove(id: string): Outcome<boolean>
  clear(profileId?: string): Outcome<boolean>
}

/** A run that was going on when its process ended will never go on. */
function readEnd<T extends Pick<ExchangeRow, 'id' | 'state' | 'endedAt'>>(row: T, going: ReadonlySet<string>): T {
  return row.endedAt === null && !going.has(row.id) ? { ...row, state: 'failed' } : row
}

function buildStored(exchange: Exchange): StoredExchange {
  const { id, profileId, run, state, startedAt, endedAt } = exchange
  return { id, profileId, run, state, startedAt, endedAt, summary: JSON.stringify(readExchangeRow(exchange)) }
}

/** Opens the book of exchanges over a vault. */
export function createExchangeBook(vault: Vault): ExchangeBook {
  const going = new Set<string>()
  const counted = new Map<string, number>()
  const readRow = (stored: StoredExchange): ExchangeRow => readEnd(JSON.parse(stored.summary) as ExchangeRow, going)
  const read = (id: string): Outcome<SealedExchange> => {
    const found = vault.exchanges.read(id)
    if (!found.ok) return found
    if (found.value === null) return fail(problem('exchange', 'exchange_unknown', { id }))
    return ok(JSON.parse(found.value.sealed) as SealedExchange)
  }
  return {
    list: (query) => {
      const rows = vault.exchanges.list(query)
      return rows.ok ? ok(rows.value.map(readRow)) : rows
    },
    show: (id) => {
      const found = read(id)
      return found.ok ? ok(readEnd(found.value.exchange, going)) : found
    },
    reveal: (id, step, part) => {
      const found = read(id)
      if (!found.ok) return found
      const value = found.value.secrets[step]?.[String(part)]
      if (value === undefined) return fail(problem('exchange', 'exchange_unknown', { id, step, part: String(part) }))
      return ok({ value })
    },
    nextRun: (profileId) => {
      const next = vault.exchanges.nextRun(profileId)
      if (!next.ok) return next
      // A run is stored when it waits or ends, so that two may be on their way with none of them stored.
      const run = Math.max(next.value, (counted.get(profileId) ?? 0) + 1)
      counted.set(profileId, run)
      return ok(run)
    },
    write: (exchange, secrets) => {
      if (exchange.endedAt === null) going.add(exchange.id)
      else going.delete(exchange.id)
      const written = vault.exchanges.write(
        buildStored(exchange),
        JSON.stringify({ exchange, secrets } satisfies SealedExchange),
      )
      return written.ok ? null : written.problem
    },
    lastState: (profileId) => {
      const rows = vault.exchanges.list({ profileId, limit: 1 })
      const [newest] = rows.ok ? rows.value : []
      return newest === undefined ? null : readRow(newest).state
    },
    lastStates: () => {
      const rows = vault.exchanges.latest()
      return rows.ok ? ok(new Map(rows.value.map((stored) => [stored.profileId, readRow(stored).state]))) : rows
    },
    remove: (id) => vault.exchanges.remove(id),
    clear: (profileId) => {
      const cleared = vault.exchanges.clear(profileId)
      return cleared.ok ? ok(cleared.value > 0) : cleared
    },
  }
}
