import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { app } from 'electron'
import { readHome } from '../host/home.ts'

/**
 * Gives the data folder, which all doors share, and puts Chromium's own files into a folder of it. That comes before
 * the single-instance lock, which is taken per user data folder, and before `ready`.
 */
export function openDataFolder(env: NodeJS.ProcessEnv): string {
  const home = readHome(env)
  const userData = join(home, 'desktop')
  mkdirSync(userData, { recursive: true, mode: 0o700 })
  app.setPath('userData', userData)
  return home
}
