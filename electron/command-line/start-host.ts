import { openBrowser } from '../host/open-browser.ts'
import type { HostPorts } from '../host/ports.ts'
import { openVault, type Vault } from '../host/vault/vault.ts'
import { buildNodePorts } from '../node-ports.ts'

/** A host on its way: its powers, and its vault that is being opened. */
export interface StartedHost {
  readonly ports: HostPorts
  readonly opening: Promise<Vault>
}

/**
 * Begins to open the vault. A key is derived from a passphrase, or asked of the keyring, beside this thread and for some
 * tenths of a second: whoever starts first and loads the rest afterwards waits for the longer of the two, not for both.
 */
export function startHost(): StartedHost {
  const ports = buildNodePorts('command-line', openBrowser)
  return { ports, opening: openVault(ports) }
}
