import type { Send } from '../../shared/contract/answer.ts'
import { fail, type Outcome, ok } from '../../shared/lib/outcome.ts'
import { problem } from '../../shared/lib/problem.ts'
import type { Host } from '../host/host.ts'
import { openHost } from '../host/host.ts'
import { type StartedHost, startHost } from './start-host.ts'

/** Opens the host for one command and closes it afterwards, whatever happened. */
export async function runWithHost<T>(work: (host: Host) => Promise<T>, started?: StartedHost): Promise<T> {
  const { ports, opening } = started ?? startHost()
  const host = await openHost(ports, opening)
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

/** Changing a vault that is gone with this process would only look like success. */
export async function requireVault(host: Host): Promise<Outcome<true>> {
  const status = await host.send('app.status', {})
  if (status.ok && status.value.vault.state === 'locked') return fail(problem('vault', 'vault_locked'))
  return (await isPersistent(host.send)) ? ok(true) : fail(problem('vault', 'holder_unavailable'))
}
