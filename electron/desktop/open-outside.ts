import { shell } from 'electron'
import { fail, type Outcome, ok } from '../../shared/lib/outcome.ts'
import { problem } from '../../shared/lib/problem.ts'
import { isOpenable } from '../host/openable-url.ts'

/**
 * Opens an authorization request in the system browser, which RFC 8252 (section 8.12) asks for. Nothing else is
 * opened.
 */
export async function openOutside(url: string): Promise<Outcome<true>> {
  const refuse = (reason: string): Outcome<true> =>
    fail(problem('authorization-request', 'browser_not_opened', { reason }))
  if (!isOpenable(url)) return refuse('address')
  try {
    await shell.openExternal(url)
    return ok(true)
  } catch {
    // The system's text repeats the address, which carries the state of the run.
    return refuse('system')
  }
}
