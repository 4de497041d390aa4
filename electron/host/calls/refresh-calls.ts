import type { AppStatus } from '../../../shared/contract/records.ts'
import { ok } from '../../../shared/lib/outcome.ts'
import type { AutoRefresh } from '../auto-refresh.ts'
import type { HandlersOf } from './handlers.ts'

/** The calls about refreshing ahead of the end. */
export function createRefreshCalls(autoRefresh: AutoRefresh, status: () => AppStatus): HandlersOf<'refresh'> {
  return {
    'refresh.pause': ({ paused }) => {
      const done = autoRefresh.pause(paused)
      return done.ok ? ok(status()) : done
    },
  }
}
