import { fail, type Outcome } from '../../../shared/lib/outcome.ts'
import { problem } from '../../../shared/lib/problem.ts'
import type { KeyHolder } from './key-holder.ts'

/** A holder that has not answered by then is not there; a start must not hang on a keyring. */
const availabilityMs = 5000

function limit(work: Promise<boolean>, limitMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const late = setTimeout(resolve, limitMs, false)
    const finish = (available: boolean): void => {
      clearTimeout(late)
      resolve(available)
    }
    work.then(finish, () => finish(false))
  })
}

async function attempt(work: () => Promise<Outcome<Buffer>>): Promise<Outcome<Buffer>> {
  try {
    return await work()
  } catch {
    // Platform code may quote what it was given; its text is not repeated.
    return fail(problem('vault', 'holder_unavailable', { reason: 'threw' }))
  }
}

/** Keeps the vault safe from a holder that throws or stays silent: both count as a holder that is not there. */
export function createGuardedHolder(holder: KeyHolder, limitMs = availabilityMs): KeyHolder {
  return {
    kind: holder.kind,
    isAvailable: () =>
      limit(
        Promise.resolve().then(() => holder.isAvailable()),
        limitMs,
      ),
    wrap: (key) => attempt(() => holder.wrap(key)),
    unwrap: (wrapped) => attempt(() => holder.unwrap(wrapped)),
    forget: async (wrapped) => {
      try {
        await holder.forget?.(wrapped)
      } catch {
        // What stays behind outside the vault opens nothing any more.
      }
    },
  }
}
