import { spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chooseDoor, type Door } from './choose-door.ts'
import { findElectronBinary, findElectronPackage } from './find-electron.ts'
import { printError } from './host/print.ts'

// `npm start`: the desktop app where it can run, else the browser mode; one line on stderr says which and why.

const application = fileURLToPath(new URL('../..', import.meta.url))
const electronPackage = findElectronPackage(import.meta.url)
const otherFolder = process.env.ELECTRON_OVERRIDE_DIST_PATH

const findBinary = () => (electronPackage === undefined ? undefined : findElectronBinary(electronPackage, otherFolder))

/** The download is about 100 MB; whoever cannot wait for it uses `--no-open`. */
const fetchLimit = 5 * 60_000

/** Runs Electron's own installer; answers the binary when it is there afterwards. */
function fetchBinary(): string | undefined {
  if (electronPackage === undefined) return undefined
  printError('Fetching the Electron binary, once ...')
  spawnSync(process.execPath, [join(electronPackage, 'install.js')], { stdio: 'ignore', timeout: fetchLimit })
  return findBinary()
}

/** Opens the desktop app and stays until it is closed. Answers its exit code, or nothing when it could not be started. */
function openDesktop(binary: string, argv: readonly string[]): Promise<number | undefined> {
  return new Promise((resolve) => {
    const child = spawn(binary, [application, ...argv], { stdio: 'inherit' })
    child.once('error', () => resolve(undefined))
    // 127: the binary is there and a library that it needs is not.
    child.once('exit', (code) => resolve(code === 127 ? undefined : (code ?? 1)))
  })
}

async function openBrowserMode(reason: string, argv: readonly string[]): Promise<number> {
  printError(`Opening the browser mode, because ${reason}.`)
  const { runServe } = await import('./serve.ts')
  return runServe(argv)
}

async function start(argv: readonly string[]): Promise<number> {
  const installed = findBinary()
  const door: Door = chooseDoor({
    argv,
    platform: process.platform,
    nodeVersion: process.versions.node,
    isRoot: process.getuid?.() === 0,
    hasDisplay: process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY),
    hasElectron: installed !== undefined,
  })
  if (door.kind === 'browser') return openBrowserMode(door.reason, argv)
  const binary = installed ?? fetchBinary()
  if (binary === undefined) return openBrowserMode('the Electron binary could not be fetched', argv)
  printError(`Opening the desktop app, because ${door.reason}.`)
  const code = await openDesktop(binary, argv)
  return code ?? openBrowserMode('Electron could not be started on this machine', argv)
}

process.exitCode = await start(process.argv.slice(2))
