import { buildPracticePath, practiceAccount } from '../../../electron/host/practice/practice-accounts.ts'
import { createPracticeMemory, type PracticeMemory } from '../../../electron/host/practice/practice-memory.ts'
import { openPractice, type PracticeServer } from '../../../electron/host/practice/practice-server.ts'
import type { PracticeFault, PracticeProvider, PracticeShape } from '../../../shared/dialects/practice-choices.ts'
import { epochMs, type Seconds, seconds } from '../../../shared/lib/units.ts'

/** Nobody listens there: the tests read the redirect and do not follow it. */
export const redirectUri = 'http://127.0.0.1:4567/callback'

/** Where the two endpoints are and how a client speaks to the second. */
export const ways: Readonly<
  Record<
    PracticeProvider,
    { authorize: string; token: string; method: 'GET' | 'POST'; proof: 'basic' | 'named' | 'none' }
  >
> = {
  standard: { authorize: '/auth', token: '/token', method: 'POST', proof: 'basic' },
  maxkey: {
    authorize: '/sign/authz/oauth/v20/authorize',
    token: '/sign/authz/oauth/v20/token',
    method: 'POST',
    proof: 'named',
  },
  xt: {
    authorize: '/public/uaa/oauth2/authorize',
    token: '/public/uaa/oauth2/token',
    method: 'GET',
    proof: 'named',
  },
  workfront: { authorize: '/authorize', token: '/any/url', method: 'POST', proof: 'named' },
  tkeel: {
    authorize: '/oauth/demo-tenant/authorize',
    token: '/oauth/demo-tenant/token',
    method: 'GET',
    proof: 'none',
  },
  bamboocloud: {
    authorize: '/api/v1/oauth2/authorize',
    token: '/api/v1/oauth2/token',
    method: 'POST',
    proof: 'basic',
  },
}

export type Parameters = Readonly<Record<string, string>>

/** One address of a practice server: provider, shape and fault. */
export interface Stand {
  readonly server: PracticeServer
  readonly provider: PracticeProvider
  readonly base: string
}

export function standAt(
  server: PracticeServer,
  provider: PracticeProvider,
  shape: PracticeShape = 'real',
  fault: PracticeFault = 'none',
): Stand {
  return { server, provider, base: `${server.origin}/${buildPracticePath(provider, shape, fault)}` }
}

/** A practice server whose clock the test sets. */
export async function openTestPractice(
  options: { memory?: PracticeMemory; slowFor?: Seconds } = {},
): Promise<PracticeServer & { clock: { ahead: number } }> {
  const clock = { ahead: 0 }
  const server = await openPractice({
    now: () => epochMs(Date.now() + clock.ahead),
    memory: options.memory ?? createPracticeMemory(),
    slowFor: options.slowFor ?? seconds(0.05),
  })
  return Object.assign(server, { clock })
}

export function send(url: string, init: RequestInit = {}): Promise<Response> {
  return fetch(url, { redirect: 'manual', ...init })
}

/** Sends an authorization request that is approved at once, unless `parameters` say otherwise. */
export function authorize({ base, provider }: Stand, parameters: Parameters = {}): Promise<Response> {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: practiceAccount.clientId,
    redirect_uri: redirectUri,
    scope: 'openid profile',
    state: 'state-1',
    nonce: 'nonce-1',
    prompt: 'none',
    ...parameters,
  })
  return send(`${base}${ways[provider].authorize}?${query}`)
}

/** The code that an authorization request brings, from the redirect or from the body. */
export async function obtainCode(stand: Stand, parameters: Parameters = {}): Promise<string> {
  const response = await authorize(stand, parameters)
  const location = response.headers.get('location')
  const code = location === null ? find(await response.text(), 'code', -1) : new URL(location).searchParams.get('code')
  if (code === null || code === undefined) throw new Error(`no code: ${response.status} ${location}`)
  return code
}

/** Sends a token request in the provider's way; a parameter given as '' is left out. */
export function requestTokens({ base, provider }: Stand, parameters: Parameters): Promise<Response> {
  const { token, method, proof } = ways[provider]
  const { clientId, clientSecret } = practiceAccount
  const named: Parameters = proof === 'named' ? { client_id: clientId, client_secret: clientSecret } : {}
  const entries = Object.entries({ ...named, ...parameters }).filter(([, value]) => value !== '')
  const form = new URLSearchParams(entries)
  const credentials = Buffer.from(`${clientId}:${clientSecret}`).toString('base64')
  const headers: Record<string, string> = proof === 'basic' ? { authorization: `Basic ${credentials}` } : {}
  return method === 'GET'
    ? send(`${base}${token}?${form}`, { headers })
    : send(`${base}${token}`, { method, headers, body: form })
}

/** Exchanges a code with the redirect URI it was asked for. */
export function redeemCode(stand: Stand, code: string, parameters: Parameters = {}): Promise<Response> {
  return requestTokens(stand, { grant_type: 'authorization_code', code, redirect_uri: redirectUri, ...parameters })
}

export function refresh(stand: Stand, token: string, parameters: Parameters = {}): Promise<Response> {
  return requestTokens(stand, { grant_type: 'refresh_token', refresh_token: token, ...parameters })
}

/** From an authorization request to the text of the token response. */
export async function signIn(stand: Stand): Promise<string> {
  return (await redeemCode(stand, await obtainCode(stand))).text()
}

/** The string member of that name, in whatever syntax the body is; the last one when `at` is -1. */
export function find(text: string, name: string, at = 0): string | undefined {
  return [...text.matchAll(new RegExp(`"?\\b${name}"?\\s*:\\s*"([^"]*)"`, 'g'))].at(at)?.[1]
}

/** The refresh token of any of the bodies; in the documented bean of MaxKey it is an object. */
export function findRefreshToken(text: string): string | undefined {
  return /"?refresh_?token"?\s*:\s*(?:\{[^}]*"value":\s*)?"([^"]+)"/i.exec(text)?.[1]
}

export function findAccessToken(text: string): string | undefined {
  return find(text, 'access_token') ?? find(text, 'value', -1)
}

/** The claims of a JWT, unverified. */
export function readClaims(token: string | undefined): Readonly<Record<string, unknown>> {
  return JSON.parse(Buffer.from(token?.split('.')[1] ?? '', 'base64url').toString('utf8'))
}
