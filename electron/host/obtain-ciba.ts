import { fail, type Outcome } from '../../shared/lib/outcome.ts'
import { problem } from '../../shared/lib/problem.ts'
import type { ObtainedGrant, RunOrder } from './run-order.ts'

/** Not here yet. */
export async function obtainCiba(order: RunOrder): Promise<Outcome<ObtainedGrant>> {
  return fail(problem('grant', 'grant_unsupported', { grant: order.grantName }))
}
