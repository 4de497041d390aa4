import { type Problem, type ProblemCode, problem } from '../../shared/lib/problem.ts'
import type { SendLimits } from './send-limits.ts'

/** Error codes of Node and undici -> our problem. TLS reasons are recognised by their form below. */
const codes: Readonly<Record<string, ProblemCode>> = {
  ENOTFOUND: 'network_dns',
  EAI_AGAIN: 'network_dns',
  EAI_FAIL: 'network_dns',
  ECONNREFUSED: 'network_refused',
  EHOSTUNREACH: 'network_refused',
  ENETUNREACH: 'network_refused',
  ECONNRESET: 'network_reset',
  EPIPE: 'network_reset',
  UND_ERR_SOCKET: 'network_reset',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'response_malformed',
  ETIMEDOUT: 'network_timeout',
  UND_ERR_CONNECT_TIMEOUT: 'network_timeout',
  UND_ERR_HEADERS_TIMEOUT: 'network_timeout',
  UND_ERR_BODY_TIMEOUT: 'network_timeout',
  UND_ERR_HEADERS_OVERFLOW: 'response_too_large',
  Z_DATA_ERROR: 'response_malformed',
  Z_BUF_ERROR: 'response_malformed',
  ERR_STREAM_PREMATURE_CLOSE: 'network_reset',
}

const phases: Readonly<Record<string, readonly [name: string, limit: 'connect' | 'headers' | 'idle']>> = {
  UND_ERR_CONNECT_TIMEOUT: ['connect', 'connect'],
  ETIMEDOUT: ['connect', 'connect'],
  UND_ERR_HEADERS_TIMEOUT: ['headers', 'headers'],
  UND_ERR_BODY_TIMEOUT: ['body', 'idle'],
}

/** What we read of an error; a failed connection to several addresses hides its reason in the first of them. */
interface Failure {
  readonly code: string
  readonly cause: unknown
  readonly errors: readonly unknown[]
}

function readFailure(error: unknown): Failure {
  const { code, cause, errors } = (typeof error === 'object' && error !== null ? error : {}) as Partial<Failure>
  return { code: typeof code === 'string' ? code : '', cause, errors: Array.isArray(errors) ? errors : [] }
}

/** The most telling code of an error and its causes. */
function readCode(error: unknown, depth = 0): string {
  const { code, cause, errors } = readFailure(error)
  if (depth < 4 && (codes[code] === undefined || code === 'UND_ERR_SOCKET') && !isTlsCode(code)) {
    const inner = errors.length > 0 ? errors[0] : cause
    const deeper = inner === undefined ? '' : readCode(inner, depth + 1)
    if (deeper !== '') return deeper
  }
  return code
}

function isTlsCode(code: string): boolean {
  return /^(ERR_TLS_|ERR_SSL_|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|EPROTO$)/.test(code)
}

/** The parser's own words for what is no HTTP, or `null` for another error. It quotes nothing of the answer. */
function readParserReason(error: unknown): string | null {
  if (!(error instanceof Error) || error.name !== 'HTTPParserError') return null
  return /\(([\w ,:/'-]+)\)$/.exec(error.message)?.[1] ?? 'unknown'
}

/** Names a failed request. The error's own text is not quoted, because it may hold the URL with its secrets. */
export function readNetworkProblem(error: unknown, url: string, limits: SendLimits): Problem {
  const { hostname, port, protocol } = new URL(url)
  const host = `${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`
  const malformed = readParserReason(error)
  if (malformed !== null) return problem('raw-response', 'response_malformed', { host, reason: malformed })
  const code = readCode(error)
  if (isTlsCode(code)) return problem('raw-response', 'network_tls', { host, reason: code })
  const known = codes[code]
  if (known === undefined) return problem('raw-response', 'network_failed', { host, reason: code || 'unknown' })
  const phase = phases[code]
  if (known === 'network_timeout' && phase !== undefined)
    return problem('raw-response', known, { host, phase: phase[0], milliseconds: String(limits[phase[1]]) })
  return problem('raw-response', known, { host, reason: code })
}
