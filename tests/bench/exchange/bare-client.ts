import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Agent, request } from 'undici'

/** What a program would write that wants a token and nothing else. */
export interface BareClient {
  /** One token request, its answer read as JSON. */
  post(url: string): Promise<void>
  /** Goes to a sign-in page and to where it leads, as a browser would. */
  follow(url: string): Promise<void>
  /** A listener, a sign-in, a redirect and a token request: the requests of an authorization code exchange. */
  walk(origin: string, tokenUrl: string): Promise<void>
  close(): Promise<void>
}

const form = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' }
const body = 'grant_type=client_credentials&scope=openid+profile&client_id=bench&client_secret=bench-secret'

/** Opens a bare client with connections of its own, kept alive like the host's. */
export function openBareClient(): BareClient {
  const dispatcher = new Agent()
  const post: BareClient['post'] = async (url) => {
    const answer = await request(url, { dispatcher, method: 'POST', headers: form, body })
    JSON.parse(await answer.body.text())
  }
  const follow: BareClient['follow'] = async (url) => {
    const page = await request(url, { dispatcher })
    await page.body.dump()
    const back = await request(String(page.headers.location), { dispatcher })
    await back.body.dump()
  }
  return {
    post,
    follow,
    walk: async (origin, tokenUrl) => {
      const listener = createServer((_, response) => response.end('done')).listen(0, '127.0.0.1')
      await once(listener, 'listening')
      const { port } = listener.address() as AddressInfo
      const redirect = encodeURIComponent(`http://127.0.0.1:${port}/callback`)
      await follow(`${origin}/authorize?response_type=code&client_id=bench&state=s&redirect_uri=${redirect}`)
      listener.close()
      listener.closeAllConnections()
      await post(tokenUrl)
    },
    close: () => dispatcher.destroy(),
  }
}
