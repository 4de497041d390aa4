import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { _electron } from '@playwright/test'
import { findElectronBinary } from '../../electron/find-electron.ts'
import { projectRoot } from '../architecture/source-file.ts'
import type { OpenedApp } from './opened-app.ts'

const noBinary = 'the Electron binary is not on this machine: the desktop app ran on a stand-in only'

/** Opens the desktop app in real Electron, or says why that is not possible here. */
export function openDesktop(home: string, passphrase: string): Promise<OpenedApp> | { readonly missing: string } {
  const executablePath = findElectronBinary(
    join(projectRoot, 'node_modules/electron'),
    process.env.ELECTRON_OVERRIDE_DIST_PATH,
  )
  return executablePath === undefined ? { missing: noBinary } : launch(executablePath, home, passphrase)
}

async function launch(executablePath: string, home: string, passphrase: string): Promise<OpenedApp> {
  const env = { ...process.env, TOKENDESK_HOME: home, TOKENDESK_PASSPHRASE: passphrase } as Record<string, string>
  const args = [projectRoot]
  const electron = await _electron.launch({ executablePath, args, env })
  const page = await electron.firstWindow()
  await page.waitForLoadState()
  return {
    page,
    desktop: {
      evaluate: (run, arg) => electron.evaluate(run as never, arg) as Promise<never>,
      nextPage: () => electron.waitForEvent('window'),
      pages: () => electron.windows(),
      startSecond: async () => void (await once(spawn(executablePath, args, { env }), 'exit')),
    },
    close: () => electron.close(),
  }
}
