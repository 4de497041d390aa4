import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { AppEvent } from '../../shared/contract/events.ts'
import { fail, type Outcome, ok } from '../../shared/lib/outcome.ts'
import { type Problem, problem } from '../../shared/lib/problem.ts'
import { readServedAnswer, type ServedFiles } from '../host/served-files.ts'
import { type Refusal, readRefusal, type Wanted } from './check-sender.ts'
import { createEventStream, type EventStream } from './event-stream.ts'
import { readCall } from './read-call.ts'
import { createRunKey } from './run-key.ts'

/** What the door needs of the host. */
export interface DoorHost {
  dispatch(name: string, input: unknown): Promise<Outcome<unknown>>
  onEvent(listener: (event: AppEvent) => void): () => void
}

export interface HttpDoorOptions {
  /** 0: any free port. */
  readonly port: number
  /** The built window. */
  readonly files: ServedFiles
}

export interface HttpDoor {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string
  /** The address for a person's browser. The key stands in the fragment, which browsers never send. */
  readonly address: string
  readonly key: string
  close(): Promise<void>
}

const apiHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const

/** The statuses of answers that say more about the call than about its subject; every other answer is a 200. */
const statuses: Readonly<Partial<Record<Problem['code'], number>>> = {
  call_unknown: 404,
  input_invalid: 400,
  internal: 500,
}

interface Desk {
  readonly host: DoorHost
  readonly files: ServedFiles
  readonly events: EventStream
  readonly authority: string
  readonly key: string
}

function sendOutcome(response: ServerResponse, status: number, outcome: Outcome<unknown>, more: object = {}): void {
  const body = JSON.stringify(outcome)
  response.writeHead(status, { ...apiHeaders, 'content-type': 'application/json; charset=utf-8', ...more }).end(body)
}

/** Answers a request whose body nobody will read: what comes of it is dropped, and the connection ends with it. */
function sendRefusal(request: IncomingMessage, response: ServerResponse, refusal: Refusal, more: object = {}): void {
  request.resume()
  const ending = request.complete ? {} : { connection: 'close' }
  sendOutcome(response, refusal.status, fail(refusal.problem), { ...ending, ...more })
}

function refuseMethod(request: IncomingMessage, response: ServerResponse, allow: string): void {
  const refusal = { status: 405, problem: problem('contract', 'input_invalid', { reason: 'method' }) }
  sendRefusal(request, response, refusal, { allow })
}

async function answerCall(request: IncomingMessage, response: ServerResponse, desk: Desk): Promise<void> {
  const call = await readCall(request)
  if (!call.ok) return sendRefusal(request, response, call.refusal)
  const outcome = await desk.host.dispatch(call.name, call.input)
  sendOutcome(response, outcome.ok ? 200 : (statuses[outcome.problem.code] ?? 200), outcome)
}

function answerEvents(request: IncomingMessage, response: ServerResponse, desk: Desk): void {
  if (desk.events.add(response)) return
  const tooMany = problem('contract', 'sender_refused', { reason: 'too_many_listeners' })
  sendRefusal(request, response, { status: 503, problem: tooMany })
}

async function answerFile(request: IncomingMessage, response: ServerResponse, desk: Desk, path: string): Promise<void> {
  const answer = await readServedAnswer(desk.files, path, "'self'")
  const headers = { ...answer.headers, 'x-frame-options': 'DENY', 'content-length': Buffer.byteLength(answer.body) }
  response.writeHead(answer.status, headers).end(request.method === 'HEAD' ? undefined : answer.body)
}

async function answer(request: IncomingMessage, response: ServerResponse, desk: Desk): Promise<void> {
  const path = (request.url ?? '').split(/[?#]/, 1)[0] ?? ''
  const wanted: Wanted = path === '/call' ? 'call' : path === '/events' ? 'events' : 'page'
  const refusal = readRefusal(request, wanted, desk.authority, desk.key)
  if (refusal !== null) return sendRefusal(request, response, refusal)
  if (wanted === 'call')
    return request.method === 'POST' ? answerCall(request, response, desk) : refuseMethod(request, response, 'POST')
  if (request.method !== 'GET' && (wanted === 'events' || request.method !== 'HEAD'))
    return refuseMethod(request, response, wanted === 'events' ? 'GET' : 'GET, HEAD')
  return wanted === 'events' ? answerEvents(request, response, desk) : answerFile(request, response, desk, path)
}

async function answerSafely(request: IncomingMessage, response: ServerResponse, desk: Desk): Promise<void> {
  try {
    await answer(request, response, desk)
  } catch {
    // The sender has gone, or a mistake of ours; what it was stays inside.
    if (response.headersSent || response.destroyed) return void response.destroy()
    sendOutcome(response, 500, fail(problem('contract', 'internal')), { connection: 'close' })
  }
}

function listen(server: Server, port: number): Promise<Outcome<number>> {
  return new Promise((resolve) => {
    server.on('error', (error: NodeJS.ErrnoException) => {
      const reason = error.code ?? 'unknown'
      resolve(
        fail(problem('contract', reason === 'EADDRINUSE' ? 'port_taken' : 'internal', { port: `${port}`, reason })),
      )
    })
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () =>
      resolve(ok((server.address() as AddressInfo).port)),
    )
  })
}

/**
 * Opens the browser mode's door on 127.0.0.1: the built window, `POST /call` and `GET /events`. It thinks nothing of its
 * own: a call is dispatched as it came, an answer goes out as it is.
 */
export async function openHttpDoor(host: DoorHost, options: HttpDoorOptions): Promise<Outcome<HttpDoor>> {
  // Node looks for connections beyond their time only as often as it is told to.
  const times = { headersTimeout: 5_000, requestTimeout: 30_000, connectionsCheckingInterval: 5_000 }
  const server = createServer({ maxHeaderSize: 16 * 1024, ...times })
  server.maxConnections = 128
  const port = await listen(server, options.port)
  if (!port.ok) return port
  const authority = `127.0.0.1:${port.value}`
  const key = createRunKey()
  const events = createEventStream(apiHeaders)
  const desk = { host, files: options.files, events, authority, key }
  const stopListening = host.onEvent((event) => events.send(event))
  server.on('request', (request, response) => void answerSafely(request, response, desk))
  const close = () =>
    new Promise<void>((resolve) => {
      stopListening()
      events.close()
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return ok({ origin: `http://${authority}`, address: `http://${authority}/#key=${key}`, key, close })
}
