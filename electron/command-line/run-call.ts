import type { Afterlife } from '../../shared/contract/records.ts'
import { buildRevealedUrl, listMaskedParts } from '../../shared/flow/authorization-request-logout.ts'
import { type Exchange, type LifecycleKind, readChecks, readProblem, readStep } from '../../shared/flow/exchange.ts'
import type { TokenKind } from '../../shared/flow/token-set.ts'
import { fail, type Outcome, ok } from '../../shared/lib/outcome.ts'
import type { ShownRequest } from '../../shared/lib/request-part.ts'
import type { EpochMs } from '../../shared/lib/units.ts'
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

/** The address of a logout, whole: it holds the ID token, which the trail masks, and is of no use without it. */
async function printAddress(host: Host, id: string, request: ShownRequest): Promise<void> {
  let shown = request
  for (const part of listMaskedParts(request)) {
    const revealed = await host.send('exchanges.reveal', { id, step: 'authorization-request', part })
    if (revealed.ok) shown = { ...shown, url: buildRevealedUrl(shown, part, revealed.value.value) }
  }
  printError(`open ${buildPlainText(shown.url)}`)
}

/** What this very call has told; what an earlier one told is no answer to it. */
function readToldBy({ startedAt }: Exchange, afterlife: Afterlife): Afterlife {
  const isOfIt = (told: { readonly at: EpochMs } | null): boolean => told !== null && told.at >= startedAt
  return {
    ...afterlife,
    userinfo: isOfIt(afterlife.userinfo) ? afterlife.userinfo : null,
    introspection: isOfIt(afterlife.introspection) ? afterlife.introspection : null,
  }
}

/** Follows a call to its end: the address of a page on standard error, Ctrl-C cancels. */
async function followCall(
  host: Host,
  start: () => Promise<Outcome<{ readonly exchangeId: string }>>,
): Promise<Outcome<Exchange>> {
  let cleanUp: () => void = () => {}
  let printing: Promise<void> | null = null
  try {
    const followed = await followRun(host, start, {
      signIn: (exchange, _url, waiting) => {
        const step = readStep(exchange, 'authorization-request')
        if (step?.opened === 'address_shown') printing = printAddress(host, exchange.id, step.request)
        if (!waiting) return
        const cancel = (): void => void host.send('exchanges.cancel', { id: exchange.id })
        process.once('SIGINT', cancel)
        cleanUp = () => process.off('SIGINT', cancel)
      },
      // These calls ask nobody to confirm anything.
      confirm: () => {},
    })
    await printing
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
    const afterlife = shown?.ok === true ? readToldBy(exchange, shown.value.afterlife) : null
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
