import { fail } from '../../../shared/lib/outcome.ts'
import { problem } from '../../../shared/lib/problem.ts'
import type { HandlersOf } from './handlers.ts'

/** Not here yet. */
export function createRefreshCalls(): HandlersOf<'refresh'> {
  return {
    'refresh.pause': () => fail(problem('contract', 'unsupported_here', { call: 'refresh.pause' })),
  }
}
