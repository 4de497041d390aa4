import type { Readable } from 'node:stream'
import { Agent, buildConnector, type Dispatcher, request } from 'undici'
import type { RawResponse } from '../../shared/flow/raw-response.ts'
import { maskUrl } from '../../shared/lib/mask.ts'
import { fail, type Outcome, ok } from '../../shared/lib/outcome.ts'
import { problem } from '../../shared/lib/problem.ts'
import type { EpochMs } from '../../shared/lib/units.ts'
import { readNetworkProblem } from './network-problem.ts'
import { readBody } from './read-limited-body.ts'
import { type SendLimits, sendLimits } from './send-limits.ts'

/** A request as it goes out: nothing is added to it but Host, Content-Length and Connection. */
export interface OutboundRequest {
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly url: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: string | null
}

/** Sends requests, one pool of connections for all. */
export interface Sender {
  send(outbound: OutboundRequest, signal: AbortSignal): Promise<Outcome<RawResponse>>
  close(): Promise<void>
}

/** An agent that verifies certificates whatever the environment says, and remembers how long connecting took. */
function createAgent(limits: SendLimits, connectTimes: Map<string, number>): Agent {
  const connect = buildConnector({ timeout: limits.connect, rejectUnauthorized: true, minVersion: 'TLSv1.2' })
  return new Agent({
    headersTimeout: limits.headers,
    bodyTimeout: limits.idle,
    maxHeaderSize: limits.headerBytes,
    connect: (options, callback) => {
      const started = performance.now()
      connect(options, (...answer) => {
        connectTimes.set(`${options.hostname}:${options.port}`, performance.now() - started)
        callback(...answer)
      })
    },
  })
}

function readHeaders(headers: Dispatcher.ResponseData['headers']): [string, string][] {
  return Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    (Array.isArray(value) ? value : [value ?? '']).map((one) => [name, one]),
  )
}

/**
 * The only way out: sends a request and keeps the answer byte for byte. Redirects are never followed, because they
 * would carry the secret to wherever the answer says (RFC 9700, section 4.12). Nothing is ever sent twice.
 */
export function createSender(now: () => EpochMs, limits: SendLimits = sendLimits): Sender {
  const connectTimes = new Map<string, number>()
  const agent = createAgent(limits, connectTimes)
  const send: Sender['send'] = async (outbound, signal) => {
    const url = new URL(outbound.url)
    const origin = `${url.hostname}:${url.port}`
    const started = performance.now()
    const deadline = AbortSignal.timeout(limits.total)
    try {
      const response = await request(outbound.url, {
        dispatcher: agent,
        method: outbound.method,
        headers: outbound.headers.flat(),
        body: outbound.body,
        signal: AbortSignal.any([signal, deadline]),
      })
      const receivedAt = now()
      const firstByte = performance.now() - started
      const connect = connectTimes.get(origin) ?? null
      connectTimes.delete(origin)
      const read = await readBody(response.body as Readable, response.headers['content-encoding'], limits.body)
      if (!read.ok) return read
      return ok({
        url: maskUrl(outbound.url),
        status: response.statusCode,
        statusText: response.statusText,
        headers: readHeaders(response.headers),
        body: read.value.toString('base64'),
        size: read.value.length,
        receivedAt,
        timings: { connect, firstByte, total: performance.now() - started },
      })
    } catch (error) {
      if (signal.aborted) return fail(problem('raw-response', 'cancelled'))
      if (deadline.aborted)
        return fail(problem('raw-response', 'network_timeout', { phase: 'total', milliseconds: String(limits.total) }))
      return fail(readNetworkProblem(error, outbound.url, limits))
    }
  }
  return { send, close: () => agent.destroy() }
}
