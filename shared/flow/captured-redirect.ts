import { z } from 'zod'
import { readBody } from '../dialects/body/read-body.ts'
import { readForm } from '../lib/form-text.ts'
import { readPlace } from '../lib/json-pointer.ts'
import { isSecretName, mask, maskText, maskUrl } from '../lib/mask.ts'
import { fail, type Outcome, ok } from '../lib/outcome.ts'
import { problem } from '../lib/problem.ts'
import { type EpochMs, epochMsSchema } from '../lib/units.ts'
import { readUrl } from '../lib/url.ts'
import type { Profile } from './profile.ts'

/** Who caught the redirect. `json_answer`: nobody was redirected, the authorization endpoint answered itself. */
export const redirectMakerSchema = z.enum([
  'loopback',
  'form_post',
  'window',
  'pasted_url',
  'pasted_code',
  'json_answer',
])
export type RedirectMaker = z.output<typeof redirectMakerSchema>

/** What came back to the redirect URI (RFC 6749, section 4.1.2), before anybody judges it. Unmasked. */
export interface CapturedRedirect {
  readonly maker: RedirectMaker
  /** The address that was called, or the redirect URI when the parameters came in a body. */
  readonly url: string
  readonly parameters: readonly (readonly [name: string, value: string])[]
  /** The body as it came, where the parameters came in one. */
  readonly form?: string
  readonly capturedAt: EpochMs
  /** Requests that reached the listener and did not end the run. */
  readonly ignored: number
}

/** The form of a captured redirect that may be shown and stored. */
export const shownRedirectSchema = z.strictObject({
  maker: redirectMakerSchema,
  url: z.string(),
  parameters: z.array(z.tuple([z.string(), z.string()])).readonly(),
  capturedAt: epochMsSchema,
  ignored: z.number(),
})
export type ShownRedirect = Readonly<z.output<typeof shownRedirectSchema>>

/** Reads the parameters of an address: its query, and its fragment for `response_mode=fragment`. */
export function readRedirectParameters(url: string): readonly (readonly [string, string])[] {
  const parts = readUrl(url)
  if (parts === null) return []
  return [parts.search.slice(1), parts.hash.slice(1)].flatMap((text) =>
    readForm(text).map((parameter) => [parameter.name, parameter.value] as const),
  )
}

/** Tells whether an address is the redirect URI: same origin and path to the byte, compared as URLs, not as text. */
export function isRedirectTo(url: string, redirectUri: string): boolean {
  const [came, expected] = [readUrl(url), readUrl(redirectUri)]
  if (came === null || expected === null) return false
  const sameOrigin = came.protocol === expected.protocol && came.host === expected.host
  return sameOrigin && came.pathname === expected.pathname && came.username === '' && came.password === ''
}

/**
 * Reads what a person pasted: the redirect URL, its query alone, or the bare code. A URL must be the redirect URI
 * of this run; a bare code proves nothing about its origin, and the later checks say so.
 */
export function readPastedRedirect(
  pasted: string,
  redirectUri: string,
  capturedAt: EpochMs,
): Outcome<CapturedRedirect> {
  const text = pasted.trim().replace(/^["'<]+|["'>]+$/g, '')
  if (text === '') return fail(problem('captured-redirect', 'redirect_unreadable'))
  const caught = (
    maker: RedirectMaker,
    url: string,
    parameters: CapturedRedirect['parameters'],
  ): Outcome<CapturedRedirect> => ok({ maker, url, parameters, capturedAt, ignored: 0 })
  if (readUrl(text) !== null && text.includes('://')) {
    if (!isRedirectTo(text, redirectUri))
      return fail(problem('captured-redirect', 'redirect_mismatch', { expected: redirectUri, received: maskUrl(text) }))
    return caught('pasted_url', text, readRedirectParameters(text))
  }
  if (/(^|[?#&])(code|error|access_token|id_token|response)=/.test(text)) {
    const query = text.replace(/^[?#]/, '')
    return caught(
      'pasted_url',
      `${redirectUri}?${query}`,
      readForm(query).map(({ name, value }) => [name, value]),
    )
  }
  if (/\s/.test(text)) return fail(problem('captured-redirect', 'redirect_unreadable'))
  return caught('pasted_code', redirectUri, [['code', text]])
}

/** What a parameter of a redirect hides: the secrets by their names, and the signed answer, which holds them. */
function isHidden(name: string): boolean {
  return isSecretName(name) || name === 'response'
}

/** The form that may be shown and stored. */
export function maskCapturedRedirect(captured: CapturedRedirect): ShownRedirect {
  const { maker, capturedAt, ignored } = captured
  const parameters = captured.parameters.map(([name, value]): [string, string] => [name, isHidden(name) ? mask : value])
  const responses = captured.parameters.flatMap(([name, value]) => (name === 'response' ? [value] : []))
  return { maker, url: maskText(maskUrl(captured.url), responses), parameters, capturedAt, ignored }
}

/** The text that the parameters were read from, to the byte: the body, the fragment, or the query. */
export function readRedirectText({ url, form }: CapturedRedirect): string {
  const parts = readUrl(url)
  return form ?? (parts?.hash.slice(1) || (parts?.search.slice(1) ?? ''))
}

/**
 * Reads the answer of an authorization endpoint that does not redirect (tKeel): a JSON document with the code at one
 * of the dialect's places. An answer without a code is left to `readGrant`, with the provider's words as its error.
 */
export function readAnsweredRedirect(
  text: string,
  profile: Profile,
  redirectUri: string,
  capturedAt: EpochMs,
): Outcome<CapturedRedirect> {
  const { authorize } = profile.dialect.request
  const reading = readBody({ text, location: null }, profile.dialect.response)
  if (!reading.ok)
    return fail(problem('captured-redirect', 'redirect_unreadable', { reason: reading.misread[0]?.reason ?? '' }))
  const read = (places: readonly string[]): string | undefined =>
    places
      .map((place) => readPlace(reading.body.value, place))
      .find((value) => typeof value === 'string' && value !== '') as string | undefined
  const code = read(authorize.codePlaces)
  const { error } = profile.dialect.response
  const parameters: (readonly [string, string])[] =
    code === undefined
      ? [
          ['error', read(error.code) ?? 'invalid_response'],
          ['error_description', read(error.description) ?? ''],
        ]
      : [[authorize.codeParameter, code]]
  return ok({ maker: 'json_answer', url: redirectUri, parameters, capturedAt, ignored: 0 })
}
