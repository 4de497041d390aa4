import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A provider whose clients have a registered redirect URI that no listener of ours can be behind. */
export interface SignInServer {
  readonly origin: string
  /** Paths that were asked for, in order. */
  readonly asked: readonly string[]
  /** The cookies that came with each request for the authorization endpoint. */
  readonly cookies: readonly (string | undefined)[]
  /** How the authorization endpoint comes back: redirect, form, script, or a page that waits for a person. */
  answer: 'redirect' | 'form_post' | 'script' | 'page'
  close(): void
}

const escapeText = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;')

function answerAuthorize(server: SignInServer, query: URLSearchParams, response: ServerResponse): void {
  const redirectUri = query.get('redirect_uri') ?? ''
  const parameters = { code: 'code-of-the-window', state: query.get('state') ?? '' }
  const back = `${redirectUri}?${new URLSearchParams(parameters)}`
  if (server.answer === 'redirect') {
    response.writeHead(302, { location: back }).end()
    return
  }
  const fields = Object.entries(parameters).map(
    ([name, value]) => `<input name="${name}" value="${escapeText(value)}">`,
  )
  const pages = {
    form_post: `<form method="post" action="${escapeText(redirectUri)}">${fields.join('')}</form><script>document.forms[0].submit()</script>`,
    script: `<script>location.href = ${JSON.stringify(back)}</script>`,
    page: `<title>A title of theirs</title><img src="${escapeText(back)}"><a href="${escapeText(back)}">Allow</a>`,
  }
  response.writeHead(200, { 'content-type': 'text/html', 'set-cookie': 'session=1' }).end(pages[server.answer])
}

/** Starts the provider on a free port of this machine. */
export async function openSignInServer(): Promise<SignInServer> {
  const asked: string[] = []
  const cookies: (string | undefined)[] = []
  const listener = createServer((request: IncomingMessage, response) => {
    const url = new URL(request.url ?? '', 'http://127.0.0.1')
    asked.push(url.pathname)
    if (url.pathname === '/authorize') {
      cookies.push(request.headers.cookie)
      return answerAuthorize(server, url.searchParams, response)
    }
    const tokens = { access_token: 'token-of-the-window', token_type: 'Bearer', expires_in: 3600 }
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(tokens))
  }).listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const server: SignInServer = {
    origin: `http://127.0.0.1:${(listener.address() as AddressInfo).port}`,
    asked,
    cookies,
    answer: 'redirect',
    close: () => {
      listener.close()
      listener.closeAllConnections()
    },
  }
  return server
}
