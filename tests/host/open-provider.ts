import { createServer, type IncomingHttpHeaders } from 'node:http'
import { onTestFinished } from 'vitest'
import { type ProfileDocument, readProfileDocument } from '../../shared/flow/profile.ts'
import { readValue, type TestHost, waitForExchange } from './open-test-host.ts'

/** A request as a token endpoint got it. */
export interface TokenCall {
  readonly method: string
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** What a token endpoint answers: JSON unless a text is given. */
export interface TokenAnswer {
  /** The connection is cut instead. */
  readonly cut?: boolean
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body: unknown
}

/** A provider of a test's own; it ends with the test. */
export interface Provider {
  readonly origin: string
  readonly calls: readonly TokenCall[]
}

/** Opens a token endpoint that answers as the test says, as late as the test wants. */
export async function openProvider(answer: (call: TokenCall) => TokenAnswer | Promise<TokenAnswer>): Promise<Provider> {
  const calls: TokenCall[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
    const { method = '', url = '', headers } = request
    const call = { method, url, headers, body: Buffer.concat(chunks).toString('utf8') }
    calls.push(call)
    const { status = 200, headers: own = {}, body, cut = false } = await answer(call)
    if (cut) return void request.socket.destroy()
    response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store', ...own })
    response.end(typeof body === 'string' ? body : JSON.stringify(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return { origin: `http://127.0.0.1:${port}`, calls }
}

/** Stores a profile for a provider: RFC 6749 with PKCE, unless the test says otherwise. */
export async function saveProfile(
  host: TestHost,
  { origin }: Provider,
  change: Partial<ProfileDocument> = {},
): Promise<string> {
  const given = typeof change.dialect === 'object' ? change.dialect : {}
  const endpoints = { authorization: `${origin}/authorize`, token: `${origin}/token`, ...given.endpoints }
  const document = {
    id: 'own',
    name: 'Own',
    clientId: 'own-client',
    secrets: { client_secret: 'own-secret' },
    ...change,
  }
  const { profile, secrets } = readValue(readProfileDocument({ ...document, dialect: { ...given, endpoints } }))
  readValue(await host.send('profiles.save', { profile, secrets }))
  return profile.id
}

/** A run that waits for its redirect, and what a browser would know of it. */
export interface WaitingRun {
  readonly id: string
  readonly redirectUri: string
  readonly state: string
  readonly url: URL
}

/** Starts a run and goes with it to the sign-in page. */
export async function startRun(
  host: TestHost,
  profileId: string,
  authorizeParameters: Readonly<Record<string, string>> = {},
): Promise<WaitingRun> {
  const started = await host.send('exchanges.start', { profileId, openBrowser: false, authorizeParameters })
  const { exchangeId: id } = readValue(started)
  const waiting = await waitForExchange(host, id, (one) => one.state === 'waiting' || one.endedAt !== null)
  const step = waiting.trail.find((one) => one.kind === 'authorization-request')
  if (step?.kind !== 'authorization-request') throw new Error(JSON.stringify(waiting.trail))
  const url = new URL(step.request.url)
  return { id, redirectUri: step.redirectUri, state: url.searchParams.get('state') ?? '', url }
}
