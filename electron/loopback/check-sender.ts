import type { IncomingMessage } from 'node:http'
import { type Problem, problem } from '../../shared/lib/problem.ts'
import { isRunKey, keyHeader } from './run-key.ts'

/** Why a request is not for us, and the HTTP status that says so. */
export interface Refusal {
  readonly status: number
  readonly problem: Problem
}

/** What a request has to show: `page` is read by the browser's address bar, the others by our own window only. */
export type Wanted = 'page' | 'call' | 'events'

function refuse(status: number, reason: string): Refusal {
  return { status, problem: problem('contract', 'sender_refused', { reason }) }
}

/** Every value of a header as it was sent; Node joins or drops repetitions elsewhere. */
function readValues(request: IncomingMessage, name: string): readonly string[] {
  return request.headersDistinct[name] ?? []
}

/** A browser says who asks (Fetch Metadata); a page of another site may only lead here, and then sees nothing of it. */
function isForeign(request: IncomingMessage, wanted: Wanted): boolean {
  const read = (name: string) => request.headers[name]
  const site = read('sec-fetch-site')
  if (site === undefined || site === 'same-origin' || site === 'none') return false
  const isNavigation = read('sec-fetch-mode') === 'navigate' && read('sec-fetch-dest') === 'document'
  return wanted !== 'page' || !isNavigation
}

/**
 * Judges who sends a request (requirement E-26): the exact Host, which a page that rebinds a name cannot set; the exact
 * Origin; the browser's own word about the site; for calls and events the key of this run. `null` when all is well.
 */
export function readRefusal(request: IncomingMessage, wanted: Wanted, authority: string, key: string): Refusal | null {
  const hosts = readValues(request, 'host')
  if (hosts.length !== 1 || hosts[0] !== authority) return refuse(421, 'host')
  const origins = readValues(request, 'origin')
  // A browser adds Origin to every POST, and to no GET of the same origin.
  const isOriginMissing = origins.length === 0 && wanted === 'call'
  if (isOriginMissing || origins.some((origin) => origin !== `http://${authority}`)) return refuse(403, 'origin')
  if (isForeign(request, wanted)) return refuse(403, 'site')
  if (wanted === 'page') return null
  const keys = readValues(request, keyHeader)
  return keys.length === 1 && isRunKey(keys[0] ?? '', key) ? null : refuse(401, 'key')
}
