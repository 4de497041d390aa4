import { type ChildProcess, spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { build } from 'vite'

const root = resolve(import.meta.dirname, '../../..')
// Inside node_modules, so that the built file finds the native packages.
const folder = join(root, 'node_modules/.cache', `vault-writer-${process.pid}`)

/** Builds `writer-child.ts` into a file that plain Node runs. */
export async function buildWriter(): Promise<string> {
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: { ssr: join(import.meta.dirname, 'writer-child.ts'), outDir: folder, emptyOutDir: true },
  })
  return join(folder, 'writer-child.js')
}

export function removeWriter(): void {
  rmSync(folder, { recursive: true, force: true })
}

/** A running writer: what it has said so far, and its end. */
export interface Writer {
  readonly child: ChildProcess
  readonly lines: readonly string[]
  /** Resolves when it has said at least `count` lines or has ended. */
  reached(count: number): Promise<void>
  readonly ended: Promise<void>
}

export function startWriter(command: string, args: readonly string[]): Writer {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const lines: string[] = []
  const waiting = new Set<() => void>()
  const reader = createInterface({ input: child.stdout })
  reader.on('line', (line) => {
    lines.push(line)
    for (const check of waiting) {
      check()
    }
  })
  // The reader closes after the last line, so nothing that was said is missed.
  const ended = new Promise<void>((done) => {
    reader.on('close', done)
  })
  const reached = (count: number) =>
    new Promise<void>((done) => {
      const check = () => {
        if (lines.length >= count) {
          waiting.delete(check)
          done()
        }
      }
      waiting.add(check)
      check()
      ended.then(done)
    })
  return { child, lines, reached, ended }
}
