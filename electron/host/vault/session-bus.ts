import { connect } from 'node:net'
import { join } from 'node:path'

/** The environment variables that say where the session bus is. */
export type BusEnvironment = Readonly<Record<string, string | undefined>>

/**
 * The socket of the D-Bus session bus, or null. Reads `unix:path=` and `unix:abstract=` (D-Bus specification,
 * "Server Addresses"); other transports are not used for a desktop's own bus.
 */
export function readBusSocket(environment: BusEnvironment): string | null {
  const address = environment.DBUS_SESSION_BUS_ADDRESS
  const runtime = environment.XDG_RUNTIME_DIR
  if (address === undefined || address === '') {
    return runtime === undefined || runtime === '' ? null : join(runtime, 'bus')
  }
  const found = /(?:^|;)unix:(?:[^;]*,)?(path|abstract)=([^,;]+)/.exec(address)
  const [, form, text] = found ?? []
  if (text === undefined) {
    return null
  }
  const path = text.replace(/%([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return form === 'abstract' ? `\0${path}` : path
}

/**
 * Whether a live bus answers at that socket. The native keyring package waits for the bus on the main thread and
 * without a limit, so one that accepts and stays silent would freeze the process: ask here first, in the
 * language of the bus ("Authentication Protocol", EXTERNAL), and give up after `limitMs`.
 */
export function isBusAnswering(environment: BusEnvironment, limitMs: number): Promise<boolean> {
  const socket = readBusSocket(environment)
  if (socket === null) {
    return Promise.resolve(false)
  }
  return new Promise((resolve) => {
    const connection = connect({ path: socket })
    const finish = (answering: boolean): void => {
      clearTimeout(limit)
      connection.destroy()
      resolve(answering)
    }
    const limit = setTimeout(finish, limitMs, false)
    connection.once('error', () => finish(false))
    connection.once('close', () => finish(false))
    connection.once('data', (answer) => finish(answer.toString('latin1').startsWith('OK ')))
    connection.once('connect', () => {
      const user = Buffer.from(String(process.getuid?.() ?? 0)).toString('hex')
      connection.write(`\0AUTH EXTERNAL ${user}\r\n`)
    })
  })
}
