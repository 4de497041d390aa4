import type { Afterlife } from '../../shared/contract/records.ts'
import { type Exchange, type LifecycleKind, readChecks, readProblem } from '../../shared/flow/exchange.ts'
import type { TokenKind } from '../../shared/flow/token-set.ts'
import { fail, type Outcome, ok } from '../../shared/lib/outcome.ts'
import type { Host } from '../host/host.ts'
import { print, printError } from '../host/print.ts'
import { buildCallDocument } from './call-document.ts'
import { type ExitCode, exitCodes } from './exit-codes.ts'
import { followRun } from './follow-run.ts'
import { buildPlainText, printProblem } from './print-problem.ts'
import { printFailedChecks } from './printed-check.ts'
import { runWithHost } from './run-with-host.ts'

export interface CallOptions {
  readonly token?: TokenKind
  readonly tokenSet?: string
  readonly browser?: boolean
  readonly json?: true
}

type What = Exclude<LifecycleKind, 'registration'>

/** Follows a call to its end: the address of a page on standard error, Ctrl-C cancels. */
async function followCall(
  host: Host,
  start: () => Promise<Outcome<{ readonly exchangeId: string }>>,
): Promise<Outcome<Exchange>> {
  let cleanUp: () => void = () => {}
  try {
    const followed = await followRun(host, start, {
      signIn: (exchange, url, waiting) => {
        const step = exchange.trail.find((one) => one.kind === 'authorization-request')
        if (step?.opened === 'address_shown') printError(`open ${buildPlainText(url)}`)
        if (!waiting) return
        const cancel = (): void => void host.send('exchanges.cancel', { id: exchange.id })
        process.once('SIGINT', cancel)
        cleanUp = () => process.off('SIGINT', cancel)
      },
      // These calls ask nobody to confirm anything.
      confirm: () => {},
    })
    return followed.ok ? ok(followed.value.exchange) : followed
  } finally {
    cleanUp()
  }
}

/** The set that a call is about: the one named, else the newest of the profile. */
async function findTokenSet(host: Host, profileId: string, id: string | undefined): Promise<string | null> {
  if (id !== undefined) return id
  const rows = await host.send('tokens.list', { profileId })
  if (!rows.ok) return null
  return rows.value.toSorted((one, other) => other.receivedAt - one.receivedAt)[0]?.id ?? null
}

/** What a call came to, for a person and for a pipe: the claims, or a word. */
function printResult(what: What, afterlife: Afterlife | null): void {
  if (what === 'userinfo') print(JSON.stringify(afterlife?.userinfo?.claims ?? {}, null, 2))
  else if (what === 'introspection') print(JSON.stringify(afterlife?.introspection?.claims ?? {}, null, 2))
  else print(what === 'revocation' ? 'revoked' : 'logged out')
}

/** Makes one of the calls around the tokens of a profile and prints what the provider said. */
export async function runCall(what: What, profileId: string, options: CallOptions): Promise<ExitCode> {
  const json = options.json === true
  return runWithHost(async (host) => {
    const tokenSetId = await findTokenSet(host, profileId, options.tokenSet)
    const called = await followCall(host, () =>
      host.send('lifecycle.start', {
        profileId,
        what,
        ...(tokenSetId === null ? {} : { tokenSetId }),
        ...(options.token === undefined ? {} : { token: options.token }),
        openBrowser: options.browser ?? true,
      }),
    )
    if (!called.ok) return printProblem(called.problem, json)
    const exchange = called.value
    const shown = tokenSetId === null ? null : await host.send('tokens.show', { id: tokenSetId })
    const afterlife = shown?.ok === true ? shown.value.afterlife : null
    const stopped = readProblem(exchange)
    if (json) print(JSON.stringify(buildCallDocument(exchange, afterlife), null, 2))
    if (stopped !== null) return printProblem(stopped, false)
    printFailedChecks(readChecks(exchange))
    if (!json) printResult(what, afterlife)
    return exitCodes.ok
  })
}

/** Registers, reads, changes or removes the client of a profile at its provider. */
export async function followRegistration(
  host: Host,
  start: () => Promise<Outcome<{ readonly exchangeId: string }>>,
): Promise<Outcome<Exchange>> {
  const called = await followCall(host, start)
  if (!called.ok) return called
  const stopped = readProblem(called.value)
  return stopped === null ? called : fail(stopped)
}
