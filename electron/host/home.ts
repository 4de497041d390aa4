import { homedir } from 'node:os'
import { join } from 'node:path'

/**
 * The data folder: `TOKENDESK_HOME`, or the place where programs keep their data on this system. The desktop app, the
 * browser mode and the command line use the same one.
 */
export function readHome(env: NodeJS.ProcessEnv): string {
  const chosen = env.TOKENDESK_HOME
  if (chosen !== undefined && chosen !== '') return chosen
  if (process.platform === 'win32') return join(env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Tokendesk')
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Tokendesk')
  return join(env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'tokendesk')
}
