import type { PracticeFault } from '../../../shared/dialects/practice-choices.ts'
import { practiceAccount } from './practice-accounts.ts'
import type { PracticeAnswer, PracticeEndpoint, PracticeRequest } from './practice-exchange.ts'

/** A UUID, so that it passes as a code everywhere, and nobody's. */
const nobodysCode = '00000000-0000-4000-8000-000000000000'

type Parameters = Readonly<Record<string, string>>

/** Faults of the sign-in: what the authorization request is made to say instead. */
const spoiledSignIn: Partial<Record<PracticeFault, Parameters>> = {
  wrong_state: { state: 'not-the-state-you-sent' },
  wrong_nonce: { nonce: 'not-the-nonce-you-sent' },
}

/** Faults of the token request: the provider sees these instead of what the client sent, and refuses by itself. */
const spoiledTokenRequest: Partial<Record<PracticeFault, Parameters>> = {
  wrong_secret: { client_secret: 'not-the-secret', username: practiceAccount.username, password: 'not-the-password' },
  redirect_mismatch: { redirect_uri: 'https://practice.invalid/elsewhere' },
  error_200: {
    code: nobodysCode,
    refresh_token: 'not-a-refresh-token',
    client_secret: 'not-the-secret',
    username: practiceAccount.username,
    password: 'not-the-password',
  },
}

/** Changes a request as its fault asks, so that the provider behind refuses it in its own words. */
export function spoilRequest(request: PracticeRequest, endpoint: PracticeEndpoint): PracticeRequest {
  const { fault } = request
  if (endpoint === 'authorize') {
    const form = fault === 'access_denied' ? replace(request.form, { decision: 'deny' }, true) : request.form
    const scope = request.query.get('scope')?.split(' ')[0] ?? ''
    const spoiled = fault === 'scope_reduced' ? { scope } : (spoiledSignIn[fault] ?? {})
    return { ...request, form, query: replace(request.query, spoiled, false) }
  }
  if (endpoint !== 'token') return request
  const spoiled = findSpoiledToken(request)
  const query = replace(request.query, spoiled, request.method === 'GET')
  const form = replace(request.form, spoiled, request.method === 'POST')
  return { ...request, query, form, headers: replaceCredentials(request, spoiled) }
}

function findSpoiledToken({ fault, provider }: PracticeRequest): Parameters {
  // The other providers age the code themselves; this one keeps its own clock.
  if (fault === 'expired_code' && provider === 'standard') return { code: nobodysCode }
  return spoiledTokenRequest[fault] ?? {}
}

/**
 * Replaces parameters that are there. A parameter that is not there is added only where the request asks to be spoiled
 * with it: a wrong redirect URI where none was sent, a wrong password where the provider knows no client.
 */
function replace(parameters: URLSearchParams, values: Parameters, adds: boolean): URLSearchParams {
  const changed = new URLSearchParams(parameters)
  for (const [name, value] of Object.entries(values)) {
    const added = adds && (name === 'redirect_uri' || name === 'decision' || isUser(name))
    if (changed.has(name) || added) changed.set(name, value)
  }
  return changed
}

function isUser(name: string): boolean {
  return name === 'username' || name === 'password'
}

function replaceCredentials(request: PracticeRequest, spoiled: Parameters): PracticeRequest['headers'] {
  if (spoiled.client_secret === undefined || request.headers.authorization === undefined) return request.headers
  const credentials = Buffer.from(`${practiceAccount.clientId}:${spoiled.client_secret}`).toString('base64')
  return { ...request.headers, authorization: `Basic ${credentials}` }
}

/** An ID token in a body or an address. */
const idToken = /(?<=id_token"?[:=]\s*"?)[\w-]+\.[\w-]+\.[\w-]+/

/** The same token with one letter of its signature changed, and not the last, whose bits do not all count. */
function spoilSignature(token: string): string {
  const at = token.lastIndexOf('.') + 1
  return `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`
}

const page =
  '<!doctype html><html lang="en"><title>Sign in</title><h1>Please sign in</h1><p>This is not JSON.</p></html>'

/** Faults of the answer: what is put in place of the provider's own. */
const spoiledAnswers: Partial<Record<PracticeFault, (answer: PracticeAnswer) => PracticeAnswer>> = {
  error_200: (answer) => ({ ...answer, status: 200 }),
  malformed_body: (answer) => ({ ...answer, body: answer.body.slice(0, Math.ceil(answer.body.length / 2)) }),
  html_body: () => ({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: page }),
  empty_body: (answer) => ({ ...answer, body: '' }),
  wrong_content_type: (answer) => ({ ...answer, headers: { ...answer.headers, 'content-type': 'text/html' } }),
  missing_token: (answer) => blank(answer, /("?)\b(access_token|value)\1(\s*:\s*)"[^"]*"/g),
  no_lifetime: (answer) =>
    blank(answer, /("?)\b(expires_in|expires_id|refresh_expires_in|expiresIn|expiration)\1(\s*:\s*)("[^"]*"|\d+)/g),
  redirect: () => ({ status: 302, headers: { location: 'https://practice.invalid/elsewhere' }, body: '' }),
  wrong_signature: (answer) => ({ ...answer, body: answer.body.replace(idToken, spoilSignature) }),
  server_error: () => ({
    status: 503,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    body: 'Service Unavailable',
  }),
  rate_limited: () => ({
    status: 429,
    headers: { 'content-type': 'application/json', 'retry-after': '60' },
    body: '{"error":"slow_down","error_description":"Too many requests"}',
  }),
}

/** Changes an answer as its fault asks. `wrong_issuer` is RFC 9207's attack: another server's name in the redirect. */
export function spoilAnswer(answer: PracticeAnswer, fault: PracticeFault, endpoint: PracticeEndpoint): PracticeAnswer {
  if (endpoint === 'token') return spoiledAnswers[fault]?.(answer) ?? answer
  if (endpoint === 'authorize' && fault === 'wrong_signature') return spoilLocation(answer)
  if (endpoint !== 'authorize' || fault !== 'wrong_issuer') return answer
  const location = answer.headers.location
  if (typeof location !== 'string' || !URL.canParse(location)) return answer
  const url = new URL(location)
  if (!url.searchParams.has('code')) return answer
  url.searchParams.set('iss', 'https://practice.invalid')
  return { ...answer, headers: { ...answer.headers, location: url.href } }
}

/** A token that comes in the redirect is spoiled as one that comes from the token endpoint. */
function spoilLocation(answer: PracticeAnswer): PracticeAnswer {
  const { location } = answer.headers
  if (typeof location !== 'string') return answer
  return { ...answer, headers: { ...answer.headers, location: location.replace(idToken, spoilSignature) } }
}

/** Puts null in place of members by name, whatever else the body's syntax is. */
function blank(answer: PracticeAnswer, members: RegExp): PracticeAnswer {
  return { ...answer, body: answer.body.replace(members, '$1$2$1$3null') }
}
