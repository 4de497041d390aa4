import { type Command, Option } from 'commander'
import type { ExitCode } from './exit-codes.ts'
import type { DiscoverOptions } from './run-discover.ts'
import type { RegisterOptions } from './run-register.ts'

type End = (code: ExitCode) => void

/** Adds what is asked of a provider before there are tokens: `discover` and `register`. */
export function addProviderCommands(program: Command, end: End): void {
  program
    .command('discover')
    .description('read the metadata of an issuer and print what it offers')
    .argument('<issuer>', 'the issuer URL, e.g. https://login.example.com')
    .option('--again', 'ask the network although it was read before, and print what has changed')
    .option('--profile <id>', 'compare with the endpoints of this profile, and trust its certificates')
    .option('--create <id>', 'store a new profile made from it')
    .option('--client-id <text>', 'the client id of the new profile')
    .option('--json', 'print JSON')
    .action(async (issuer: string, options: DiscoverOptions) => {
      const { runDiscover } = await import('./run-discover.ts')
      end(await runDiscover(issuer, options))
    })
  program
    .command('register')
    .description('register the client of a profile at its provider, or look after the registration')
    .argument('<profile>', 'the id of a profile')
    .addOption(new Option('--read', 'read the registration').conflicts(['update', 'remove']))
    .addOption(new Option('--update', 'change it to what the profile says now').conflicts(['remove']))
    .option('--remove', 'remove it at the provider; the profile stays')
    .option('--metadata <file>', 'client metadata as JSON instead of what the profile says, - for standard input')
    .option('--initial-access-token <file>', 'a file with the token that allows registering, - for standard input')
    .option('--json', 'print the whole call as JSON')
    .action(async (profile: string, options: RegisterOptions) => {
      const { runRegister } = await import('./run-register.ts')
      end(await runRegister(profile, options))
    })
}
