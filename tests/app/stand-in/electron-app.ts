import { EventEmitter } from 'node:events'
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { App } from 'electron'
import { emitPreventable } from './electron-events.ts'
import { needNotReady, processCalls, state } from './electron-state.ts'

let userData = ''

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** One lock file per user data folder; a second instance adds a line, which the first one notices. */
function takeLock(second: () => void): boolean {
  mkdirSync(userData, { recursive: true })
  const file = join(userData, 'stand-in.lock')
  if (existsSync(file) && isAlive(Number.parseInt(readFileSync(file, 'utf8'), 10))) {
    appendFileSync(file, '\nsecond')
    return false
  }
  writeFileSync(file, String(process.pid))
  watch(file, second).unref()
  process.once('exit', () => rmSync(file, { force: true }))
  return true
}

class StandInApp extends EventEmitter {
  readonly name = 'Tokendesk'
  readonly isPackaged = process.env.STAND_IN_PACKAGED === '1'
  isSandboxed = false
  readonly #ready = new Promise<void>((resolve) =>
    setImmediate(() => {
      state.isReady = true
      this.emit('ready', {}, {})
      resolve()
    }),
  )

  whenReady = () => this.#ready
  getVersion = () => '0.0.0'
  getLocale = () => (state.isReady ? 'en-GB' : '')
  getPath = (name: string): string => {
    if (name !== 'userData') throw new Error(`The stand-in has no path ${name}`)
    return userData
  }
  setPath = (name: string, path: string): void => {
    if (!existsSync(path)) throw new Error('Path must be created first')
    if (name === 'userData') userData = path
  }
  enableSandbox = (): void => {
    needNotReady('app.enableSandbox')
    this.isSandboxed = true
  }
  requestSingleInstanceLock = (): boolean => takeLock(() => this.emit('second-instance', {}, [], '', undefined))
  /** Closes the windows, then asks once more, then ends: the order of Electron's documentation. */
  quit = (): void => {
    setImmediate(() => {
      if (emitPreventable(this, 'before-quit', {})) return
      this.emit('stand-in-close-windows')
      if (!emitPreventable(this, 'will-quit', {})) process.exit(0)
    })
  }
  exit = (code?: number): never => process.exit(code)
}

export const app = new StandInApp() satisfies Pick<
  App,
  | 'name'
  | 'isPackaged'
  | 'whenReady'
  | 'getVersion'
  | 'getLocale'
  | 'getPath'
  | 'setPath'
  | 'enableSandbox'
  | 'requestSingleInstanceLock'
  | 'quit'
  | 'exit'
>

processCalls.quit = () => app.quit()
