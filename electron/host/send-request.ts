import type { Readable } from 'node:stream'
import type { Dispatcher } from 'undici'
import type { RawResponse } from '../../shared/flow/raw-response.ts'
import { maskUrl } from '../../shared/lib/mask.ts'
import { type Problem, problem } from '../../shared/lib/problem.ts'
import type { EpochMs } from '../../shared/lib/units.ts'
import { readNetworkProblem } from './network-problem.ts'
import { type LimitedBody, readBody } from './read-limited-body.ts'
import { createAgents } from './send-agents.ts'
import { type SendLimits, sendLimits } from './send-limits.ts'
import { createServerNonces } from './server-nonces.ts'
import type { Transport } from './tls-material.ts'

/** A request as it goes out: nothing is added to it but Host, Content-Length and Connection. */
export interface OutboundRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly url: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: string | null
}

/** A whole answer, or what stopped it beside as much of the answer as had come: that is evidence, and never lost. */
export type Sent =
  | { readonly ok: true; readonly value: RawResponse }
  | { readonly ok: false; readonly problem: Problem; readonly partial: RawResponse | null }

/** Sends requests, one pool of connections for all. */
export interface Sender {
  send(outbound: OutboundRequest, signal: AbortSignal, transport?: Transport | null): Promise<Sent>
  /** The newest `DPoP-Nonce` that came from the origin of this address (RFC 9449, section 8.2), or `null`. */
  nonceOf(url: string): string | null
  close(): Promise<void>
}

function readHeaders(headers: Dispatcher.ResponseData['headers']): [string, string][] {
  return Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    (Array.isArray(value) ? value : [value ?? '']).map((one) => [name, one]),
  )
}

function readBodyProblem(end: 'too_large' | 'codings', limits: SendLimits): Problem {
  return end === 'too_large'
    ? problem('raw-response', 'response_too_large', { limit: String(limits.body) })
    : problem('raw-response', 'response_malformed', { reason: 'Content-Encoding' })
}

/**
 * The only way out: sends a request and keeps the answer byte for byte. Redirects are never followed, because they
 * would carry the secret to wherever the answer says (RFC 9700, section 4.12). Nothing is ever sent twice.
 */
export function createSender(now: () => EpochMs, limits: SendLimits = sendLimits): Sender {
  const nonces = createServerNonces()
  // Loaded with the first request: who only wants a stored token does not wait for a megabyte of HTTP client.
  const load = async () => {
    const undici = await import('undici')
    return { agents: createAgents(undici, limits, now), request: undici.request }
  }
  let loading: ReturnType<typeof load> | null = null
  let loaded: Awaited<ReturnType<typeof load>> | null = null
  const send: Sender['send'] = async (outbound, signal, transport = null) => {
    loading ??= load()
    // Without a wait once it is there: the request leaves before `send` returns.
    loaded ??= await loading
    const { agents, request } = loaded
    const agent = agents.of(transport)
    if (!agent.ok) return { ...agent, partial: null }
    const { hostname, port } = new URL(outbound.url)
    const started = performance.now()
    const deadline = AbortSignal.timeout(limits.total)
    const readStop = (end: Exclude<LimitedBody['end'], { kind: 'whole' }>): Problem => {
      if (end.kind !== 'broken') return readBodyProblem(end.kind, limits)
      if (signal.aborted) return problem('raw-response', 'cancelled')
      if (deadline.aborted)
        return problem('raw-response', 'network_timeout', { phase: 'total', milliseconds: String(limits.total) })
      return readNetworkProblem(end.error, outbound.url, limits)
    }
    try {
      const response = await request(outbound.url, {
        dispatcher: agent.value,
        method: outbound.method,
        headers: outbound.headers.flat(),
        body: outbound.body,
        signal: AbortSignal.any([signal, deadline]),
      })
      const receivedAt = now()
      const firstByte = performance.now() - started
      const connect = agents.takeConnectTime(`${hostname}:${port}`)
      const headers = readHeaders(response.headers)
      nonces.note(outbound.url, headers)
      const { bytes, end } = await readBody(
        response.body as Readable,
        response.headers['content-encoding'],
        limits.body,
      )
      const value: RawResponse = {
        url: maskUrl(outbound.url),
        status: response.statusCode,
        statusText: response.statusText,
        headers,
        body: bytes.toString('base64'),
        size: bytes.length,
        receivedAt,
        timings: { connect, firstByte, total: performance.now() - started },
      }
      return end.kind === 'whole' ? { ok: true, value } : { ok: false, problem: readStop(end), partial: value }
    } catch (error) {
      return { ok: false, problem: readStop({ kind: 'broken', error }), partial: null }
    }
  }
  return { send, nonceOf: nonces.of, close: async () => (await loading)?.agents.close() }
}
