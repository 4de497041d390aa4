import { fail } from '../../../shared/lib/outcome.ts'
import { problem } from '../../../shared/lib/problem.ts'
import type { HandlersOf } from './handlers.ts'

/** Not here yet. */
export function createMetadataCalls(): HandlersOf<'metadata'> {
  return {
    'metadata.read': () => fail(problem('contract', 'unsupported_here', { call: 'metadata.read' })),
  }
}
