import type { ProfileRow, ShownProfile } from '../../shared/contract/records.ts'
import { readLifeState } from '../../shared/lib/lifetime.ts'
import { readClock } from '../host/clock.ts'
import { print } from '../host/print.ts'
import { buildCheckedProfile } from './checked-profile.ts'
import { type ExitCode, exitCodes } from './exit-codes.ts'
import { buildPlainText, printProblem } from './print-problem.ts'
import { readFileDocument } from './read-file.ts'
import { requireVault, runWithHost } from './run-with-host.ts'

function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2))
}

function buildRowLine(row: ProfileRow, width: number): string {
  const state = row.expiry === null ? 'no tokens' : readLifeState(row.expiry.at, readClock()).replace('_', ' ')
  const end = row.expiry?.at === undefined || row.expiry.at === null ? '' : ` ${new Date(row.expiry.at).toISOString()}`
  const missing = row.missing === 0 ? '' : `  (${row.missing} value(s) missing)`
  return buildPlainText(`${row.id.padEnd(width)}  ${row.name}  ${state}${end}${missing}`)
}

function buildShownLines({ profile, hasSecret, missing }: ShownProfile): readonly string[] {
  const { dialect } = profile
  const rows: readonly (readonly [string, string])[] = [
    ['id', profile.id],
    ['name', profile.name],
    ['dialect', `${dialect.name} (${dialect.id})`],
    ['grant', profile.grant],
    ['client id', profile.clientId],
    ['secrets', hasSecret.join(', ') || 'none stored'],
    ['scopes', profile.scopes.join(' ')],
    ['authorization', dialect.endpoints.authorization],
    ['token', dialect.endpoints.token],
    [
      'variables',
      Object.entries(profile.variables)
        .map(([name, value]) => `${name}=${value}`)
        .join(' '),
    ],
    ['missing', missing.join(', ')],
  ]
  return rows.filter(([, value]) => value !== '').map(([name, value]) => buildPlainText(`${name.padEnd(13)}  ${value}`))
}

/** `profiles list` */
export function runList(json: boolean): Promise<ExitCode> {
  return runWithHost(async (host) => {
    const rows = await host.send('profiles.list', {})
    if (!rows.ok) return printProblem(rows.problem, json)
    const width = Math.max(0, ...rows.value.map((row) => row.id.length))
    if (json) printJson(rows.value)
    else for (const row of rows.value) print(buildRowLine(row, width))
    return exitCodes.ok
  })
}

/** `profiles show ID`; as JSON it is the document that `add` reads, without secrets. */
export function runShow(id: string, json: boolean): Promise<ExitCode> {
  return runWithHost(async (host) => {
    const shown = await host.send('profiles.show', { id })
    if (!shown.ok) return printProblem(shown.problem, json)
    if (json) printJson(shown.value.profile)
    else for (const line of buildShownLines(shown.value)) print(line)
    return exitCodes.ok
  })
}

/** `profiles add FILE` and `profiles import FILE`: secrets in the document are stored sealed. */
export async function runAdd(file: string, replace: boolean, json: boolean): Promise<ExitCode> {
  const read = await readFileDocument(file)
  if (!read.ok) return printProblem(read.problem, json)
  return runWithHost(async (host) => {
    const vault = await requireVault(host)
    if (!vault.ok) return printProblem(vault.problem, json)
    const added = await host.send('profiles.import', { text: read.value.text, store: true, replace })
    if (!added.ok) return printProblem(added.problem, json)
    if (json) printJson(added.value)
    else print(`${added.value.profile.id}: stored`)
    return exitCodes.ok
  })
}

/** `profiles remove ID`: the profile with its secrets, tokens and history. */
export function runRemove(id: string, json: boolean): Promise<ExitCode> {
  return runWithHost(async (host) => {
    const vault = await requireVault(host)
    if (!vault.ok) return printProblem(vault.problem, json)
    const removed = await host.send('profiles.remove', { id })
    if (!removed.ok) return printProblem(removed.problem, json)
    if (json) printJson({ removed: id })
    else print(`${id}: removed`)
    return exitCodes.ok
  })
}

/** `profiles export ID`: placeholders stand where the secrets are. */
export function runExport(id: string, json: boolean): Promise<ExitCode> {
  return runWithHost(async (host) => {
    const exported = await host.send('profiles.export', { id })
    if (!exported.ok) return printProblem(exported.problem, json)
    print(exported.value.text.trimEnd())
    return exitCodes.ok
  })
}

/** `profiles check FILE`: reads and judges, stores nothing and needs no vault. */
export async function runCheck(file: string, json: boolean): Promise<ExitCode> {
  const read = await readFileDocument(file)
  const checked = read.ok ? buildCheckedProfile(read.value.document) : read
  if (!checked.ok) return printProblem(checked.problem, json)
  if (json) printJson(checked.value)
  else for (const line of [...buildShownLines(checked.value), 'The document fits.']) print(line)
  return exitCodes.ok
}
