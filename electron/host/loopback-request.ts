import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { type CapturedRedirect, readRedirectParameters } from '../../shared/flow/captured-redirect.ts'
import { readForm } from '../../shared/lib/form-text.ts'

/** How the redirect of this run is told from all others. */
export interface ExpectedRedirect {
  /** `null`: none was sent. */
  readonly state: string | null
  readonly codeParameter: string
  /** Origin of the authorization endpoint: the page that may post a form here. */
  readonly origin: string
  /** Whatever comes to this address is the answer, and is judged later: a logout comes back with its state at most. */
  readonly anything?: boolean
  /** The answer stands in a fragment, which no request carries: our own page posts it back. */
  readonly inFragment?: boolean
  /** The state inside a `response` (JARM, section 2.3), unverified; `null` where it has none or cannot be opened. */
  readResponseState?(response: string): Promise<string | null>
}

/** A redirect as it stands in the request, before it has its time. */
export type CameRedirect = Pick<CapturedRedirect, 'maker' | 'url' | 'parameters' | 'form'>

const mostFormBytes = 65_536

function isSameText(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** Reads a small form; otherwise the status of the refusal. */
async function readFormBody(request: IncomingMessage): Promise<string | 413 | 415> {
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(request.headers['content-type'] ?? '')) return 415
  const chunks: Buffer[] = []
  let size = 0
  // Leaving the loop must not destroy the socket: the refusal still has to go out on it.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > mostFormBytes) return 413
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** What a request is before its parameters are looked at: the status of its refusal, or `null` when it may be ours. */
export function readRefusedStatus(
  request: IncomingMessage,
  redirectUri: URL,
  expected: ExpectedRedirect | null,
): number | null {
  // Another name in Host means that a page elsewhere points its name at this machine (DNS rebinding).
  const hosts = request.headersDistinct.host ?? []
  if (hosts.length !== 1 || hosts[0] !== redirectUri.host) return 421
  const destination = request.headers['sec-fetch-dest']
  if (destination !== undefined && destination !== 'document') return 404
  if ((request.url ?? '').split('?', 1)[0] !== redirectUri.pathname) return 404
  if (request.method === 'GET') return null
  if (request.method !== 'POST') return 405
  const from = request.headers.origin
  // A fragment is posted by our own page, and every browser says so.
  if (expected?.inFragment === true) return from === redirectUri.origin ? null : 403
  // Only the provider's own page posts here; `null` is what a browser says after a redirect between origins.
  return from === undefined || from === 'null' || from === expected?.origin ? null : 403
}

/** Reads the parameters of a request that may be the redirect; a status for a POST that is no small form. */
export async function readParameters(
  request: IncomingMessage,
  redirectUri: URL,
  inFragment: boolean,
): Promise<CameRedirect | 413 | 415> {
  if (request.method === 'GET') {
    const url = `${redirectUri.origin}${request.url ?? ''}`
    return { maker: 'loopback', url, parameters: readRedirectParameters(url) }
  }
  const form = await readFormBody(request)
  if (typeof form === 'number') return form
  const parameters = readForm(form).map(({ name, value }) => [name, value] as const)
  if (!inFragment) return { maker: 'form_post', url: redirectUri.href, parameters, form }
  const [[name, fragment] = [], ...others] = parameters
  const url = `${redirectUri.href}#${name === 'fragment' && others.length === 0 ? fragment : ''}`
  return { maker: 'loopback', url, parameters: readRedirectParameters(url) }
}

/** Tells whether parameters look like an answer at all: a code, a token, a signed response or an error. */
export function isAnswer(parameters: CapturedRedirect['parameters'], codeParameter: string): boolean {
  const names = [codeParameter, 'access_token', 'id_token', 'response', 'error']
  return parameters.some(([name]) => names.includes(name))
}

/**
 * Every state must be the one that was sent, so that a second one beside it proves nothing. That of a signed response is inside
 * it, and what stands beside it proves nothing either.
 */
export async function isExpected(
  parameters: CapturedRedirect['parameters'],
  expected: ExpectedRedirect | null,
): Promise<boolean> {
  const named = (name: string): readonly string[] =>
    parameters.filter(([key]) => key === name).map(([, value]) => value)
  if (expected?.anything === true) return true
  if (expected === null || !isAnswer(parameters, expected.codeParameter)) return false
  const { state } = expected
  if (state === null) return true
  const responses = named('response')
  const came =
    responses.length === 0
      ? named('state')
      : await Promise.all(responses.map(async (one) => (await expected.readResponseState?.(one)) ?? ''))
  return came.length > 0 && came.every((one) => isSameText(one, state))
}
