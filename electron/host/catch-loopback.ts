import { timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type CapturedRedirect, readRedirectParameters } from '../../shared/flow/captured-redirect.ts'
import type { Redirect } from '../../shared/flow/profile.ts'
import { readForm } from '../../shared/lib/form-text.ts'
import { fail, type Outcome, ok } from '../../shared/lib/outcome.ts'
import { problem } from '../../shared/lib/problem.ts'
import type { EpochMs } from '../../shared/lib/units.ts'
import { buildRedirectPage, redirectHeaders } from './redirect-page.ts'

type LoopbackRedirect = Extract<Redirect, { kind: 'loopback' }>

/** A listener that waits for one redirect. Its port is known before the authorization request is built. */
export interface LoopbackCatcher {
  readonly redirectUri: string
  /** Says which state this run sent; until then every redirect is another run's. `null`: none was sent. */
  expectState(state: string | null, codeParameter: string): void
  /** Settles once, with the first redirect that carries the expected state. */
  readonly caught: Promise<CapturedRedirect>
  /** Redirects and other requests that were turned away so far. */
  ignored(): number
  close(): void
}

const mostFormBytes = 65_536
const hosts = { '127.0.0.1': '127.0.0.1', '[::1]': '::1', localhost: '127.0.0.1' } as const

function isSameText(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}

async function readFormBody(request: IncomingMessage): Promise<string | null> {
  if (!/^application\/x-www-form-urlencoded\b/i.test(request.headers['content-type'] ?? '')) return null
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > mostFormBytes) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** What a request is before its parameters are looked at: the status of its refusal, or `null` when it may be ours. */
function readRefusedStatus(request: IncomingMessage, redirectUri: URL): number | null {
  // Another name in Host means that a page elsewhere points its name at this machine (DNS rebinding).
  if (request.headers.host !== redirectUri.host) return 421
  const destination = request.headers['sec-fetch-dest']
  if (destination !== undefined && destination !== 'document') return 404
  if ((request.url ?? '').split('?', 1)[0] !== redirectUri.pathname) return 404
  return request.method === 'GET' || request.method === 'POST' ? null : 405
}

function answer(response: ServerResponse, status: number, page: Parameters<typeof buildRedirectPage>[0]): void {
  response.writeHead(status, redirectHeaders).end(buildRedirectPage(page))
}

/** Reads the parameters of a request that may be the redirect; `null` for a POST that is no small form. */
async function readParameters(
  request: IncomingMessage,
  redirectUri: string,
): Promise<Pick<CapturedRedirect, 'maker' | 'url' | 'parameters'> | null> {
  if (request.method === 'GET') {
    const url = new URL(request.url ?? '', redirectUri).href
    return { maker: 'loopback', url, parameters: readRedirectParameters(url) }
  }
  const form = await readFormBody(request)
  if (form === null) return null
  return { maker: 'form_post', url: redirectUri, parameters: readForm(form).map(({ name, value }) => [name, value]) }
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

/**
 * Opens a loopback listener (RFC 8252, sections 7.3 and 8.3) on 127.0.0.1 or ::1, never on a name. Only the exact path, the exact
 * Host and the expected state end the wait; everything else gets its refusal and the run stays alive.
 */
export async function catchLoopback(redirect: LoopbackRedirect, now: () => EpochMs): Promise<Outcome<LoopbackCatcher>> {
  const expected: { state: string | null; codeParameter: string; known: boolean } = {
    state: null,
    codeParameter: 'code',
    known: false,
  }
  let ignored = 0
  let settled = false
  let redirectUri = ''
  let settle: (redirect: CapturedRedirect) => void = () => {}
  const caught = new Promise<CapturedRedirect>((resolve) => {
    settle = resolve
  })

  const isExpected = (parameters: CapturedRedirect['parameters']): boolean => {
    const named = (name: string): string | undefined => parameters.find(([key]) => key === name)?.[1]
    if (!expected.known || (named(expected.codeParameter) === undefined && named('error') === undefined)) return false
    return expected.state === null || isSameText(named('state') ?? '', expected.state)
  }

  const server = createServer(
    { maxHeaderSize: 16_384, headersTimeout: 5_000, requestTimeout: 10_000 },
    async (request, response) => {
      const turnAway = (status: number, page: Parameters<typeof buildRedirectPage>[0]): void => {
        ignored++
        answer(response, status, page)
      }
      const status = readRefusedStatus(request, new URL(redirectUri))
      if (status !== null) return turnAway(status, 'refused')
      if (settled) return turnAway(410, 'used')
      const read = await readParameters(request, redirectUri)
      if (read === null) return turnAway(415, 'refused')
      if (!isExpected(read.parameters)) return turnAway(400, 'other')
      if (settled) return turnAway(410, 'used')
      settled = true
      answer(response, 200, 'caught')
      settle({ ...read, capturedAt: now(), ignored })
    },
  )
  server.maxConnections = 16
  const bound = await openListener(server, redirect)
  if (!bound.ok) return bound
  redirectUri = `http://${redirect.host}:${bound.value}${redirect.path}`
  const close = (): void => {
    server.close()
    server.closeIdleConnections()
  }
  return ok({
    redirectUri,
    caught,
    ignored: () => ignored,
    expectState: (state, codeParameter) => Object.assign(expected, { state, codeParameter, known: true }),
    close,
  })
}
