import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import type { MadeCertificate } from '../fakes/make-certificates.ts'

/** A request as it came over the wire. */
export interface Arrived {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: string
}

/** A provider that takes everything, answers with tokens and keeps what arrived, in its order. */
export interface RecordingProvider {
  readonly origin: string
  readonly arrived: readonly Arrived[]
  /** What arrived last at a path. */
  at(path: string): Arrived
}

async function readArrived(request: IncomingMessage): Promise<Arrived> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  const url = new URL(request.url ?? '', 'http://provider.invalid')
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
  const body = Buffer.concat(chunks).toString('utf8')
  return { method: request.method ?? '', path: url.pathname, query: url.searchParams, headers, body }
}

const tokens = JSON.stringify({
  access_token: 'access-1',
  refresh_token: 'refresh-1',
  token_type: 'Bearer',
  expires_in: 3600,
})

/** What says that a person has to confirm elsewhere; in this one they have done it already. */
const pending = JSON.stringify({
  device_code: 'device-1',
  user_code: 'AB-CD',
  verification_uri: 'https://provider.invalid/device',
  auth_req_id: 'request-1',
  expires_in: 600,
})

const pushed = JSON.stringify({ request_uri: 'urn:pushed:1', expires_in: 60 })

/** The parameters of a request, wherever they travel: in the URL, in a signed request, or handed in before. */
function readParameters({ query }: Arrived, arrived: readonly Arrived[]): URLSearchParams {
  const handedIn = query.has('request_uri') ? arrived.findLast((one) => one.path === '/par') : undefined
  const parameters = handedIn === undefined ? query : new URLSearchParams(handedIn.body)
  const payload = parameters.get('request')?.split('.')[1]
  if (payload === undefined) return parameters
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Record<string, unknown>
  return new URLSearchParams(Object.entries(claims).map(([name, value]) => [name, String(value)]))
}

/** Sends the browser back to wherever it says it came from, under whatever names its dialect uses. */
function answerAuthorize(query: URLSearchParams, response: ServerResponse): void {
  const values = [...query.entries()]
  const back = values.find(([, value]) => /^http:\/\/(127\.0\.0\.1|localhost|\[::1\]):\d+\//.test(value))?.[1]
  if (back === undefined) {
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"code":"code-1","inner":{"code":"code-2"}}')
    return
  }
  const url = new URL(back)
  url.searchParams.set('code', 'code-1')
  url.searchParams.set('their_code', 'code-3')
  const state = query.get('state') ?? query.get('their_state')
  if (state !== null) url.searchParams.set('state', state)
  response.writeHead(302, { location: url.href }).end()
}

/** Listens on this machine until the test has finished, with TLS where a certificate is given. */
export async function openRecordingProvider(secure?: MadeCertificate): Promise<RecordingProvider> {
  const arrived: Arrived[] = []
  const take = (request: IncomingMessage, response: ServerResponse): void => {
    void readArrived(request).then((one) => {
      arrived.push(one)
      if (one.path.startsWith('/authorize')) answerAuthorize(readParameters(one, arrived), response)
      else {
        const body = /^\/(device|ciba)/.test(one.path) ? pending : one.path === '/par' ? pushed : tokens
        response.writeHead(200, { 'content-type': 'application/json' }).end(body)
      }
    })
  }
  const server =
    secure === undefined ? createServer(take) : createTlsServer({ key: secure.key, cert: secure.certificate }, take)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const origin = `${secure === undefined ? 'http' : 'https'}://127.0.0.1:${(server.address() as AddressInfo).port}`
  const at = (path: string): Arrived => {
    const found = arrived.findLast((one) => one.path === path)
    if (found === undefined) throw new Error(`nothing arrived at ${path}; ${arrived.map((one) => one.path).join(', ')}`)
    return found
  }
  return { origin, arrived, at }
}
