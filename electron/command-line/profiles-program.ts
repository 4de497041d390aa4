import type { Command } from 'commander'
import type { ExitCode } from './exit-codes.ts'

type End = (code: ExitCode) => void

/** What opens the host is loaded only when a command needs it. */
const load = () => import('./run-profiles.ts')

const json = ['--json', 'print JSON'] as const
const file = 'a profile document, - for standard input'

/** Adds `profiles` with its commands. */
export function addProfilesCommands(program: Command, end: End): void {
  const profiles = program.command('profiles').description('list, show, add, remove, export, import and check profiles')
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
}
