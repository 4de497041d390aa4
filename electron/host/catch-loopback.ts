import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { CapturedRedirect } from '../../shared/flow/captured-redirect.ts'
import { buildLoopbackUri, type LoopbackRedirect } from '../../shared/flow/profile.ts'
import { fail, type Outcome, ok } from '../../shared/lib/outcome.ts'
import { problem } from '../../shared/lib/problem.ts'
import type { EpochMs } from '../../shared/lib/units.ts'
import {
  type CameRedirect,
  type ExpectedRedirect,
  isAnswer,
  isExpected,
  readParameters,
  readRefusedStatus,
} from './loopback-request.ts'
import { buildFragmentPage, buildRedirectPage, fragmentHeaders, redirectHeaders } from './redirect-page.ts'

type Page = Parameters<typeof buildRedirectPage>[0]

/** Deadlines in milliseconds and the most sockets at a time (requirement N-07). */
export interface LoopbackLimits {
  readonly headers: number
  readonly request: number
  readonly sockets: number
  /** How long an answer under way may last once the listener is closed. */
  readonly closing: number
}

export const loopbackLimits: LoopbackLimits = { headers: 5_000, request: 10_000, sockets: 16, closing: 500 }

/** A listener that waits for one redirect. Its port is known before the authorization request is built. */
export interface LoopbackCatcher {
  readonly redirectUri: string
  /** Says what this run sent; until then every redirect is another run's. */
  expect(expected: ExpectedRedirect): void
  /** Settles once, with the first redirect that carries the expected state. */
  readonly caught: Promise<CapturedRedirect>
  /** Redirects and other requests that were turned away so far. */
  ignored(): number
  close(): void
}

const hosts = { '127.0.0.1': '127.0.0.1', '[::1]': '::1', localhost: '127.0.0.1' } as const

function answer(response: ServerResponse, status: number, page: Page): void {
  response.writeHead(status, redirectHeaders).end(buildRedirectPage(page))
}

/** Keeps room for the browser: past the limit the oldest socket goes, so that nobody can fill the listener up. */
function limitSockets(server: Server, most: number): void {
  const open = new Set<Socket>()
  server.on('connection', (socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
    const [oldest] = open
    if (open.size > most) oldest?.destroy()
  })
}

/** Listens and gives the bound port. Failing to listen arrives as an event, so a taken port is an answer here. */
function openListener(server: Server, redirect: LoopbackRedirect): Promise<Outcome<number>> {
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const evidence = { port: String(redirect.port), reason: error.code ?? 'unknown' }
      resolve(fail(problem('captured-redirect', 'port_taken', evidence)))
    })
    server.listen({ port: redirect.port, host: hosts[redirect.host], exclusive: true }, () =>
      resolve(ok((server.address() as AddressInfo).port)),
    )
  })
}

/** What a listener has seen so far. */
interface Watch {
  expected: ExpectedRedirect | null
  ignored: number
  settled: boolean
}

/** Answers one request; gives the redirect when it is the one that was waited for. */
async function answerRequest(
  request: IncomingMessage,
  response: ServerResponse,
  redirectUri: URL,
  watch: Watch,
): Promise<CameRedirect | null> {
  const turnAway = (status: number, page: Page): null => {
    watch.ignored++
    answer(response, status, page)
    return null
  }
  const { expected } = watch
  const status = readRefusedStatus(request, redirectUri, expected)
  if (status !== null) return turnAway(status, 'refused')
  if (watch.settled) return turnAway(410, 'used')
  const inFragment = expected?.inFragment === true
  const read = await readParameters(request, redirectUri, inFragment)
  if (typeof read === 'number') return turnAway(read, 'refused')
  if (inFragment && request.method === 'GET' && !isAnswer(read.parameters, expected.codeParameter)) {
    // Whether there is a fragment only the browser knows.
    response.writeHead(200, fragmentHeaders).end(buildFragmentPage())
    return null
  }
  if (!(await isExpected(read.parameters, expected))) return turnAway(400, 'other')
  // Another request may have won while this one's body was on its way.
  if (watch.settled) return turnAway(410, 'used')
  watch.settled = true
  answer(response, 200, 'caught')
  return read
}

function createListener(limits: LoopbackLimits): Server {
  const { headers, request } = limits
  // Node looks for late requests every half minute unless told otherwise, whatever the deadlines are.
  const connectionsCheckingInterval = Math.min(1_000, headers)
  const timeouts = { headersTimeout: headers, requestTimeout: request, connectionsCheckingInterval }
  const server = createServer({ maxHeaderSize: 16_384, ...timeouts })
  limitSockets(server, limits.sockets)
  return server
}

/** Stops listening at once; who has not got its answer soon is cut off, so that the program can end. */
function closeListener(server: Server, limits: LoopbackLimits): void {
  server.close()
  server.closeIdleConnections()
  setTimeout(() => server.closeAllConnections(), limits.closing).unref()
}

/**
 * Opens a loopback listener (RFC 8252, sections 7.3 and 8.3) on 127.0.0.1 or ::1, never on a name. Only the exact path, the exact
 * Host and the expected state end the wait; everything else gets its refusal and the run stays alive.
 */
export async function catchLoopback(
  redirect: LoopbackRedirect,
  now: () => EpochMs,
  limits: LoopbackLimits = loopbackLimits,
): Promise<Outcome<LoopbackCatcher>> {
  const watch: Watch = { expected: null, ignored: 0, settled: false }
  const server = createListener(limits)
  const bound = await openListener(server, redirect)
  if (!bound.ok) return bound
  const redirectUri = buildLoopbackUri(redirect, bound.value)
  const address = new URL(redirectUri)
  const caught = new Promise<CapturedRedirect>((resolve) => {
    server.on('request', (request, response) => {
      answerRequest(request, response, address, watch).then(
        (read) => {
          if (read !== null) resolve({ ...read, capturedAt: now(), ignored: watch.ignored })
        },
        // The sender went away in the middle of its body.
        () => response.destroy(),
      )
    })
  })
  return ok({
    redirectUri,
    caught,
    ignored: () => watch.ignored,
    expect: (expected) => {
      watch.expected = expected
    },
    close: () => closeListener(server, limits),
  })
}
