import { createServer, type IncomingMessage, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Provider } from 'oidc-provider/lib/provider.js'
import { onTestFinished } from 'vitest'
import type { PersonDecision } from '../../electron/host/practice/standard/decide-pending.ts'
import { loadOidcProvider, type OidcProviderPackage } from '../../electron/host/practice/standard/load-oidc-provider.ts'
import { registerOwnGrants } from '../../electron/host/practice/standard/own-grants.ts'
import type { Arrived } from '../host/open-recording-provider.ts'
import { buildFullClient, type ClientMetadata, fullPerson, fullPublicClientId } from './full-provider-clients.ts'
import { buildFullConfiguration, readCertificate } from './full-provider-configuration.ts'
import { readSharedKeys } from './full-provider-keys.ts'
import { decidePending } from './full-provider-person.ts'
import { openTestAuthority, type TestAuthority } from './make-certificates.ts'

export interface FullProviderOptions {
  /** Speaks https with a certificate of `authority`, and asks for client certificates without insisting on one. */
  readonly tls?: boolean
  /** Refuses DPoP proofs without its nonce; `setRequireNonce` changes it later. */
  readonly requireNonce?: boolean
  /** Registered besides `fullClient` and `fullPublicClientId`; each as `buildFullClient` makes it. */
  readonly clients?: readonly ClientMetadata[]
  /** What registration asks for; nothing unless said. */
  readonly initialAccessToken?: string
  /** Whether the person of device codes and CIBA requests answers at once, or when `decide` is called. */
  readonly person?: 'allow' | 'deny' | 'when_told'
  /** The provider's signing keys, private JWKs with `kid`, `alg` and `use`. */
  readonly keys?: Parameters<typeof buildFullConfiguration>[1]['keys']
}

/** A request as it came over the wire, with the certificate that was presented (PEM). */
export interface FullArrived extends Arrived {
  readonly certificate: string | null
}

/** A whole OpenID provider for one test. */
export interface FullProvider {
  readonly origin: string
  /** The same as `origin`: its issuer identifier. */
  readonly issuer: string
  /** Everything that arrived, in its order. */
  readonly arrived: readonly FullArrived[]
  /** What arrived last at a path. */
  at(path: string): FullArrived
  /** Who signed its certificate, and can sign one for a client; `null` without TLS. */
  readonly authority: TestAuthority | null
  /** The authority's certificate, PEM: what a profile must trust; `null` without TLS. */
  readonly ca: string | null
  setRequireNonce(required: boolean): void
  /** Answers a device's user code or a CIBA request (auth_req_id) for the person. */
  decide(code: string, decision: PersonDecision): Promise<void>
}

/** Where everything is, below `origin`. */
export const fullProviderPaths = {
  authorization: '/auth',
  token: '/token',
  userinfo: '/me',
  jwks: '/jwks',
  discovery: '/.well-known/openid-configuration',
  introspection: '/token/introspection',
  revocation: '/token/revocation',
  deviceAuthorization: '/device/auth',
  backchannelAuthentication: '/backchannel',
  pushedAuthorization: '/request',
  endSession: '/session/end',
  registration: '/reg',
} as const

/** Keeps a request without reading it: the bytes pass on to whoever reads them, and are noted on their way. */
function keepArrived(request: IncomingMessage): FullArrived {
  const chunks: Buffer[] = []
  const push = request.push.bind(request)
  request.push = (chunk: unknown, encoding?: BufferEncoding) => {
    if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk))
    return push(chunk, encoding)
  }
  const url = new URL(request.url ?? '', 'http://provider.invalid')
  return {
    method: request.method ?? '',
    path: url.pathname,
    query: url.searchParams,
    headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
    certificate: readCertificate(request) ?? null,
    get body() {
      return Buffer.concat(chunks).toString('utf8')
    },
  }
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  return (server.address() as AddressInfo).port
}

async function openServer(authority: TestAuthority | null): Promise<Server> {
  if (authority === null) return createServer()
  const { certificate, key } = await authority.issueServer()
  return createTlsServer({
    ...{ key, cert: certificate, ca: authority.ca },
    ...{ requestCert: true, rejectUnauthorized: false },
  })
}

interface Opened {
  readonly provider: Provider
  requireNonce: boolean
}

async function openProvider(oidc: OidcProviderPackage, issuer: string, options: FullProviderOptions): Promise<Opened> {
  const person = options.person ?? 'allow'
  const decide = async (code: string): Promise<void> => {
    if (person !== 'when_told') await decidePending(oidc, opened.provider, code, person)
  }
  const clients = [
    buildFullClient(),
    buildFullClient({ client_id: fullPublicClientId, client_secret: undefined, token_endpoint_auth_method: 'none' }),
    ...(options.clients ?? []),
  ]
  const configuration = buildFullConfiguration(oidc, {
    ...{ issuer, clients, keys: options.keys ?? (await readSharedKeys()) },
    requireNonce: () => opened.requireNonce,
    initialAccessToken: options.initialAccessToken ?? null,
    askPerson: (_context, request) => decide(request.jti),
  })
  const opened: Opened = {
    provider: new oidc.Provider(issuer, configuration),
    requireNonce: options.requireNonce ?? false,
  }
  const { provider } = opened
  provider.silent = true
  // A mistake in these fakes must not look like a refusal.
  provider.on('server_error', (_context, error) => process.stderr.write(`full provider: ${error.stack}\n`))
  provider.use(async (context, next) => {
    await next()
    const answered = context.body as { readonly user_code?: string } | undefined
    if (context.oidc?.route === 'device_authorization' && answered?.user_code !== undefined)
      await decide(answered.user_code)
  })
  registerOwnGrants(oidc, provider, {
    ...fullPerson,
    claims: {},
    refreshes: (_grantType, scope) => scope.split(' ').includes('offline_access'),
  })
  return opened
}

/**
 * Opens the certified `oidc-provider` package on 127.0.0.1 until the test has finished, with every feature on: all
 * response types (but `token` alone, which the package refuses) and response modes with JARM, PAR, JAR, RAR, resource
 * indicators, every client authentication, device codes, CIBA (poll), token exchange, JWT and SAML bearer, password, a
 * custom grant, DPoP, mutual TLS, userinfo, introspection and revocation (JWT answers where the client is registered so),
 * registration with its management, logout. Nobody is ever asked: the person is signed in and has agreed.
 */
export async function openFullProvider(options: FullProviderOptions = {}): Promise<FullProvider> {
  const authority = options.tls === true ? await openTestAuthority() : null
  const [oidc, server] = await Promise.all([loadOidcProvider(), openServer(authority)])
  const origin = `${authority === null ? 'http' : 'https'}://127.0.0.1:${await listen(server)}`
  const opened = await openProvider(oidc, origin, options)
  const answer = opened.provider.callback()
  const arrived: FullArrived[] = []
  server.on('request', (request, response) => {
    arrived.push(keepArrived(request))
    void answer(request, response)
  })
  return {
    ...{ origin, issuer: origin, arrived, authority, ca: authority?.ca ?? null },
    at: (path) => {
      const found = arrived.findLast((one) => one.path === path)
      if (found === undefined) throw new Error(`nothing at ${path}; ${arrived.map((one) => one.path).join(', ')}`)
      return found
    },
    setRequireNonce: (required) => {
      opened.requireNonce = required
    },
    decide: (code, decision) => decidePending(oidc, opened.provider, code, decision),
  }
}
