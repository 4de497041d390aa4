import { spawn } from 'node:child_process'
import { fail, type Outcome, ok } from '../../shared/lib/outcome.ts'
import { problem } from '../../shared/lib/problem.ts'
import { isOpenable } from './openable-url.ts'

/** An opener that is still at work after this long has a browser to show. */
const settledMs = 2_000

/** Where to look for a way to show a page. */
export interface Surroundings {
  readonly platform: NodeJS.Platform
  readonly env: NodeJS.ProcessEnv
}

/** The program that shows a page in the person's browser, with its arguments; `null` where there is no screen. */
export function readOpener({ platform, env }: Surroundings, address: string): readonly [string, ...string[]] | null {
  if (platform === 'darwin') return ['open', address]
  // Not `cmd /c start`: cmd would read `&` and `%` in the address.
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', address]
  const hasScreen = [env.DISPLAY, env.WAYLAND_DISPLAY, env.BROWSER].some((value) => value !== undefined && value !== '')
  return hasScreen ? ['xdg-open', address] : null
}

/** Runs the opener without a shell; it lives on when we end, and the vault's passphrase is not its business. */
function run(program: string, args: readonly string[]): Promise<string | null> {
  const { TOKENDESK_PASSPHRASE: _, ...env } = process.env
  return new Promise((resolve) => {
    const child = spawn(program, args, { detached: true, env, shell: false, stdio: 'ignore', windowsHide: true })
    const timer = setTimeout(() => resolve(null), settledMs)
    const settle = (reason: string | null): void => {
      clearTimeout(timer)
      resolve(reason)
    }
    child.once('error', (error: NodeJS.ErrnoException) => settle(error.code ?? 'not_started'))
    child.once('exit', (code) => settle(code === 0 ? null : `exit ${code ?? 'by signal'}`))
    child.unref()
  })
}

/** Opens a page in the system browser (RFC 8252, section 8.12). */
export async function openBrowser(
  address: string,
  surroundings: Surroundings = { platform: process.platform, env: process.env },
): Promise<Outcome<true>> {
  const refuse = (reason: string) => fail(problem('authorization-request', 'browser_not_opened', { reason }))
  if (!isOpenable(address)) return refuse('address')
  const opener = readOpener(surroundings, address)
  if (opener === null) return refuse('no_screen')
  const [program, ...args] = opener
  const reason = await run(program, args)
  return reason === null ? ok(true) : refuse(reason)
}
