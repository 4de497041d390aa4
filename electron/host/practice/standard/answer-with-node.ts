import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import type { PracticeAnswer, PracticeRequest } from '../practice-exchange.ts'

/**
 * Lets a Node request listener answer a request that was read already and may have been changed since. Nothing goes
 * through a socket: the answer is caught where the listener writes it.
 */
export function answerWithNode(
  request: PracticeRequest,
  listen: (incoming: IncomingMessage, response: ServerResponse) => Promise<void>,
): Promise<PracticeAnswer> {
  const incoming = buildIncoming(request)
  const response = new ServerResponse(incoming)
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    const keep = (chunk: unknown) => {
      if (typeof chunk === 'string' || chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk))
      return true
    }
    const end = (chunk?: unknown) => {
      keep(chunk)
      resolve({
        status: response.statusCode,
        headers: readHeaders(response),
        body: Buffer.concat(chunks).toString('utf8'),
      })
      return response
    }
    Object.assign(response, { write: keep, end })
    listen(incoming, response).catch(reject)
  })
}

function buildIncoming(request: PracticeRequest): IncomingMessage {
  const incoming = new IncomingMessage(new Socket())
  const search = request.query.size > 0 ? `?${request.query}` : ''
  const body = request.method === 'GET' ? '' : (request.text ?? request.form.toString())
  const { 'transfer-encoding': _, ...headers } = request.headers
  const mounted = new URL(request.base).pathname
  const url = `${request.path}${search}`
  Object.assign(incoming, {
    method: request.method,
    url,
    // From the difference of the two the provider learns below which path it stands.
    originalUrl: `${mounted}${url}`,
    headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
  })
  if (body !== '') incoming.push(body)
  incoming.push(null)
  return incoming
}

function readHeaders(response: ServerResponse): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = {}
  for (const [name, value] of Object.entries(response.getHeaders())) {
    if (value !== undefined && name !== 'content-length' && name !== 'transfer-encoding')
      headers[name] =
        name === 'set-cookie' ? [value].flat().map(weakenCookie) : Array.isArray(value) ? value : String(value)
  }
  return headers
}

/** Browsers drop a cookie with SameSite=None that does not come over TLS, and nobody here needs one. */
function weakenCookie(cookie: string | number): string {
  return String(cookie).replace(/samesite=none/i, 'samesite=lax')
}
