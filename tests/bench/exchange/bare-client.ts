import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Agent, request } from 'undici'
import { benchScopes } from './bench-profile.ts'
import type { BenchServer } from './bench-server.ts'

/** What a program would write that wants a token and nothing else. */
export interface BareClient {
  /** One token request for the program itself, its answer read as JSON. */
  post(server: BenchServer): Promise<void>
  /** Goes to a sign-in page and to where it leads, as a browser would. Gives the last address. */
  follow(url: string): Promise<string>
  /** A listener, a sign-in, a redirect and a token request: the requests of an authorization code exchange. */
  walk(server: BenchServer): Promise<void>
  close(): Promise<void>
}

const verifier = 'v'.repeat(43)
const proof = {
  code_challenge: createHash('sha256').update(verifier).digest('base64url'),
  code_challenge_method: 'S256',
}

/** Opens a bare client with connections of its own, kept alive like the host's. */
export function openBareClient(): BareClient {
  const dispatcher = new Agent()
  const send = async (server: BenchServer, parameters: Readonly<Record<string, string>>): Promise<void> => {
    const client = { client_id: server.clientId, client_secret: server.clientSecret }
    const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' }
    const body = new URLSearchParams({ ...parameters, ...client }).toString()
    const answer = await request(server.token, { dispatcher, method: 'POST', headers, body })
    const tokens = JSON.parse(await answer.body.text())
    if (typeof tokens.access_token !== 'string') throw new Error(`${server.label}: ${JSON.stringify(tokens)}`)
  }
  const follow: BareClient['follow'] = async (url) => {
    const page = await request(url, { dispatcher })
    await page.body.dump()
    const redirect = String(page.headers.location)
    const back = await request(redirect, { dispatcher })
    await back.body.dump()
    return redirect
  }
  return {
    post: (server) => send(server, { grant_type: 'client_credentials' }),
    follow,
    walk: async (server) => {
      const listener = createServer((_, response) => response.end('done')).listen(0, '127.0.0.1')
      await once(listener, 'listening')
      const redirect_uri = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/callback`
      const asked = { response_type: 'code', client_id: server.clientId, state: 's', prompt: 'none', redirect_uri }
      const scope = benchScopes.authorization_code.join(' ')
      const query = new URLSearchParams({ ...asked, ...proof, scope })
      const redirect = await follow(`${server.authorization}?${query}`)
      listener.close()
      listener.closeAllConnections()
      const code = new URL(redirect).searchParams.get('code') ?? ''
      await send(server, { grant_type: 'authorization_code', code, redirect_uri, code_verifier: verifier })
    },
    close: () => dispatcher.destroy(),
  }
}
