import { type Command, Option } from 'commander'
import type { TokenKind } from '../../shared/flow/token-set.ts'
import type { ExitCode } from './exit-codes.ts'
import type { CallOptions } from './run-call.ts'

type End = (code: ExitCode) => void

// Written out so that the schemas are loaded only by the commands that read with them; the types hold them together.
const askable: readonly TokenKind[] = ['access_token', 'refresh_token']

const json = ['--json', 'print the whole call as JSON: what was sent, what came back, the verdicts'] as const
const profile = ['<profile>', 'the id of a profile'] as const
const set = ['--token-set <id>', 'the token set; the newest unless given'] as const

/** What opens the host is loaded only when a command needs it. */
const load = () => import('./run-call.ts')

/** Adds the calls around the tokens: `userinfo`, `introspect`, `revoke`, `logout`. */
export function addCallCommands(program: Command, end: End): void {
  program
    .command('userinfo')
    .description('ask the userinfo endpoint with the access token and print the claims')
    .argument(...profile)
    .option(...set)
    .option(...json)
    .action(async (id: string, options: CallOptions) => end(await (await load()).runCall('userinfo', id, options)))
  for (const [name, what, description] of [
    ['introspect', 'introspection', 'ask whether a token is active and print what the provider says of it'],
    ['revoke', 'revocation', 'tell the provider that a token is no longer wanted; it stays stored'],
  ] as const)
    program
      .command(name)
      .description(description)
      .argument(...profile)
      .addOption(new Option('--token <kind>', 'which token').choices(askable).default('access_token'))
      .option(...set)
      .option(...json)
      .action(async (id: string, options: CallOptions) => end(await (await load()).runCall(what, id, options)))
  program
    .command('logout')
    .description('end the session at the provider through the browser')
    .argument(...profile)
    .option(...set)
    .option('--no-browser', 'print the address of the logout page instead of opening it')
    .option(...json)
    .action(async (id: string, options: CallOptions) => end(await (await load()).runCall('logout', id, options)))
}
