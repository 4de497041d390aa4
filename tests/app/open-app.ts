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
  /** The desktop app from the outside; `undefined` at the other doors. */
  readonly desktop: Desktop | undefined
  /** The data folder: fresh for every test, and removed after it. */
  readonly home: string
  /** Ends the application and starts it again on the same data. */
  restart(): Promise<void>
}

const passphrase = 'correct horse battery staple'

/** One way in per Playwright project; a project without a way says why, and its specs are skipped with that reason. */
function openAt(project: string, browser: Browser, home: string): Promise<OpenedApp> | { readonly missing: string } {
  switch (project) {
    case 'browser':
      return openBrowserMode(browser, home, passphrase)
    case 'desktop':
      return openDesktop(home, passphrase)
    case 'desktop-stand-in':
      return openDesktopStandIn(browser, home, passphrase)
    default:
      return { missing: `the project ${project} has no way to open the application` }
  }
}

async function openOrSkip(info: TestInfo, browser: Browser, home: string): Promise<OpenedApp> {
  const opening = openAt(info.project.name, browser, home)
  if ('missing' in opening) {
    info.skip(true, opening.missing)
    throw new Error(opening.missing)
  }
  return opening
}

export const test = base.extend<{ app: App }>({
  app: async ({ browser }, use, info) => {
    const home = await mkdtemp(join(tmpdir(), 'tokendesk-app-'))
    let opened: OpenedApp | undefined
    try {
      opened = await openOrSkip(info, browser, home)
      const app = {
        home,
        page: opened.page,
        desktop: opened.desktop,
        restart: async () => {
          await opened?.close()
          opened = await openOrSkip(info, browser, home)
          app.page = opened.page
          app.desktop = opened.desktop
        },
      }
      await use(app)
    } finally {
      await opened?.close()
      await rm(home, { recursive: true, force: true })
    }
  },
})
