import { type Exchange, type ExchangeRow, readExchangeRow } from '../../../shared/flow/exchange.ts'
import { ok } from '../../../shared/lib/outcome.ts'
import type { ExchangeBook } from '../exchange-book.ts'
import type { ExchangeRuns } from '../exchange-runs.ts'
import type { HandlersOf } from './handlers.ts'

type ListQuery = Parameters<ExchangeBook['list']>[0]

/** The stored lines with those of the runs that are going on, which are newer than what is stored of them. */
function mergeRows(
  stored: readonly ExchangeRow[],
  going: readonly Exchange[],
  query: ListQuery,
): readonly ExchangeRow[] {
  const { profileId, before, limit } = query
  const rows = going
    .filter((one) => profileId === undefined || one.profileId === profileId)
    .filter((one) => before === undefined || one.startedAt < before)
    .map(readExchangeRow)
  const ids = new Set(rows.map((row) => row.id))
  const all = [...rows, ...stored.filter((row) => !ids.has(row.id))]
  return all.toSorted((a, b) => b.startedAt - a.startedAt || b.run - a.run).slice(0, limit)
}

/** The calls about runs and their history. */
export function createExchangeCalls(
  runs: ExchangeRuns,
  book: ExchangeBook,
  published: { history(profileId: string | null): void },
): HandlersOf<'exchanges'> {
  return {
    'exchanges.start': (wanted) => runs.start(wanted),
    'exchanges.refresh': ({ profileId, tokenSetId }) => runs.refresh(profileId, tokenSetId),
    'exchanges.cancel': ({ id }) => ok({ done: runs.cancel(id) }),
    'exchanges.paste': ({ id, text }) => {
      const pasted = runs.paste(id, text)
      return pasted.ok ? ok({ done: true }) : pasted
    },
    'exchanges.open': async ({ id }) => {
      const opened = await runs.open(id)
      return opened.ok ? ok({ done: true }) : opened
    },
    'exchanges.list': ({ limit, profileId, before }) => {
      const query = {
        limit,
        ...(profileId === undefined ? {} : { profileId }),
        ...(before === undefined ? {} : { before }),
      }
      const stored = book.list(query)
      return stored.ok ? ok(mergeRows(stored.value, runs.currents(), query)) : stored
    },
    'exchanges.show': ({ id }) => {
      const current = runs.current(id)
      return current === null ? book.show(id) : ok(current)
    },
    'exchanges.reveal': ({ id, step, part }) => {
      const value = runs.sent(id)?.[step]?.[String(part)]
      return value === undefined ? book.reveal(id, step, part) : ok({ value })
    },
    'exchanges.remove': ({ id }) => {
      const removed = book.remove(id)
      runs.forget((exchange) => exchange.id === id)
      if (removed.ok) published.history(null)
      return removed.ok ? ok({ done: removed.value }) : removed
    },
    'exchanges.clear': ({ profileId }) => {
      const cleared = book.clear(profileId)
      runs.forget((exchange) => profileId === undefined || exchange.profileId === profileId)
      if (cleared.ok) published.history(profileId ?? null)
      return cleared.ok ? ok({ done: cleared.value }) : cleared
    },
  }
}
