import { fail } from '../../../shared/lib/outcome.ts'
import { problem } from '../../../shared/lib/problem.ts'
import type { HandlersOf } from './handlers.ts'

/** Not here yet. */
export function createLifecycleCalls(): HandlersOf<'lifecycle'> & HandlersOf<'registration'> {
  return {
    'lifecycle.start': () => fail(problem('contract', 'unsupported_here', { call: 'lifecycle.start' })),
    'registration.start': () => fail(problem('contract', 'unsupported_here', { call: 'registration.start' })),
  }
}
