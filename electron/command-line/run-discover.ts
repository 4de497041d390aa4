import type { Metadata } from '../../shared/contract/records.ts'
import { buildProfileFromMetadata } from '../../shared/flow/profile-metadata.ts'
import type { Host } from '../host/host.ts'
import { print, printError } from '../host/print.ts'
import { type ExitCode, exitCodes } from './exit-codes.ts'
import { buildPlainText, printProblem } from './print-problem.ts'
import { buildPrintedFinding } from './response-document.ts'
import { requireVault, runWithHost } from './run-with-host.ts'

export interface DiscoverOptions {
  readonly again?: true
  readonly profile?: string
  readonly create?: string
  readonly clientId?: string
  readonly json?: true
}

/** What `discover --json` prints. */
function buildDocument(metadata: Metadata): object {
  const { issuer, url, fetchedAt, document, findings, changes } = metadata
  return {
    issuer,
    url,
    fetched_at: new Date(fetchedAt).toISOString(),
    document,
    changes,
    findings: findings.map(buildPrintedFinding),
  }
}

function writeValue(value: unknown): string {
  if (Array.isArray(value)) return value.map((one) => writeValue(one)).join(' ')
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function printMetadata({ document, changes, url, fetchedAt }: Metadata): void {
  const names = Object.keys(document)
  const width = Math.max(0, ...names.map((name) => name.length))
  for (const name of names) print(buildPlainText(`${name.padEnd(width)}  ${writeValue(document[name])}`))
  printError(buildPlainText(`read from ${url} at ${new Date(fetchedAt).toISOString()}`))
  for (const { name, before, after } of changes)
    printError(buildPlainText(`changed: ${name}: ${before ?? 'absent'} -> ${after ?? 'absent'}`))
}

/** Stores a new profile made from what the issuer says. */
async function createProfile(
  host: Host,
  metadata: Metadata,
  id: string,
  { clientId = '', json }: DiscoverOptions,
): Promise<ExitCode> {
  const vault = await requireVault(host)
  if (!vault.ok) return printProblem(vault.problem, json === true)
  const { profile, findings } = buildProfileFromMetadata(metadata.document, metadata.issuer, { url: metadata.url })
  for (const finding of findings) printError(buildPlainText(`tokendesk: ${finding.message}`))
  const text = JSON.stringify({ ...profile, id, clientId })
  const added = await host.send('profiles.import', { text, store: true })
  if (!added.ok) return printProblem(added.problem, json === true)
  if (json === true) print(JSON.stringify(added.value.profile, null, 2))
  else print(`${id}: stored`)
  return exitCodes.ok
}

/** `discover ISSUER`: the metadata of an issuer (OpenID Connect Discovery, RFC 8414), and a profile made from it. */
export function runDiscover(issuer: string, options: DiscoverOptions): Promise<ExitCode> {
  const json = options.json === true
  return runWithHost(async (host) => {
    const read = await host.send('metadata.read', {
      issuer,
      ...(options.again === true ? { again: true } : {}),
      ...(options.profile === undefined ? {} : { profileId: options.profile }),
    })
    if (!read.ok) return printProblem(read.problem, json)
    for (const finding of read.value.findings) printError(buildPlainText(`tokendesk: ${finding.message}`))
    if (options.create !== undefined) return createProfile(host, read.value, options.create, options)
    if (json) print(JSON.stringify(buildDocument(read.value), null, 2))
    else printMetadata(read.value)
    return exitCodes.ok
  })
}
