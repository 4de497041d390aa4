import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'

/**
 * A provider in a process of its own, so that its work does not stop the clock of who asks. `/instant/token` answers a fixed
 * body at once, `/signed/token` signs an access token and an ID token for every request like a real one.
 */

const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true })
const { kty, n, e } = await exportJWK(publicKey)

function signToken(claims: Readonly<Record<string, unknown>>): Promise<string> {
  return new SignJWT({ ...claims, client_id: 'bench', scope: 'openid profile' })
    .setProtectedHeader({ alg: 'RS256', kid: 'bench', typ: 'JWT' })
    .setIssuer('http://127.0.0.1')
    .setAudience('bench')
    .setSubject('person-1')
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(privateKey)
}

async function signBody(): Promise<string> {
  const [access, id] = await Promise.all([signToken({ use: 'access' }), signToken({ use: 'id' })])
  return JSON.stringify({
    access_token: access,
    token_type: 'Bearer',
    expires_in: 3600,
    refresh_token: 'r'.repeat(43),
    id_token: id,
    scope: 'openid profile',
  })
}

const fixedBody = await signBody()

function sendJson(response: ServerResponse, body: string): void {
  response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(body)
}

/** Consents at once: the browser of the measurement is a plain HTTP client. */
function sendBack(response: ServerResponse, query: URLSearchParams): void {
  const back = new URL(query.get('redirect_uri') ?? '')
  back.searchParams.set('code', randomBytes(32).toString('base64url'))
  back.searchParams.set('state', query.get('state') ?? '')
  response.writeHead(302, { location: back.href }).end()
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '', 'http://127.0.0.1')
  // A token request is answered when all of it is there.
  for await (const chunk of request) void chunk
  switch (url.pathname) {
    case '/instant/token':
      return sendJson(response, fixedBody)
    case '/signed/token':
      return sendJson(response, await signBody())
    case '/authorize':
      return sendBack(response, url.searchParams)
    case '/jwks':
      return sendJson(response, JSON.stringify({ keys: [{ kty, n, e, alg: 'RS256', use: 'sig', kid: 'bench' }] }))
    default:
      response.writeHead(404).end()
  }
}

const server = createServer((request, response) => void answer(request, response))
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`)
})
