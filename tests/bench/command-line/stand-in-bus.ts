import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'

/** A socket that answers as a session bus does when it is asked whether it lives; nothing more is asked of it. */
export interface StandInBus {
  /** What `DBUS_SESSION_BUS_ADDRESS` says. */
  readonly address: string
  close(): void
}

/** Opens the socket in a folder. */
export async function openStandInBus(folder: string): Promise<StandInBus> {
  const path = join(folder, 'bus')
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    socket.once('data', () => socket.write('OK 0123456789abcdef\r\n'))
  })
  await once(server.listen(path), 'listening')
  return { address: `unix:path=${path}`, close: () => server.close() }
}
