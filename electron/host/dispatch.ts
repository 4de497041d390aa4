import { type CallName, calls, isCallName } from '../../shared/contract/calls.ts'
import { buildEvidence } from '../../shared/flow/profile.ts'
import { fail, type Outcome, ok } from '../../shared/lib/outcome.ts'
import { problem } from '../../shared/lib/problem.ts'
import type { Handler, Handlers } from './calls/handlers.ts'
import { readMistake } from './mistake.ts'

/** What both doors and the command line call: a name and an input in, always an outcome out. */
export type Dispatch = (name: string, input: unknown) => Promise<Outcome<unknown>>

/** Checks an input by its row of the contract. An object of this process may refuse to be read: a getter that throws. */
function readInput(name: CallName, input: unknown): Outcome<unknown> {
  try {
    const read = calls[name].input.safeParse(input ?? {})
    if (read.success) return ok(read.data)
    return fail(problem('contract', 'input_invalid', { call: name, ...buildEvidence(read.error) }))
  } catch {
    return fail(problem('contract', 'input_invalid', { call: name, reason: 'unreadable' }))
  }
}

/**
 * Puts the contract in front of the handlers: an unknown name, an input that does not fit and a mistake of ours are
 * answers like every other. Nothing here throws, and nothing answers `undefined`.
 */
export function createDispatch(handlers: Handlers): Dispatch {
  return async (name, input) => {
    if (!isCallName(name)) return fail(problem('contract', 'call_unknown'))
    const read = readInput(name, input)
    if (!read.ok) return read
    try {
      // The table pairs every name with its handler; that the two belong together is lost on a name in a variable.
      const handle = handlers[name] as Handler<CallName>
      return await handle(read.value as never)
    } catch (error) {
      return fail(readMistake('contract', error))
    }
  }
}
