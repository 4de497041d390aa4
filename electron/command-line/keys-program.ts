import { type Command, Option } from 'commander'
import type { KeyUse } from '../../shared/contract/records.ts'
import type { ExitCode } from './exit-codes.ts'
import type { KeyExportOptions } from './run-keys.ts'

type End = (code: ExitCode) => void

const uses: readonly KeyUse[] = ['signing', 'dpop', 'tls']
const profile = ['<profile>', 'the id of a profile'] as const

const load = () => import('./run-keys.ts')

/** Adds `keys` with its commands. Only public halves are ever printed. */
export function addKeysCommands(program: Command, end: End): void {
  const keys = program.command('keys').description('make key pairs of a profile and export their public halves')
  keys
    .command('generate')
    .description('make a key pair, keep the private half sealed in the profile and print the public one')
    .argument(...profile)
    .addOption(new Option('--use <name>', 'what it is for').choices(uses).default('signing'))
    .option('--key-id <text>', 'the kid of the key; made from the key unless given')
    .action(async (id: string, options: { use: KeyUse; keyId?: string }) =>
      end(await (await load()).runGenerate(id, options.use, options.keyId)),
    )
  keys
    .command('list')
    .description('the keys of a profile with their thumbprints')
    .argument(...profile)
    .option('--json', 'print JSON')
    .action(async (id: string, options: { json?: true }) =>
      end(await (await load()).runList(id, options.json === true)),
    )
  keys
    .command('export')
    .description('print the public keys for a provider: a JWK Set unless another form is asked for')
    .argument(...profile)
    .addOption(new Option('--use <name>', 'only the key for this').choices(uses))
    .addOption(new Option('--pem', 'the public key as PEM').conflicts('certificate'))
    .option('--certificate', 'the TLS certificate as PEM')
    .action(async (id: string, options: KeyExportOptions) => end(await (await load()).runExport(id, options)))
}
