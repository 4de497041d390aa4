import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Browser } from '@playwright/test'
import { projectRoot } from '../architecture/source-file.ts'
import type { OpenedApp } from './opened-app.ts'

const addressPattern = /http:\/\/127\.0\.0\.1:\S+/

/** The address that the browser mode prints; fails with everything it said when it ends without one. */
async function readAddress(child: ChildProcess): Promise<string> {
  const said: string[] = []
  child.stderr?.on('data', (chunk: Buffer) => said.push(chunk.toString()))
  if (child.stdout === null) throw new Error('The browser mode was started without its output.')
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(line)
    const address = addressPattern.exec(line)?.[0]
    if (address !== undefined) return address
  }
  throw new Error(`The browser mode ended without an address:\n${said.join('\n')}`)
}

/** Starts the real browser mode on its own data folder and opens its page. */
export async function openBrowserMode(
  browser: Browser,
  environment: Readonly<Record<string, string>>,
): Promise<OpenedApp> {
  const child = spawn(process.execPath, ['dist/electron/serve.js', '--no-open', '--port', '0'], {
    cwd: projectRoot,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = once(child, 'exit')
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill()
    await ended
  }
  try {
    const address = await readAddress(child)
    child.stdout?.resume()
    const context = await browser.newContext()
    const page = await context.newPage()
    await page.goto(address)
    return {
      page,
      nextSignIn: () => context.waitForEvent('page'),
      close: async () => {
        await context.close()
        await stop()
      },
    }
  } catch (error) {
    await stop()
    throw error
  }
}
