import type { KeyUse, PublicKey } from '../../shared/contract/records.ts'
import { problem } from '../../shared/lib/problem.ts'
import { print } from '../host/print.ts'
import { type ExitCode, exitCodes } from './exit-codes.ts'
import { buildPlainText, printProblem } from './print-problem.ts'
import { requireVault, runWithHost } from './run-with-host.ts'

export interface KeyExportOptions {
  readonly use?: KeyUse
  readonly pem?: true
  readonly certificate?: true
}

function printKeys(keys: readonly PublicKey[]): void {
  print(JSON.stringify({ keys: keys.map((key) => key.jwk) }, null, 2))
}

/** `keys generate PROFILE`: prints the public half as a JWK Set, and the certificate of a TLS key. */
export function runGenerate(profileId: string, use: KeyUse, keyId: string | undefined): Promise<ExitCode> {
  return runWithHost(async (host) => {
    const vault = await requireVault(host)
    if (!vault.ok) return printProblem(vault.problem, false)
    const made = await host.send('keys.generate', { profileId, use, ...(keyId === undefined ? {} : { keyId }) })
    if (!made.ok) return printProblem(made.problem, false)
    const keys = made.value.filter((key) => key.use === use)
    const certificate = keys.find((key) => key.certificate !== null)?.certificate
    if (certificate === undefined || certificate === null) printKeys(keys)
    else print(certificate.trimEnd())
    return exitCodes.ok
  })
}

/** `keys list PROFILE` */
export function runList(profileId: string, json: boolean): Promise<ExitCode> {
  return runWithHost(async (host) => {
    const keys = await host.send('keys.list', { profileId })
    if (!keys.ok) return printProblem(keys.problem, json)
    if (json) print(JSON.stringify(keys.value, null, 2))
    else
      for (const { use, algorithm, keyId, thumbprint } of keys.value)
        print(buildPlainText(`${use.padEnd(8)} ${algorithm.padEnd(6)} kid ${keyId || '-'}  thumbprint ${thumbprint}`))
    return exitCodes.ok
  })
}

function buildExport(keys: readonly PublicKey[], options: KeyExportOptions): string | null {
  if (options.certificate === true) return keys.find((key) => key.certificate !== null)?.certificate ?? null
  if (options.pem === true) return keys[0]?.publicKey ?? null
  return keys.length === 0 ? null : JSON.stringify({ keys: keys.map((key) => key.jwk) }, null, 2)
}

/** `keys export PROFILE`: what a provider wants to have. */
export function runExport(profileId: string, options: KeyExportOptions): Promise<ExitCode> {
  return runWithHost(async (host) => {
    const listed = await host.send('keys.list', { profileId })
    if (!listed.ok) return printProblem(listed.problem, false)
    const keys = listed.value.filter((key) => options.use === undefined || key.use === options.use)
    const text = buildExport(keys, options)
    if (text === null)
      return printProblem(
        problem('profile', 'secret_missing', { key: options.use ?? 'any' }, 'There is no such key.'),
        false,
      )
    print(text.trimEnd())
    return exitCodes.ok
  })
}
