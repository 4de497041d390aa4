import { execFile } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'vite'

const root = resolve(import.meta.dirname, '../..')
// Inside node_modules, so that the built file finds the packages that it leaves outside.
const folder = join(root, 'node_modules/.cache', `sender-${process.pid}`)

/** Builds `sender-child.ts` into a file that plain Node runs. */
export async function buildSender(): Promise<void> {
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: { ssr: join(import.meta.dirname, 'sender-child.ts'), outDir: folder, emptyOutDir: true },
  })
}

export function removeSender(): void {
  rmSync(folder, { recursive: true, force: true })
}

/** How one request of the child ended, and by how many KiB its process grew at most. */
export interface SenderReport {
  readonly status?: number
  readonly code?: string
  readonly reason?: string
  readonly grown: number
}

/** Sends to each address in a process of its own, `warm` first and unreported. */
export async function runSender(
  env: Readonly<Record<string, string>>,
  warm: string,
  ...urls: readonly string[]
): Promise<readonly SenderReport[]> {
  const file = join(folder, 'sender-child.js')
  const { stdout } = await promisify(execFile)(process.execPath, [file, warm, ...urls], {
    env: { ...process.env, ...env },
  })
  const lines = stdout.split('\n').filter((line) => line !== '')
  return lines.map((line) => JSON.parse(line) as SenderReport)
}
