import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import type { Arrived } from '../host/open-recording-provider.ts'
import { type Claims, hashFor, type OpKey, readOpKey, signClaims } from './op-keys.ts'

/** How an answer of the provider differs from a good one. */
export interface Spoil {
  /** The ID token of the token endpoint: other claims, `undefined` takes one out. */
  readonly claims?: Claims
  readonly header?: Claims
  /** Only the ID token of a refresh. */
  readonly refreshedClaims?: Claims
  /** Only the ID token of the redirect. */
  readonly frontClaims?: Claims
  /** What is done to every ID token at last. */
  readonly token?: (token: string) => string | Promise<string>
  /** Signs instead of the provider's key. */
  readonly sign?: (claims: Claims) => string | Promise<string>
  readonly tokenResponse?: Claims
  readonly userinfo?: Claims
  /** Signed userinfo. */
  readonly userinfoSigned?: boolean
  readonly userinfoToken?: (token: string) => string
  /** Parameters of the redirect, instead of or beside the good ones. */
  readonly redirect?: Readonly<Record<string, string | undefined>>
  readonly metadata?: Claims
}

/** An OpenID provider whose answers can be spoilt one thing at a time, between two runs of the same test. */
export interface Op {
  readonly issuer: string
  readonly arrived: readonly Arrived[]
  /** What arrived at a path, in its order. */
  at(path: string): readonly Arrived[]
  /** From now on; `{}` makes it good again. */
  spoil(change: Spoil): void
  /** Answers a request that came to another server, e.g. one over TLS. */
  readonly listener: (request: IncomingMessage, response: ServerResponse) => void
  /** Signs with that key from now on, and publishes those (without `publishes`: that one alone). */
  useKey(key: OpKey, publishes?: readonly object[]): void
}

/** Where everything is. The keys have an address that nobody could guess. */
export const opPaths = {
  authorization: '/authorize',
  token: '/token',
  userinfo: '/userinfo',
  endSession: '/logout',
  jwks: `/keys-${randomUUID()}`,
  discovery: '/.well-known/openid-configuration',
} as const

interface State {
  readonly issuer: string
  readonly arrived: Arrived[]
  /** What each code and refresh token stands for: the nonce and the state that were sent. */
  readonly codes: Map<string, URLSearchParams>
  key: OpKey
  published: readonly object[]
  spoilt: Spoil
}

async function readArrived(request: IncomingMessage): Promise<Arrived> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  const url = new URL(request.url ?? '', 'http://op.invalid')
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
  const body = Buffer.concat(chunks).toString('utf8')
  return { method: request.method ?? '', path: url.pathname, query: url.searchParams, headers, body }
}

function withoutAbsent(claims: Claims): Claims {
  return Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined))
}

/** A good ID token with what is spoilt of it. */
async function issueIdToken(op: State, own: Claims, changes: readonly (Claims | undefined)[]): Promise<string> {
  const issued = Math.floor(Date.now() / 1000)
  const good = { iss: op.issuer, sub: 'person-1', aud: 'rp', exp: issued + 300, iat: issued, ...own }
  const claims = withoutAbsent(Object.assign({}, good, ...changes) as Claims)
  const { sign, token = (text: string) => text, header } = op.spoilt
  return token(sign === undefined ? await signClaims(claims, op.key, header) : await sign(claims))
}

/** Sends the browser back, in the query, the fragment or by a form that it would send. */
async function answerAuthorize(op: State, { query }: Arrived, response: ServerResponse): Promise<void> {
  const asked = (query.get('response_type') ?? 'code').split(' ')
  const parameters: Record<string, string | undefined> = { state: query.get('state') ?? undefined, iss: op.issuer }
  const front: Record<string, string> = {}
  if (asked.includes('code')) {
    parameters.code = randomUUID()
    op.codes.set(parameters.code, query)
    front.c_hash = hashFor(parameters.code, op.key.alg)
  }
  if (asked.includes('token')) {
    Object.assign(parameters, { access_token: randomUUID(), token_type: 'Bearer', expires_in: '300' })
    front.at_hash = hashFor(parameters.access_token ?? '', op.key.alg)
  }
  if (asked.includes('id_token'))
    parameters.id_token = await issueIdToken(op, { ...front, nonce: query.get('nonce') ?? undefined }, [
      op.spoilt.frontClaims,
    ])
  const sent = withoutAbsent({ ...parameters, ...op.spoilt.redirect }) as Record<string, string>
  const text = new URLSearchParams(sent).toString()
  const back = query.get('redirect_uri') ?? ''
  const mode = query.get('response_mode') ?? (asked.join() === 'code' ? 'query' : 'fragment')
  if (mode === 'form_post') {
    // What the form of the page would hold; the browser of the test sends it.
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ action: back, body: text }))
    return
  }
  response.writeHead(302, { location: `${back}${mode === 'query' ? '?' : '#'}${text}` }).end()
}

