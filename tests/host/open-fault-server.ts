import { createServer, type Socket } from 'node:net'
import type { TlsOptions } from 'node:tls'
import { createServer as createTlsServer } from 'node:tls'
import { onTestFinished } from 'vitest'

/** A server that answers with bytes of a test's choice, and remembers what it was sent. */
export interface FaultServer {
  readonly port: number
  /** `http://127.0.0.1:PORT` or `https://127.0.0.1:PORT`. */
  readonly origin: string
  /** Every request to its last byte, as it came. */
  readonly requests: readonly string[]
}

/** Whether a text is a whole request: its head, and as much body as the head says. */
function isWhole(text: string): boolean {
  const head = text.indexOf('\r\n\r\n')
  const length = Number(/\r\ncontent-length: *(\d+)/i.exec(text)?.[1] ?? 0)
  return head >= 0 && text.length >= head + 4 + length
}

/** Opens a server that calls `answer` once for each whole request; it and its sockets end with the test. */
export async function openFaultServer(answer: (socket: Socket) => void, tls?: TlsOptions): Promise<FaultServer> {
  const requests: string[] = []
  const sockets = new Set<Socket>()
  const serve = (socket: Socket): void => {
    let text = ''
    socket.on('error', () => undefined)
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1')
      if (!isWhole(text)) return
      requests.push(text)
      text = ''
      answer(socket)
    })
  }
  const server = tls === undefined ? createServer(serve) : createTlsServer(tls, serve)
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.once('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  })
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return { port, origin: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`, requests }
}

/** An answer as bytes, with its length unless the head says something about it. */
export function buildAnswer(head: string, body: string | Buffer = ''): Buffer {
  const bytes = Buffer.from(body)
  const length = /^(content-length|transfer-encoding):/im.test(head) ? '' : `Content-Length: ${bytes.length}\r\n`
  return Buffer.concat([Buffer.from(`HTTP/1.1 ${head.trim()}\r\n${length}\r\n`), bytes])
}

/** Writes a text one byte at a time, as long as somebody is there. */
export function drip(socket: Socket, text: string, everyMs: number): void {
  let at = 0
  const timer = setInterval(() => {
    if (at < text.length && !socket.destroyed) return void socket.write(text[at++] ?? '')
    clearInterval(timer)
  }, everyMs)
}
