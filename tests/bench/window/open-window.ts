import { join } from 'node:path'
import { type Browser, chromium, type Page } from '@playwright/test'
import { request } from 'undici'
import type { CallInput, CallName, CallOutput } from '../../../shared/contract/calls.ts'
import type { Outcome } from '../../../shared/lib/outcome.ts'
import { findBrowser } from '../../app/find-browser.ts'
import { type Listening, openChild } from '../child.ts'
import { expectValue } from '../data-folder.ts'
import { passphrase } from './many-profiles.ts'

/** The browser mode as it is built, in a process of its own. */
export interface ServedApp extends Listening {
  /** Calls the host as the window does, without a window. */
  send<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>>
}

/** Starts the browser mode on a data folder whose vault the passphrase opens. */
export async function openServedApp(home: string): Promise<ServedApp> {
  const program = join(process.cwd(), 'dist/electron/serve.js')
  const env = { TOKENDESK_HOME: home, TOKENDESK_PASSPHRASE: passphrase }
  const listening = await openChild([program, '--no-open'], env)
  const { origin, hash } = new URL(listening.address)
  const headers = { origin, 'content-type': 'application/json', 'x-tokendesk-key': hash.replace('#key=', '') }
  return {
    ...listening,
    send: async (name, input) => {
      const answer = await request(`${origin}/call`, { method: 'POST', headers, body: JSON.stringify({ name, input }) })
      return expectValue((await answer.body.json()) as Outcome<CallOutput<typeof name>>)
    },
  }
}

/** The browser that the app tests use. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: findBrowser(),
    // Chromium refuses its sandbox to root, which is who runs in most containers.
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  })
}

/** A fresh page, like that of a person who opens the address for the first time. */
export async function withPage<T>(browser: Browser, work: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' })
  try {
    return await work(await context.newPage())
  } finally {
    await context.close()
  }
}
