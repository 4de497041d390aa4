import { type ChildProcess, spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { build } from 'vite'

const root = resolve(import.meta.dirname, '../..')
// Inside node_modules, so that the built file finds the packages that it leaves outside.
const folder = join(root, 'node_modules/.cache', `refresher-${process.pid}`)

/** Builds `refresh-child.ts` into a file that plain Node runs. */
export async function buildRefresher(): Promise<void> {
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: { ssr: join(import.meta.dirname, 'refresh-child.ts'), outDir: folder, emptyOutDir: true },
  })
}

export function removeRefresher(): void {
  rmSync(folder, { recursive: true, force: true })
}

/** A process that refreshes a set of a data folder. */
export interface Refresher {
  readonly child: ChildProcess
  readonly lines: readonly string[]
  /** Resolves when it has said so many lines, or has ended. */
  reached(count: number): Promise<void>
  /** Lets it ask. */
  go(): void
  readonly ended: Promise<void>
}

/** Starts one that will ask `count` times at once. */
export function startRefresher(home: string, tokenSetId: string, count: number): Refresher {
  const file = join(folder, 'refresh-child.js')
  const child = spawn(process.execPath, [file, home, tokenSetId, String(count)], { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines: string[] = []
  const waiting = new Set<() => void>()
  const reader = createInterface({ input: child.stdout })
  reader.on('line', (line) => {
    lines.push(line)
    for (const look of waiting) look()
  })
  const ended = new Promise<void>((done) => {
    reader.on('close', done)
  })
  const reached = (wanted: number) =>
    new Promise<void>((done) => {
      const look = (): void => {
        if (lines.length >= wanted) done()
      }
      waiting.add(look)
      look()
      void ended.then(done)
    })
  return { child, lines, reached, ended, go: () => void child.stdin.write('go\n') }
}
