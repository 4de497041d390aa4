import type { ClientAuthentication } from '../dialects/request-rules.ts'
import { type Finding, type Fix, finding } from '../lib/finding.ts'
import { isJsonArray, type JsonObject, type JsonValue } from '../lib/json-value.ts'
import { isSecretName } from '../lib/mask.ts'
import { fail, type Outcome, ok } from '../lib/outcome.ts'
import { problem } from '../lib/problem.ts'
import { readUrl } from '../lib/url.ts'

/** A client information response (RFC 7591, section 3.2.1; RFC 7592, section 3). `null` where it names none. */
export interface Registration {
  readonly clientId: string
  readonly clientSecret: string | null
  readonly accessToken: string | null
  readonly clientUri: string | null
  readonly findings: readonly Finding[]
}

const longestShown = 200

function describe(value: JsonValue | undefined): string {
  const text = value === undefined ? '–' : typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text
}

/** Lists and scopes are the same in any order. */
function toComparable(name: string, value: JsonValue): string {
  if (name === 'scope' && typeof value === 'string') return JSON.stringify(value.split(' ').toSorted())
  if (isJsonArray(value)) return JSON.stringify(value.map((one) => JSON.stringify(one)).toSorted())
  return JSON.stringify(value)
}

const ways: Readonly<Record<string, ClientAuthentication>> = {
  none: 'none',
  client_secret_basic: 'basic',
  client_secret_post: 'body',
  client_secret_jwt: 'client_secret_jwt',
  private_key_jwt: 'private_key_jwt',
  tls_client_auth: 'tls_client_auth',
  self_signed_tls_client_auth: 'self_signed_tls_client_auth',
}

/** The change of the profile that would answer a difference, where there is one. */
function readFix(name: string, value: JsonValue): Fix | undefined {
  const way = name === 'token_endpoint_auth_method' && typeof value === 'string' ? ways[value] : undefined
  return way === undefined ? undefined : { place: '/dialect/request/clientAuthentication', value: way }
}

/** What the server registered in another way than it was asked (RFC 7591, section 3.2.1 lets it). Keys are compared by nobody. */
function readDifferences(asked: JsonObject, answer: JsonObject): readonly Finding[] {
  const names = Object.keys(asked).filter((name) => name !== 'jwks' && !isSecretName(name))
  const dropped = names.filter((name) => answer[name] === undefined)
  const differing = names.flatMap((name) => {
    const [wanted, received] = [asked[name], answer[name]]
    if (wanted === undefined || received === undefined) return []
    if (toComparable(name, wanted) === toComparable(name, received)) return []
    const evidence = { name, asked: describe(wanted), received: describe(received) }
    return [finding('token-set', 'registration_differs', evidence, readFix(name, received))]
  })
  return dropped.length === 0
    ? differing
    : [...differing, finding('token-set', 'registration_silent', { names: dropped.join(', ') })]
}

function readText(value: JsonValue | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

function readNotices(answer: JsonObject, endpoint: string): readonly Finding[] {
  const { client_secret_expires_at: expires } = answer
  const uri = readUrl(readText(answer.registration_client_uri) ?? '')
  const own = readUrl(endpoint)
  return [
    ...(typeof expires === 'number' && expires > 0 && expires < 1e11
      ? [finding('token-set', 'client_secret_ends', { moment: new Date(expires * 1000).toISOString() })]
      : []),
    ...(uri !== null && own !== null && uri.origin !== own.origin
      ? [finding('token-set', 'registration_elsewhere', { origin: uri.origin, asked: own.origin })]
      : []),
  ]
}

/**
 * Reads what the provider registered. `asked` is the metadata that was sent, empty for a mere reading; `endpoint` is where it was
 * sent. An answer without a client id registers nothing.
 */
export function readRegistration(answer: JsonObject, asked: JsonObject, endpoint: string): Outcome<Registration> {
  const clientId = readText(answer.client_id)
  if (clientId === null) return fail(problem('token-set', 'registration_invalid', { member: 'client_id' }))
  return ok({
    clientId,
    clientSecret: readText(answer.client_secret),
    accessToken: readText(answer.registration_access_token),
    clientUri: readText(answer.registration_client_uri),
    findings: [...readDifferences(asked, answer), ...readNotices(answer, endpoint)],
  })
}
