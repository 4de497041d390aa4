import type { Send } from '../../shared/contract/answer.ts'
import type { Host } from '../host/host.ts'
import { openHost } from '../host/host.ts'
import { openBrowser } from '../host/open-browser.ts'
import { buildNodePorts } from '../node-ports.ts'

/** Opens the host for one command and closes it afterwards, whatever happened. */
export async function runWithHost<T>(work: (host: Host) => Promise<T>): Promise<T> {
  const host = await openHost(buildNodePorts('command-line', openBrowser))
  try {
    return await work(host)
  } finally {
    await host.close()
  }
}

/** Whether what is stored now will be there for the next command. */
export async function isPersistent(send: Send): Promise<boolean> {
  const status = await send('app.status', {})
  return status.ok && status.value.vault.persistent
}
