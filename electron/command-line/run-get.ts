import { buildCopyText } from '../../shared/contract/copy-format.ts'
import type { CopyFormat } from '../../shared/contract/records.ts'
import type { GrantName } from '../../shared/dialects/grant-names.ts'
import type { Profile } from '../../shared/flow/profile.ts'
import { fail, type Outcome, ok } from '../../shared/lib/outcome.ts'
import { type Problem, problem } from '../../shared/lib/problem.ts'
import { readClock } from '../host/clock.ts'
import type { Host } from '../host/host.ts'
import { print, printError } from '../host/print.ts'
import { chooseRefresh, chooseStored } from './choose-stored.ts'
import { type ExitCode, exitCodes, readExitCode } from './exit-codes.ts'
import { obtainTokens } from './obtain-tokens.ts'
import { buildPlainText, printProblem } from './print-problem.ts'
import { printFailedChecks } from './printed-check.ts'
import { isPersistent, runWithHost } from './run-with-host.ts'
import type { StartedHost } from './start-host.ts'
import { listStored } from './stored-tokens.ts'
import { buildTokenDocument, type HeldTokens } from './token-document.ts'

export interface GetOptions {
  readonly grant?: GrantName | 'refresh_token'
  readonly authorizeParameters: Readonly<Record<string, string>>
  readonly browser: boolean
  /** Milliseconds. */
  readonly minValid: number
  readonly format: CopyFormat
}

interface Got {
  readonly held: HeldTokens
  /** What the person should know; printed after everything else. */
  readonly notes: readonly string[]
}

async function readStored(host: Host, profile: Profile, id: string): Promise<Outcome<Got>> {
  const shown = await host.send('tokens.show', { id })
  if (!shown.ok) return shown
  const { tokenSet, findings, checks, row } = shown.value
  const expiry = row.tokens.find((token) => token.kind === profile.handOut)?.expiry.at ?? null
  const notes = expiry === null ? ['Nothing says when this stored token ends; it may have ended already.'] : []
  return ok({ held: { profileId: profile.id, id, tokenSet, findings, checks }, notes })
}

/** Whether a refresh that failed leaves a new sign-in as the way out. */
function isRefreshOver(stopped: Problem): boolean {
  return readExitCode(stopped.code) === exitCodes.refused
}

async function getToken(host: Host, profile: Profile, options: GetOptions): Promise<Outcome<Got>> {
  const rows = await listStored(host, profile, options.grant)
  if (!rows.ok) return rows
  const wanted = { kind: profile.handOut, now: readClock(), minValid: options.minValid }
  const mustRefresh = options.grant === 'refresh_token'
  const choice = mustRefresh ? chooseRefresh(rows.value, wanted.now) : chooseStored(rows.value, wanted)
  if (choice.kind === 'stored') return readStored(host, profile, choice.id)
  const notes: string[] = []
  if (choice.kind === 'refresh') {
    const refreshed = await obtainTokens(host, profile, options, choice.id)
    if (refreshed.ok) return ok({ held: refreshed.value, notes })
    if (mustRefresh || !isRefreshOver(refreshed.problem)) return refreshed
    notes.push(
      `The stored refresh token was not accepted (${refreshed.problem.evidence?.error ?? refreshed.problem.code}).`,
    )
  }
  if (mustRefresh) return fail(problem('grant', 'refresh_token_missing'))
  const obtained = await obtainTokens(host, profile, options, null)
  return obtained.ok ? ok({ held: obtained.value, notes }) : obtained
}

function printTokens(held: HeldTokens, profile: Profile, format: CopyFormat): Outcome<true> {
  if (format === 'json') {
    print(JSON.stringify(buildTokenDocument(held, readClock()), null, 2))
    return ok(true)
  }
  const text = buildCopyText(held.tokenSet, profile.handOut, format)
  if (text === '') return fail(problem('token-set', 'token_missing', { kind: profile.handOut }))
  print(text)
  return ok(true)
}

/** What to say when the tokens will not be there for the next command. */
async function describeStore(host: Host, held: HeldTokens): Promise<readonly string[]> {
  if (!(await isPersistent(host.send))) return ['Nothing was stored: there is no keychain and no TOKENDESK_PASSPHRASE.']
  return held.id === null ? ['The tokens could not be stored; what was stored before is intact.'] : []
}

/** Prints a valid token of a profile: a stored one, a refreshed one, or a new one. */
export async function runGet(profileId: string, options: GetOptions, started: StartedHost): Promise<ExitCode> {
  const json = options.format === 'json'
  return runWithHost(async (host) => {
    const shown = await host.send('profiles.show', { id: profileId })
    if (!shown.ok) return printProblem(shown.problem, json)
    const { profile } = shown.value
    const got = await getToken(host, profile, options)
    if (!got.ok) return printProblem(got.problem, json)
    const printed = printTokens(got.value.held, profile, options.format)
    if (!printed.ok) return printProblem(printed.problem, json)
    printFailedChecks(got.value.held.checks)
    const notes = [...got.value.notes, ...(await describeStore(host, got.value.held))]
    for (const note of notes) printError(`tokendesk: ${buildPlainText(note)}`)
    return exitCodes.ok
  }, started)
}
