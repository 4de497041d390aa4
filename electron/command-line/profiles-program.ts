import type { Command } from 'commander'
import type { ExitCode } from './exit-codes.ts'

type End = (code: ExitCode) => void

/** What opens the host is loaded only when a command needs it. */
const load = () => import('./run-profiles.ts')

const json = ['--json', 'print JSON'] as const
const file = 'a profile document, - for standard input'

/** Adds `profiles` with its commands. */
export function addProfilesCommands(program: Command, end: End): void {
  const profiles = program
    .command('profiles')
    .description('list, show, add, change, copy, remove, export, import and check profiles')
  profiles
    .command('list')
    .description('the stored profiles with the end of their tokens')
    .option(...json)
    .action(async (options: { json?: true }) => end(await (await load()).runList(options.json === true)))
  profiles
    .command('show')
    .description('one profile; --json prints what add reads, without secrets')
    .argument('<id>')
    .option(...json)
    .action(async (id: string, options: { json?: true }) =>
      end(await (await load()).runShow(id, options.json === true)),
    )
  for (const name of ['add', 'import'] as const)
    profiles
      .command(name)
      .description(name === 'add' ? 'store a profile document' : 'store an exported profile document')
      .argument('<file>', file)
      .option('--replace', 'replace a profile of the same id; secrets that are absent stay')
      .option(...json)
      .action(async (path: string, options: { replace?: true; json?: true }) =>
        end(await (await load()).runAdd(path, options.replace === true, options.json === true)),
      )
  profiles
    .command('remove')
    .description('remove a profile with its secrets, tokens and history')
    .argument('<id>')
    .option(...json)
    .action(async (id: string, options: { json?: true }) =>
      end(await (await load()).runRemove(id, options.json === true)),
    )
  profiles
    .command('export')
    .description('print a profile for others, with placeholders where the secrets are')
    .argument('<id>')
    .option(...json)
    .action(async (id: string, options: { json?: true }) =>
      end(await (await load()).runExport(id, options.json === true)),
    )
  profiles
    .command('check')
    .description('say whether a document is a profile; nothing is stored')
    .argument('<file>', file)
    .option(...json)
    .action(async (path: string, options: { json?: true }) =>
      end(await (await load()).runCheck(path, options.json === true)),
    )
  addChangeCommands(profiles, end)
}

/** Adds what changes one profile: its members, its secrets, a copy of it. */
function addChangeCommands(profiles: Command, end: End): void {
  const loadSettings = () => import('./run-settings.ts')
  profiles
    .command('set')
    .description('change members of a profile, e.g. /dpop/enabled=true; an empty value takes the standard')
    .argument('<id>')
    .argument('<changes...>', '/PLACE=VALUE, the value as JSON or plain text')
    .option(...json)
    .action(async (id: string, changes: readonly string[], options: { json?: true }) =>
      end(await (await loadSettings()).runSet(id, changes, options.json === true)),
    )
  profiles
    .command('secret')
    .description('store a secret of a profile from a file, or remove it')
    .argument('<id>')
    .argument('<name>', 'client_secret, password, private_key, dpop_key, tls_key, tls_certificate, subject_token ...')
    .argument('[file]', 'the file that holds it, - for standard input', '-')
    .option('--remove', 'remove it instead')
    .action(async (id: string, name: string, path: string, options: { remove?: true }) =>
      end(await (await loadSettings()).runSecret(id, name, path, options.remove === true)),
    )
  profiles
    .command('duplicate')
    .description('copy a profile with its secrets and print the id of the copy')
    .argument('<id>')
    .action(async (id: string) => end(await (await loadSettings()).runDuplicate(id)))
}
