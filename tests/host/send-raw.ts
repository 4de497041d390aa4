import { connect, type Socket } from 'node:net'

/** Opens a plain connection to this machine; for what no HTTP client would send. */
export function openSocket(port: number, host = '127.0.0.1'): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host }, () => resolve(socket))
    socket.once('error', reject)
  })
}

/** Reads all that comes until the other side ends or breaks the connection. */
export function readToEnd(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    socket.on('data', (chunk) => chunks.push(chunk))
    socket.on('error', () => undefined)
    socket.once('close', () => resolve(Buffer.concat(chunks).toString('latin1')))
  })
}

/** Sends bytes as they are and gives everything that came back. */
export async function sendRaw(port: number, text: string, host = '127.0.0.1'): Promise<string> {
  const socket = await openSocket(port, host)
  const answer = readToEnd(socket)
  socket.write(text, 'latin1')
  return answer
}

/** The status in an answer; 0 when the connection was closed without one. */
export function readStatus(answer: string): number {
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0)
}

/** Tells whether something listens there. */
export async function isListening(port: number, host = '127.0.0.1'): Promise<boolean> {
  try {
    const socket = await openSocket(port, host)
    socket.destroy()
    return true
  } catch {
    return false
  }
}
