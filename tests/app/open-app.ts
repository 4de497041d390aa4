import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, test as base, type Page, type TestInfo } from '@playwright/test'
import { openBrowserMode } from './open-browser-mode.ts'
import { openDesktop } from './open-desktop.ts'
import { openDesktopStandIn } from './open-desktop-stand-in.ts'
import type { Desktop, OpenedApp } from './opened-app.ts'

export { expect } from '@playwright/test'

/** What a spec holds: the window of the application, whichever door the project opens. */
export interface App {
  /** The window; another one after `restart`. */
  readonly page: Page
  /** The data folder: fresh for every test, and removed after it. */
  readonly home: string
  /** The page of the next sign-in that the application opens in a browser. Ask before the click that opens it. */
  nextSignIn(): Promise<Page>
  /** The desktop app from the outside; only in the desktop projects. */
  readonly desktop: Desktop
  /** Ends the application and starts it again on the same data. */
  restart(): Promise<void>
}

/** Variables of the environment on top of the test's own; a spec may change them with `test.use`. */
export type Environment = Readonly<Record<string, string>>

/** One way in per Playwright project; a project without a way says why, and its specs are skipped with that reason. */
function openAt(
  project: string,
  browser: Browser,
  environment: Environment,
): Promise<OpenedApp> | { readonly missing: string } {
  switch (project) {
    case 'browser':
      return openBrowserMode(browser, environment)
    case 'desktop':
      return openDesktop(browser, environment)
    case 'desktop-stand-in':
      return openDesktopStandIn(browser, environment)
    default:
      return { missing: `the project ${project} has no way to open the application` }
  }
}

const standIn = { type: 'stand-in', description: 'ran on a stand-in for Electron, not on Electron' }

async function openOrSkip(info: TestInfo, browser: Browser, environment: Environment): Promise<OpenedApp> {
  const { name } = info.project
  if (name === 'desktop-stand-in') info.annotations.push(standIn)
  const opening = openAt(name, browser, environment)
  if ('missing' in opening) {
    info.skip(true, opening.missing)
    throw new Error(opening.missing)
  }
  return opening
}

interface Fixtures {
  readonly app: App
  readonly environment: Environment
}

export const test = base.extend<Fixtures>({
  environment: [{}, { option: true }],
  app: async ({ browser, environment }, use, info) => {
    const home = await mkdtemp(join(tmpdir(), 'tokendesk-app-'))
    const whole = { TOKENDESK_PASSPHRASE: 'correct horse battery staple', ...environment, TOKENDESK_HOME: home }
    let opened: OpenedApp | undefined
    try {
      opened = await openOrSkip(info, browser, whole)
      const app = {
        home,
        page: opened.page,
        nextSignIn: () => opened?.nextSignIn() ?? Promise.reject(new Error('The application is closed.')),
        get desktop() {
          if (opened?.desktop === undefined) throw new Error('This door has no Electron behind it.')
          return opened.desktop
        },
        restart: async () => {
          await opened?.close()
          opened = await openOrSkip(info, browser, whole)
          app.page = opened.page
        },
      }
      await use(app)
    } finally {
      await opened?.close()
      await rm(home, { recursive: true, force: true })
    }
  },
})
