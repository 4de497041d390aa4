import { connect, type Socket } from 'node:net'
import { Worker } from 'node:worker_threads'
import { onTestFinished } from 'vitest'

const listen = `
  const { parentPort } = require('node:worker_threads')
  const server = require('node:net').createServer()
  server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
    parentPort.postMessage(server.address().port)
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
  })
`

/**
 * A port of this machine that lets nobody in any more: its program sleeps and its queue is full, so the system drops
 * what comes. That is what a host behind a silent firewall looks like.
 */
export async function fillListener(): Promise<number> {
  const worker = new Worker(listen, { eval: true })
  const port = await new Promise<number>((resolve) => worker.once('message', resolve))
  const held: Socket[] = []
  onTestFinished(async () => {
    for (const socket of held) socket.destroy()
    await worker.terminate()
  })
  // The queue holds one or two more than asked for, depending on the system.
  for (;;) {
    const socket = connect({ port, host: '127.0.0.1' }).on('error', () => undefined)
    held.push(socket)
    const isIn = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true))
      setTimeout(() => resolve(false), 200)
    })
    if (!isIn) return port
  }
}
