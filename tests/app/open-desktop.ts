import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { _electron, type Browser } from '@playwright/test'
import { findElectronBinary } from '../../electron/find-electron.ts'
import { projectRoot } from '../architecture/source-file.ts'
import type { OpenedApp } from './opened-app.ts'

type Environment = Readonly<Record<string, string>>

const noBinary = 'the Electron binary is not on this machine: the desktop app ran on a stand-in only'

/** Opens the desktop app in real Electron, or says why that is not possible here. */
export function openDesktop(
  browser: Browser,
  environment: Environment,
): Promise<OpenedApp> | { readonly missing: string } {
  const executablePath = findElectronBinary(
    join(projectRoot, 'node_modules/electron'),
    process.env.ELECTRON_OVERRIDE_DIST_PATH,
  )
  return executablePath === undefined ? { missing: noBinary } : launch(browser, executablePath, environment)
}

async function launch(browser: Browser, executablePath: string, environment: Environment): Promise<OpenedApp> {
  const env = { ...process.env, ...environment } as Record<string, string>
  const args = [projectRoot]
  const electron = await _electron.launch({ executablePath, args, env })
  const page = await electron.firstWindow()
  await page.waitForLoadState()
  return {
    page,
    nextSignIn: async () => {
      // The system's browser cannot be driven; the address that it would be given is opened in ours.
      const url = await electron.evaluate(
        ({ shell }) =>
          new Promise<string>((resolve) => {
            shell.openExternal = async (address) => resolve(address)
          }),
      )
      const signIn = await browser.newPage()
      await signIn.goto(url)
      return signIn
    },
    desktop: {
      evaluate: (run, arg) => electron.evaluate(run as never, arg) as Promise<never>,
      nextPage: () => electron.waitForEvent('window'),
      pages: () => electron.windows(),
      startSecond: async () => void (await once(spawn(executablePath, args, { env }), 'exit')),
    },
    close: () => electron.close(),
  }
}
