import { setImmediate } from 'node:timers/promises'
import type { CallInput } from '../../../shared/contract/calls.ts'
import { fail, type Outcome } from '../../../shared/lib/outcome.ts'
import { problem } from '../../../shared/lib/problem.ts'
import type { LifecycleEnd, LifecycleOrder } from './lifecycle-order.ts'
import { runIntrospection } from './run-introspection.ts'
import { runLogout } from './run-logout.ts'
import { runRevocation } from './run-revocation.ts'
import { runUserinfo } from './run-userinfo.ts'

export type LifecycleCall = CallInput<'lifecycle.start'>['what']

function walk(order: LifecycleOrder, what: LifecycleCall): Promise<Outcome<LifecycleEnd>> {
  if (what === 'logout') return runLogout(order)
  const { token } = order
  if (token === null) return Promise.resolve(fail(problem('token-set', 'token_missing')))
  switch (what) {
    case 'userinfo':
      return runUserinfo(order)
    case 'introspection':
      return runIntrospection(order, token)
    case 'revocation':
      return runRevocation(order, token)
  }
}

/** Makes one call around the tokens. Its trail ends with its verdicts and `done`, or with what stopped it. */
export async function runLifecycle(order: LifecycleOrder, what: LifecycleCall): Promise<void> {
  const { recorder } = order
  if (order.token !== null) recorder.know([order.token.value])
  const walked = await walk(order, what)
  if (walked.ok) {
    const { checks, findings } = walked.value
    // The verdicts are kept with the set before anybody sees them.
    if (checks.length > 0) {
      order.saveChecks(checks)
      recorder.append({ kind: 'checks', checks, findings: [] })
    }
    recorder.append({ kind: 'done', findings })
  } else recorder.stop(walked.problem, recorder.store())
  // The last step is published; whoever waits for it goes first, then the trail is written.
  await setImmediate()
  recorder.store()
}
