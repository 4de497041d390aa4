import { openJwt } from './open-jwt.ts'
import type { StepOrder } from './run-order.ts'

/** The state inside a signed answer (JARM, section 2.1), before anything about it is verified; `null` where there is none. */
export async function readResponseState(order: StepOrder, response: string): Promise<string | null> {
  const { decoded } = await openJwt(order, response)
  const state = decoded.kind === 'jws' ? decoded.payload.members.state : undefined
  return typeof state === 'string' ? state : null
}
