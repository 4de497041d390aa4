import type { IncomingHttpHeaders } from 'node:http'
import type { PracticeChoice } from './practice-accounts.ts'

/** A request as it reached a practice provider, already read to its end. */
export interface PracticeRequest extends PracticeChoice {
  readonly method: string
  /** The provider's own address with shape and fault, e.g. `http://127.0.0.1:4000/maxkey.documented`. */
  readonly base: string
  /** The path after that address, still encoded, starting with `/`. */
  readonly path: string
  readonly query: URLSearchParams
  /** The parameters of a form body; empty when there is none. */
  readonly form: URLSearchParams
  /** The body as it came where it is no form, e.g. JSON; `null` where there is none. */
  readonly text: string | null
  readonly headers: IncomingHttpHeaders
}

/** What a practice provider answers, before anything is written to the socket. */
export interface PracticeAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | readonly string[]>>
  readonly body: string
}

/** Which part of a provider a request is for; faults strike at `authorize` and `token` only. */
export type PracticeEndpoint = 'authorize' | 'token' | 'other'

/** Builds an answer with a JSON body; `space` as in JSON.stringify. */
export function buildJsonAnswer(status: number, value: unknown, space?: number): PracticeAnswer {
  return buildTextAnswer(status, 'application/json;charset=UTF-8', JSON.stringify(value, null, space))
}

/** Builds an answer with a body that is written as it stands. */
export function buildTextAnswer(status: number, contentType: string, body: string): PracticeAnswer {
  return { status, headers: { 'content-type': contentType }, body }
}

/** Builds a redirect to an address that the caller has checked. */
export function buildRedirectAnswer(status: number, location: string): PracticeAnswer {
  return { status, headers: { location }, body: '' }
}
