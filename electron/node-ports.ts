import { readClock } from './host/clock.ts'
import { readHome } from './host/home.ts'
import type { HostPorts } from './host/ports.ts'
import type { KeyHolder } from './host/vault/key-holder.ts'
import { createKeyringHolder } from './host/vault/keyring-holder.ts'
import { createPassphraseHolder } from './host/vault/passphrase-holder.ts'
import { readVersion } from './read-version.ts'

/** Who may hold the vault's key where there is no Electron: the passphrase that was given, then the OS keyring. */
function listHolders(env: NodeJS.ProcessEnv): readonly KeyHolder[] {
  const passphrase = env.TOKENDESK_PASSPHRASE ?? ''
  return passphrase === '' ? [createKeyringHolder(env)] : [createPassphraseHolder(passphrase), createKeyringHolder(env)]
}

/** The powers of a host in plain Node, for the browser mode and the command line. */
export function buildNodePorts(
  door: 'browser' | 'command-line',
  openOutside: HostPorts['openOutside'],
  env: NodeJS.ProcessEnv = process.env,
): HostPorts {
  return {
    door,
    version: readVersion(),
    home: readHome(env),
    now: readClock,
    holders: listHolders(env),
    openOutside,
    catchInWindow: null,
    clipboard: null,
    preferences: null,
  }
}
