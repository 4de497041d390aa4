import { fail } from '../../../shared/lib/outcome.ts'
import { problem } from '../../../shared/lib/problem.ts'
import type { HandlersOf } from './handlers.ts'

/** Not here yet. */
export function createKeyCalls(): HandlersOf<'keys'> {
  return {
    'keys.generate': () => fail(problem('contract', 'unsupported_here', { call: 'keys.generate' })),
    'keys.list': () => fail(problem('contract', 'unsupported_here', { call: 'keys.list' })),
  }
}
