import { ok } from '../../../shared/lib/outcome.ts'
import type { ExchangeBook } from '../exchange-book.ts'
import type { ExchangeRuns } from '../exchange-runs.ts'
import type { HandlersOf } from './handlers.ts'

/** The calls about runs and their history. */
export function createExchangeCalls(
  runs: ExchangeRuns,
  book: ExchangeBook,
  published: { history(profileId: string | null): void },
): HandlersOf<'exchanges'> {
  return {
    'exchanges.start': (wanted) => runs.start(wanted),
    'exchanges.refresh': ({ profileId, tokenSetId, reuse }) => runs.refresh(profileId, tokenSetId, reuse),
    'exchanges.cancel': ({ id }) => ok({ done: runs.cancel(id) }),
    'exchanges.paste': async ({ id, text }) => {
      const pasted = await runs.paste(id, text)
      return pasted.ok ? ok({ done: true }) : pasted
    },
    'exchanges.open': async ({ id }) => {
      const opened = await runs.open(id)
      return opened.ok ? ok({ done: true }) : opened
    },
    'exchanges.list': ({ limit, profileId, before, runsOnly }) =>
      book.list({
        limit,
        ...(runsOnly === undefined ? {} : { runsOnly }),
        ...(profileId === undefined ? {} : { profileId }),
        ...(before === undefined ? {} : { before }),
      }),
    'exchanges.show': ({ id }) => book.show(id),
    'exchanges.reveal': ({ id, step, part }) => book.reveal(id, step, part),
    'exchanges.remove': ({ id }) => {
      const removed = book.remove(id)
      if (removed.ok) published.history(null)
      return removed.ok ? ok({ done: removed.value }) : removed
    },
    'exchanges.clear': ({ profileId }) => {
      const cleared = book.clear(profileId)
      if (cleared.ok) published.history(profileId ?? null)
      return cleared.ok ? ok({ done: cleared.value }) : cleared
    },
  }
}
