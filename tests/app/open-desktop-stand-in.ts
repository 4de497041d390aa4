import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser } from '@playwright/test'
import { build } from 'vite'
import { projectRoot } from '../architecture/source-file.ts'
import type { OpenedApp } from './opened-app.ts'
import { openScreen } from './stand-in/screen.ts'
import type { ProcessCalls } from './stand-in/screen-calls.ts'
import { toTheirs } from './stand-in/stand-in-origin.ts'
import { type Asked, type Calls, openWire } from './stand-in/wire.ts'

type Environment = Readonly<Record<string, string>>

let built: Promise<string> | undefined

/** Builds the stand-in into a module that plain Node runs; once per worker. */
async function buildStandIn(): Promise<string> {
  const outDir = join(projectRoot, 'node_modules/.cache', `electron-stand-in-${process.pid}`)
  const entry = join(import.meta.dirname, 'stand-in/electron.ts')
  await build({
    configFile: false,
    root: projectRoot,
    logLevel: 'error',
    build: { ssr: entry, outDir, emptyOutDir: true },
  })
  process.once('exit', () => rmSync(outDir, { recursive: true, force: true }))
  return pathToFileURL(join(outDir, 'electron.js')).href
}

const asModule = (text: string): string => `data:text/javascript,${encodeURIComponent(text)}`

/**
 * Tells Node that `electron` is the stand-in, with a default export as Electron's has; for us and for electron-store.
 */
function buildLoader(standIn: string): string {
  const electron = asModule(`export * from '${standIn}'; import * as all from '${standIn}'; export default all`)
  const hooks = asModule(`
    const standIn = { url: ${JSON.stringify(electron)}, shortCircuit: true }
    export const resolve = (name, context, next) => (name === 'electron' ? standIn : next(name, context))
  `)
  return asModule(`import { register } from 'node:module'; register(${JSON.stringify(hooks)})`)
}

function start(loader: string, environment: Environment): ChildProcess {
  return spawn(process.execPath, ['--import', loader, 'dist/electron/main.js'], {
    cwd: projectRoot,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    serialization: 'advanced',
  })
}

/** Runs the built main and preload on the stand-in for Electron, with the windows as pages of `browser`. */
export async function openDesktopStandIn(browser: Browser, environment: Environment): Promise<OpenedApp> {
  built ??= buildStandIn()
  const loader = buildLoader(await built)
  const child = start(loader, environment)
  const said: string[] = []
  child.stderr?.on('data', (chunk: Buffer) => said.push(chunk.toString()))
  const ended = once(child, 'exit')
  const screen = openScreen(browser, () => app)
  const app: Asked<ProcessCalls> = openWire<ProcessCalls>(child, screen.calls as Calls)
  const failed = ended.then(() => {
    throw new Error(`The desktop app ended without a window:\n${said.join('')}`)
  })
  const page = await Promise.race([screen.nextPage(), failed])
  failed.catch(() => {})
  await page.waitForURL(toTheirs('app://tokendesk/'))
  return {
    page,
    nextSignIn: screen.nextOutside,
    desktop: {
      evaluate: (run, arg) => app.evaluate(String(run), arg) as Promise<never>,
      nextPage: screen.nextPage,
      pages: screen.pages,
      startSecond: async () => void (await once(start(loader, environment), 'exit')),
    },
    close: async () => {
      void app.quit()
      // One that does not end by itself would hold up every test after it; what it has not written shows in the next.
      const limit = setTimeout(() => child.kill('SIGKILL'), 15_000)
      await ended
      clearTimeout(limit)
      await screen.close()
    },
  }
}