async function answerToken(op: State, { body }: Arrived, response: ServerResponse): Promise<void> {
  const form = new URLSearchParams(body)
  const isRefresh = form.get('grant_type') === 'refresh_token'
  const given = form.get(isRefresh ? 'refresh_token' : 'code') ?? ''
  const asked = op.codes.get(given)
  if (asked === undefined) {
    response.writeHead(400, { 'content-type': 'application/json' }).end('{"error":"invalid_grant"}')
    return
  }
  op.codes.delete(given)
  const [accessToken, refreshToken] = [randomUUID(), randomUUID()]
  op.codes.set(refreshToken, asked)
  const { alg } = op.key
  const own = {
    at_hash: hashFor(accessToken, alg),
    ...(isRefresh ? {} : { nonce: asked.get('nonce') ?? undefined }),
  }
  const { claims, refreshedClaims, tokenResponse } = op.spoilt
  const idToken = await issueIdToken(op, own, [claims, isRefresh ? refreshedClaims : undefined])
  const answer = { access_token: accessToken, token_type: 'Bearer', expires_in: 300, refresh_token: refreshToken }
  response
    .writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    .end(JSON.stringify(withoutAbsent({ ...answer, id_token: idToken, ...tokenResponse })))
}

async function answerUserinfo(op: State, response: ServerResponse): Promise<void> {
  const { userinfo, userinfoSigned = false, userinfoToken = (text: string) => text } = op.spoilt
  const claims = withoutAbsent({ sub: 'person-1', name: 'A Person', ...userinfo })
  if (!userinfoSigned) {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(claims))
    return
  }
  const token = await signClaims({ iss: op.issuer, aud: 'rp', ...claims }, op.key)
  response.writeHead(200, { 'content-type': 'application/jwt' }).end(userinfoToken(token))
}

function buildMetadata(op: State): Claims {
  const at = (path: string): string => `${op.issuer}${path}`
  return {
    issuer: op.issuer,
    authorization_endpoint: at(opPaths.authorization),
    token_endpoint: at(opPaths.token),
    userinfo_endpoint: at(opPaths.userinfo),
    end_session_endpoint: at(opPaths.endSession),
    jwks_uri: at(opPaths.jwks),
    response_types_supported: ['code', 'id_token', 'id_token token', 'code id_token', 'code id_token token'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    scopes_supported: ['openid', 'profile', 'email'],
    ...op.spoilt.metadata,
  }
}

async function answer(op: State, arrived: Arrived, response: ServerResponse): Promise<void> {
  op.arrived.push(arrived)
  const sendJson = (value: unknown): void => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value))
  }
  if (arrived.path === opPaths.authorization) return answerAuthorize(op, arrived, response)
  if (arrived.path === opPaths.token) return answerToken(op, arrived, response)
  if (arrived.path === opPaths.userinfo) return answerUserinfo(op, response)
  if (arrived.path === opPaths.jwks) return sendJson({ keys: op.published })
  if (arrived.path === opPaths.discovery) return sendJson(buildMetadata(op))
  response.writeHead(404).end()
}

/** Listens on this machine until the test has finished. Signs with RS256 unless told otherwise. */
export async function openOp(alg = 'RS256'): Promise<Op> {
  const key = await readOpKey(alg)
  let op: State | null = null
  const listener: Op['listener'] = (request, response) => {
    void readArrived(request).then((arrived) => (op === null ? undefined : answer(op, arrived, response)))
  }
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const state: State = { issuer, arrived: [], codes: new Map(), key, published: [key.publicJwk], spoilt: {} }
  op = state
  return {
    issuer,
    listener,
    arrived: state.arrived,
    at: (path) => state.arrived.filter((one) => one.path === path),
    spoil: (change) => {
      state.spoilt = change
    },
    useKey: (used, publishes = [used.publicJwk]) => {
      state.key = used
      state.published = publishes
    },
  }
}
