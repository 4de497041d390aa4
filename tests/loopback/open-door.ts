import { mkdtemp, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Host, openHost } from '../../electron/host/host.ts'
import { readServedFiles } from '../../electron/host/served-files.ts'
import { type HttpDoor, openHttpDoor } from '../../electron/loopback/http-door.ts'
import { epochMs } from '../../shared/lib/units.ts'

/** A small window that lies on the disk like the built one. */
const windowFolder = join(import.meta.dirname, '..', 'samples', 'window')

export interface OpenedDoor {
  readonly host: Host
  readonly door: HttpDoor
  /** Sends exactly these headers, also those that `fetch` refuses; the authority is the door's own unless given. */
  ask(path: string, options?: AskOptions): Promise<Answer>
  /** As the window asks: with key and Origin. */
  call(name: unknown, input: unknown): Promise<Answer>
  close(): Promise<void>
}

export interface AskOptions {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string | readonly string[]>>
  readonly body?: string | Buffer
}

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
}

function send(origin: string, path: string, { method = 'GET', headers = {}, body }: AskOptions): Promise<Answer> {
  const { port } = new URL(origin)
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, agent: false }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(chunks).toString('utf8'),
        }),
      )
    })
    sent.on('error', reject)
    for (const [name, value] of Object.entries(headers)) sent.setHeader(name, value)
    sent.end(body)
  })
}

/** Opens the real host, memory-only, behind the real door. */
export async function openDoor(): Promise<OpenedDoor> {
  const home = await mkdtemp(join(tmpdir(), 'tokendesk-door-'))
  const host = await openHost({
    door: 'browser',
    version: '0.0.0',
    home,
    now: () => epochMs(Date.now()),
    holders: [],
    openOutside: null,
    catchInWindow: null,
    clipboard: null,
    preferences: null,
  })
  const opened = await openHttpDoor(host, { port: 0, files: await readServedFiles(windowFolder) })
  if (!opened.ok) throw new Error(opened.problem.message)
  const door = opened.value
  const ask = (path: string, options: AskOptions = {}) => send(door.origin, path, options)
  return {
    host,
    door,
    ask,
    call: (name, input) =>
      ask('/call', {
        method: 'POST',
        headers: { origin: door.origin, 'content-type': 'application/json', 'x-tokendesk-key': door.key },
        body: JSON.stringify({ name, input }),
      }),
    close: async () => {
      await door.close()
      await host.close()
      await rm(home, { recursive: true, force: true })
    },
  }
}
