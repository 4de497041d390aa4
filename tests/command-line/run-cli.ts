import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectRoot } from '../architecture/source-file.ts'

const built = join(projectRoot, 'dist', 'electron')

export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** A command that is running, as a script or a person at a terminal would see it. */
export interface RunningCommand {
  readonly child: ChildProcess
  /** Resolves with the first line of standard error that begins so; rejects with everything said when there is none. */
  said(start: string): Promise<string>
  /** The same for standard output. */
  printed(start: string): Promise<string>
  readonly ended: Promise<Ended>
}

export interface CommandOptions {
  readonly input?: string
  readonly env?: Readonly<Record<string, string>>
  /** Keeps standard input open, for what is pasted later. */
  readonly keepInput?: boolean
}

/** A data folder of its own with the built command on it. */
export interface CommandLine {
  readonly home: string
  start(args: readonly string[], options?: CommandOptions): RunningCommand
  run(args: readonly string[], options?: CommandOptions): Promise<Ended>
  remove(): Promise<void>
}

function watch(child: ChildProcess): RunningCommand {
  const texts = { out: '', err: '' }
  const waiting = new Set<() => void>()
  const listen = (name: 'out' | 'err', stream: ChildProcess['stdout']) =>
    stream?.setEncoding('utf8').on('data', (text: string) => {
      texts[name] += text
      for (const look of waiting) look()
    })
  listen('out', child.stdout)
  listen('err', child.stderr)
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, ...texts }))
  const find = (name: 'out' | 'err', start: string) =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        const lines = texts[name].split('\n').slice(0, -1)
        const line = lines.find((one) => one.startsWith(start))
        if (line === undefined) return
        waiting.delete(look)
        resolve(line)
      }
      waiting.add(look)
      look()
      ended.then((end) => reject(new Error(`it never said "${start}": ${JSON.stringify(end)}`)))
    })
  return { child, said: (start) => find('err', start), printed: (start) => find('out', start), ended }
}

/** Prepares a data folder; the passphrase holds its vault unless the environment says otherwise. */
export async function openCommandLine(entry: 'cli.js' | 'serve.js' = 'cli.js'): Promise<CommandLine> {
  const command = join(built, entry)
  if (!existsSync(command)) throw new Error(`There is no dist/electron/${entry}; run npm run build first.`)
  const home = await mkdtemp(join(tmpdir(), 'tokendesk-cli-'))
  const start: CommandLine['start'] = (args, { input, env = {}, keepInput = false } = {}) => {
    const child = spawn(process.execPath, [command, ...args], {
      cwd: projectRoot,
      env: { PATH: process.env.PATH, TOKENDESK_HOME: home, TOKENDESK_PASSPHRASE: 'a passphrase for tests', ...env },
      stdio: [input === undefined && !keepInput ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    })
    if (input !== undefined) child.stdin?.end(input)
    return watch(child)
  }
  return {
    home,
    start,
    run: (args, options) => start(args, options).ended,
    remove: () => rm(home, { recursive: true, force: true }),
  }
}
