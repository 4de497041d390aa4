import { Argument, Command, CommanderError, Option } from 'commander'
import type { CopyFormat } from '../../shared/contract/records.ts'
import type { GrantName } from '../../shared/dialects/grant-names.ts'
import { print, printError } from '../host/print.ts'
import { readVersion } from '../read-version.ts'
import { readMinValid, readParameter, readPort } from './arguments.ts'
import { addCallCommands } from './calls-program.ts'
import { type ExitCode, exitCodes } from './exit-codes.ts'
import { addKeysCommands } from './keys-program.ts'
import { addProfilesCommands } from './profiles-program.ts'
import { addProviderCommands } from './provider-program.ts'
import type { GetOptions } from './run-get.ts'
import type { ReadOptions } from './run-read.ts'

type End = (code: ExitCode) => void

// Written out so that the schemas are loaded only by the commands that read with them; the types hold them together.
const grants: readonly (GrantName | 'refresh_token')[] = [
  'authorization_code',
  'client_credentials',
  'password',
  'device_code',
  'ciba',
  'token_exchange',
  'jwt_bearer',
  'saml2_bearer',
  'implicit',
  'hybrid',
  'custom',
  'refresh_token',
]
const formats: readonly CopyFormat[] = ['raw', 'bearer', 'header', 'curl', 'env', 'json']

interface GivenGetOptions extends Omit<GetOptions, 'authorizeParameters'> {
  readonly authorizeParam: Readonly<Record<string, string>>
  readonly json?: true
}

function addGetCommand(program: Command, end: End): void {
  program
    .command('get')
    .description('print a valid token: a stored one, a refreshed one, or a new one')
    .argument('<profile>', 'the id of a profile')
    .addOption(new Option('--grant <name>', 'how to obtain it').choices(grants))
    .option('--authorize-param <name=value>', 'add to the authorization request; may be repeated', readParameter, {})
    .option('--no-browser', 'print the address of the sign-in page instead of opening it')
    .option('--min-valid <duration>', 'how long the token must still live, e.g. 5m', readMinValid, 0)
    .addOption(new Option('--json', 'print the whole token set as JSON').conflicts('format'))
    .addOption(new Option('--format <name>', 'how to write the token').choices(formats).default('raw'))
    .action(async (profile: string, given: GivenGetOptions) => {
      const { authorizeParam, json, format, ...rest } = given
      const { startHost } = await import('./start-host.ts')
      const started = startHost()
      const { runGet } = await import('./run-get.ts')
      const options = { ...rest, authorizeParameters: authorizeParam, format: json === true ? 'json' : format } as const
      end(await runGet(profile, options, started))
    })
}

function addReadCommands(program: Command, end: End): void {
  program
    .command('read')
    .description('read a token response from a file, without vault and network, and print what it says')
    .argument('[file]', 'the body, - for standard input', '-')
    .requiredOption(
      '--dialect <id or file>',
      'a preset (rfc6749, maxkey, xt, workfront, tkeel, bamboocloud) or a document',
    )
    .option('--status <number>', 'the HTTP status that came with it', '200')
    .option('--content-type <type>', 'the Content-Type that came with it', 'application/json')
    .option('--received-at <moment>', 'when it came, ISO 8601; now unless given')
    .option('--location <url>', 'the Location that came with it')
    .action(async (file: string, options: ReadOptions) => {
      const { runRead } = await import('./run-read.ts')
      end(await runRead(file, options))
    })
  program
    .command('decode')
    .description('show what a token says; its signature is not looked at')
    .addArgument(new Argument('[token]', 'the token, - for standard input').default('-'))
    .option('--json', 'print JSON')
    .action(async (token: string, options: { json?: true }) => {
      const { runDecode } = await import('./run-decode.ts')
      end(await runDecode(token, options.json === true))
    })
}

function addServers(program: Command, end: End): void {
  program
    .command('serve')
    .description('open the application in the browser')
    .option('--port <number>', 'the port on 127.0.0.1; 0 for any free one', readPort, 0)
    .option('--no-open', 'print the address and open nothing')
    .action(async (options: { port: number; open: boolean }) => {
      const { runServe } = await import('../serve.ts')
      end((await runServe(['--port', String(options.port), ...(options.open ? [] : ['--no-open'])])) as ExitCode)
    })
  program
    .command('practice')
    .description('run the practice providers alone and print their addresses')
    .option('--port <number>', 'the port on 127.0.0.1; 0 for any free one', readPort, 0)
    .action(async (options: { port: number }) => {
      const { runPractice } = await import('./run-practice.ts')
      end(await runPractice(options.port))
    })
}

/** The whole command line; `end` gets the exit code of the command that ran. */
export function createProgram(end: End): Command {
  const program = new Command('tokendesk')
    .description('OAuth 2.0 and OpenID Connect tokens on the command line')
    .version(readVersion())
    .exitOverride()
    .configureOutput({
      writeOut: (text) => print(text.trimEnd()),
      writeErr: (text) => printError(text.trimEnd()),
    })
    .addHelpText(
      'after',
      '\nExit codes: 0 ok, 2 usage, 3 provider refused, 4 network, 5 vault locked, 6 a person must act.\n' +
        'TOKENDESK_HOME chooses the data folder, TOKENDESK_PASSPHRASE unlocks it.',
    )
  addGetCommand(program, end)
  addCallCommands(program, end)
  addReadCommands(program, end)
  addProviderCommands(program, end)
  addProfilesCommands(program, end)
  addKeysCommands(program, end)
  addServers(program, end)
  return program
}

/** Runs one command and gives its exit code. */
export async function runCommandLine(args: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = exitCodes.ok
  try {
    await createProgram((ended) => {
      code = ended
    }).parseAsync([...args], { from: 'user' })
    return code
  } catch (error) {
    // Commander has said what is wrong; help and version end here too.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage
    throw error
  }
}
