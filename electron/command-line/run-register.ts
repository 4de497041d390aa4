import type { CallInput } from '../../shared/contract/calls.ts'
import { readFindings } from '../../shared/flow/exchange.ts'
import { type Outcome, ok } from '../../shared/lib/outcome.ts'
import { print, printError } from '../host/print.ts'
import { buildCallDocument } from './call-document.ts'
import { type ExitCode, exitCodes } from './exit-codes.ts'
import { buildPlainText, printProblem } from './print-problem.ts'
import { readFileBytes } from './read-file.ts'
import { followRegistration } from './run-call.ts'
import { requireVault, runWithHost } from './run-with-host.ts'

export interface RegisterOptions {
  readonly read?: true
  readonly update?: true
  readonly remove?: true
  readonly metadata?: string
  readonly initialAccessToken?: string
  readonly json?: true
}

type Action = CallInput<'registration.start'>['action']

const words: Readonly<Record<Action, string>> = {
  create: 'registered',
  read: 'read',
  update: 'changed',
  remove: 'removed at the provider; the profile stays',
}

function readAction({ read, update, remove }: RegisterOptions): Action {
  if (read === true) return 'read'
  if (update === true) return 'update'
  return remove === true ? 'remove' : 'create'
}

/** The text of a file, or nothing where none was named. A secret comes by a file, because arguments are seen by others. */
async function readText(file: string | undefined): Promise<Outcome<string | null>> {
  if (file === undefined) return ok(null)
  const bytes = await readFileBytes(file)
  return bytes.ok ? ok(bytes.value.toString('utf8').trim()) : bytes
}

/** `register PROFILE`: dynamic client registration (RFC 7591) and what follows it (RFC 7592). */
export async function runRegister(profileId: string, options: RegisterOptions): Promise<ExitCode> {
  const json = options.json === true
  const action = readAction(options)
  const metadata = await readText(options.metadata)
  if (!metadata.ok) return printProblem(metadata.problem, json)
  const token = await readText(options.initialAccessToken)
  if (!token.ok) return printProblem(token.problem, json)
  return runWithHost(async (host) => {
    const vault = await requireVault(host)
    if (!vault.ok) return printProblem(vault.problem, json)
    const called = await followRegistration(host, () =>
      host.send('registration.start', {
        profileId,
        action,
        ...(metadata.value === null ? {} : { metadata: metadata.value }),
        ...(token.value === null ? {} : { initialAccessToken: token.value }),
      }),
    )
    if (!called.ok) return printProblem(called.problem, json)
    if (json) print(JSON.stringify(buildCallDocument(called.value, null), null, 2))
    for (const finding of readFindings(called.value)) printError(buildPlainText(`tokendesk: ${finding.message}`))
    const shown = await host.send('profiles.show', { id: profileId })
    if (!json && shown.ok) print(buildPlainText(`${shown.value.profile.clientId}: ${words[action]}`))
    return exitCodes.ok
  })
}
