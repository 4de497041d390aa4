import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { openHost } from './host/host.ts'
import { openBrowser } from './host/open-browser.ts'
import { print, printError } from './host/print.ts'
import { readServedFiles } from './host/served-files.ts'
import { openHttpDoor } from './loopback/http-door.ts'
import { buildNodePorts } from './node-ports.ts'
import { waitForSignal } from './wait-for-signal.ts'

interface ServeOptions {
  readonly port: number
  readonly open: boolean
}

const usage = 'usage: serve [--port N] [--no-open]'

/** Reads the arguments; a text says what is wrong with them. */
export function readServeOptions(argv: readonly string[]): ServeOptions | string {
  try {
    const options = { port: { type: 'string', default: '0' }, 'no-open': { type: 'boolean', default: false } } as const
    const { values } = parseArgs({ args: [...argv], options, strict: true, allowPositionals: false })
    const port = /^\d{1,5}$/.test(values.port) ? Number(values.port) : Number.NaN
    if (!(port <= 65_535)) return `--port ${values.port} is no port between 0 and 65535`
    return { port, open: !values['no-open'] }
  } catch (error) {
    return error instanceof Error ? error.message : 'the arguments are not understood'
  }
}

/** The built window lies beside the folder of this program. */
const windowFolder = fileURLToPath(new URL('../renderer', import.meta.url))

/**
 * The browser mode: the host behind a door on 127.0.0.1. Prints the address, which carries the key of this run, and
 * ends in order when it is asked to. Gives the exit code.
 */
export async function runServe(argv: readonly string[]): Promise<number> {
  const options = readServeOptions(argv)
  if (typeof options === 'string') {
    printError(`tokendesk: ${options}\n${usage}`)
    return 2
  }
  const host = await openHost(buildNodePorts('browser', options.open ? openBrowser : null))
  const door = await openHttpDoor(host, { port: options.port, files: await readServedFiles(windowFolder) })
  if (!door.ok) {
    printError(`tokendesk: ${door.problem.message} ${JSON.stringify(door.problem.evidence ?? {})}`)
    await host.close()
    return door.problem.code === 'port_taken' ? 6 : 1
  }
  const asked = waitForSignal()
  print(`Tokendesk: ${door.value.address}`)
  if (options.open) {
    const opened = await openBrowser(door.value.address)
    if (!opened.ok) printError('No browser could be opened; open the address above yourself.')
  }
  await asked
  // Who listens goes first, so that no call reaches a host that is closing.
  await door.value.close()
  await host.close()
  return 0
}

// Also an entry of its own: `node dist/electron/serve.js`. Where the bundler puts this code does not matter here.
if (/[\\/]serve\.[jt]s$/.test(process.argv[1] ?? '')) {
  runServe(process.argv.slice(2)).then((code) => {
    process.exitCode = code
  })
}
