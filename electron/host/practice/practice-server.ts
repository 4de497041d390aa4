import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type EpochMs, type Seconds, seconds } from '../../../shared/lib/units.ts'
import { readPracticePath } from './practice-accounts.ts'
import type { PracticeDesk } from './practice-dialect.ts'
import { answerDialect, readDialectEndpoint } from './practice-dialects.ts'
import { buildTextAnswer, type PracticeAnswer, type PracticeRequest } from './practice-exchange.ts'
import { spoilAnswer, spoilRequest } from './practice-faults.ts'
import { openPracticeKeys } from './practice-keys.ts'
import { createPracticeLedger } from './practice-ledger.ts'
import type { PracticeMemory } from './practice-memory.ts'
import { sendAnswer } from './send-answer.ts'
import { createStandardProvider, readStandardEndpoint } from './standard/standard-provider.ts'

export interface PracticeOptions {
  /** 0 or absent: any free port. */
  readonly port?: number
  readonly now: () => EpochMs
  readonly memory: PracticeMemory
  /** How long the fault `slow` waits; ten seconds unless told. */
  readonly slowFor?: Seconds
}

export interface PracticeServer {
  /** `http://127.0.0.1:PORT`; a provider stands at `${origin}/${buildPracticePath(...)}`. */
  readonly origin: string
  readonly port: number
  /** Ends every open connection, answered or not. */
  close(): Promise<void>
}

const bodyLimit = 64 * 1024

/**
 * Opens the practice providers on 127.0.0.1. Rejects with the system's error, e.g. code EADDRINUSE where the port is
 * taken.
 */
export async function openPractice(options: PracticeOptions): Promise<PracticeServer> {
  const desk = { now: options.now, keys: await openPracticeKeys(options.memory), ledger: createPracticeLedger() }
  const server = createServer({ maxHeaderSize: 32 * 1024, requestTimeout: 60_000 })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host: '127.0.0.1', port: options.port ?? 0, exclusive: true }, resolve)
  })
  const { port } = server.address() as AddressInfo
  const origin = `http://127.0.0.1:${port}`
  const slowFor = options.slowFor ?? seconds(10)
  const play = createPlay(desk, options.memory)
  server.on('request', (request, response) => void serve(request, response, { port, play, now: options.now, slowFor }))
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { origin, port, close }
}

type Play = (request: PracticeRequest) => Promise<PracticeAnswer>

interface Stage {
  readonly port: number
  readonly play: Play
  readonly now: () => EpochMs
  readonly slowFor: Seconds
}

/** The five dialects, and the standard provider, which is loaded when it is first asked. */
function createPlay(desk: PracticeDesk, memory: PracticeMemory): Play {
  const standard = createStandardProvider(desk.keys, memory, desk.now)
  return async (request) => {
    const endpoint = readEndpoint(request)
    const spoiled = spoilRequest(request, endpoint)
    const { provider } = spoiled
    const answer = provider === 'standard' ? await standard(spoiled) : answerDialect(provider, spoiled, desk)
    return spoilAnswer(answer, request.fault, endpoint)
  }
}

function readEndpoint({ provider, path }: PracticeRequest) {
  return provider === 'standard' ? readStandardEndpoint(path) : readDialectEndpoint(provider, path)
}

async function serve(incoming: IncomingMessage, response: ServerResponse, stage: Stage): Promise<void> {
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  const delivery = { now: stage.now(), slowFor: stage.slowFor, signal: gone.signal }
  try {
    const request = await readRequest(incoming, stage.port)
    if ('status' in request) return await sendAnswer(response, request, { ...delivery, fault: 'none' })
    const answer = await stage.play(request)
    const fault = readEndpoint(request) === 'token' ? request.fault : 'none'
    await sendAnswer(response, answer, { ...delivery, fault })
  } catch {
    // Either the client has gone, or a mistake of ours; what it was stays inside.
    if (gone.signal.aborted || response.headersSent) return void response.destroy()
    await sendAnswer(response, refuse(500, 'The practice provider failed.'), { ...delivery, fault: 'none' })
  }
}

function refuse(status: number, sentence: string): PracticeAnswer {
  return buildTextAnswer(status, 'text/plain; charset=utf-8', sentence)
}

/** Reads a request to its end, or says why it is not for us. */
async function readRequest(incoming: IncomingMessage, port: number): Promise<PracticeRequest | PracticeAnswer> {
  // A page elsewhere may reach this port through a name of its own (DNS rebinding); it cannot change its Host.
  const { host = '', origin } = incoming.headers
  if (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`) return refuse(421, 'This Host is not served here.')
  if (incoming.method !== 'GET' && origin !== undefined && origin !== `http://${host}`)
    return refuse(403, 'Other origins may not post here.')
  const [target = '', query = ''] = splitOnce(incoming.url ?? '', '?')
  const [, segment = '', rest] = /^\/([^/]*)(.*)$/s.exec(target) ?? []
  const choice = readPracticePath(segment)
  if (choice === undefined) return refuse(404, 'Nothing is played at this address.')
  const body = await readBody(incoming)
  if (body === undefined) return refuse(413, 'The request body is too large.')
  const isForm = incoming.headers['content-type']?.split(';')[0]?.trim() === 'application/x-www-form-urlencoded'
  return {
    ...choice,
    method: incoming.method ?? 'GET',
    base: `http://127.0.0.1:${port}/${segment}`,
    path: rest === '' || rest === undefined ? '/' : rest,
    query: new URLSearchParams(query),
    form: new URLSearchParams(isForm ? body : ''),
    text: isForm || body === '' ? null : body,
    headers: incoming.headers,
  }
}

async function readBody(incoming: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of incoming.iterator({ destroyOnReturn: false })) {
    length += chunk.length
    if (length > bodyLimit) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function splitOnce(text: string, mark: string): readonly string[] {
  const at = text.indexOf(mark)
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)]
}
