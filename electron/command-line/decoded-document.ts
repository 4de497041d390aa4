import { type DecodedToken, readNumericDate } from '../../shared/flow/decoded-token.ts'
import type { JsonObject, JsonValue } from '../../shared/lib/json-value.ts'
import { readSpan } from '../../shared/lib/lifetime.ts'
import { type EpochMs, epochMs } from '../../shared/lib/units.ts'

/** The claims that are moments (RFC 7519, section 4.1; OpenID Connect Core, section 2). */
const momentClaims = ['exp', 'nbf', 'iat', 'auth_time', 'updated_at'] as const

/** What `tokendesk decode --json` prints. Nothing here says that a signature was looked at. */
export interface DecodedDocument {
  readonly kind: DecodedToken['kind']
  readonly header: JsonObject | null
  readonly claims: JsonObject | null
  /** Claim -> ISO 8601. */
  readonly times: Readonly<Record<string, string>>
  readonly signature: string | null
  /** Member names that occur more than once. */
  readonly repeated: readonly string[]
  readonly malformed: { readonly part: string; readonly reason: string; readonly position: number | null } | null
}

function readTimes(decoded: DecodedToken): Readonly<Record<string, string>> {
  const times: Record<string, string> = {}
  for (const claim of momentClaims) {
    const moment = readNumericDate(decoded, claim)
    if (moment !== null) times[claim] = new Date(moment * 1000).toISOString()
  }
  return times
}

export function buildDecodedDocument(decoded: DecodedToken): DecodedDocument {
  const { part = '', reason = '', position = null } = decoded.kind === 'malformed' ? decoded : {}
  return {
    kind: decoded.kind,
    header: decoded.kind === 'jws' || decoded.kind === 'jwe' ? decoded.header.members : null,
    claims: decoded.kind === 'jws' ? decoded.payload.members : null,
    times: readTimes(decoded),
    signature: decoded.kind === 'jws' ? decoded.signature : null,
    repeated: decoded.kind === 'jws' ? [...decoded.header.repeated, ...decoded.payload.repeated] : [],
    malformed: decoded.kind === 'malformed' ? { part, reason, position } : null,
  }
}

/** A moment beside now, as people say it: `in 2 h 5 min`, `3 d 4 h ago`. */
export function describeMoment(at: EpochMs, now: EpochMs): string {
  const span = readSpan(at, now)
  const parts = [
    [span.days, 'd'],
    [span.hours, 'h'],
    [span.minutes, 'min'],
    [span.seconds, 's'],
  ] as const
  const first = parts.findIndex(([amount]) => amount > 0)
  if (first === -1) return 'now'
  const words = parts.slice(first, first + 2).flatMap(([amount, unit]) => (amount > 0 ? [`${amount} ${unit}`] : []))
  return span.past ? `${words.join(' ')} ago` : `in ${words.join(' ')}`
}

function buildMemberLines(
  members: JsonObject,
  times: Readonly<Record<string, string>>,
  now: EpochMs,
): readonly string[] {
  const width = Math.max(0, ...Object.keys(members).map((name) => name.length))
  const show = (value: JsonValue) => (typeof value === 'string' ? value : JSON.stringify(value))
  return Object.entries(members).map(([name, value]) => {
    const iso = times[name]
    const time = iso === undefined ? '' : `  ${iso} (${describeMoment(epochMs(Date.parse(iso)), now)})`
    return `  ${name.padEnd(width)}  ${show(value)}${time}`
  })
}

const titles = {
  jws: 'JWS: decoded only; nobody has looked at the signature',
  jwe: 'JWE: encrypted; only the header can be read',
  opaque: 'Opaque: this token is no JWT; only its provider can read it',
  malformed: 'Malformed: it looks like a JWT and is not one',
} as const

/** A decoded token as lines for people. */
export function buildDecodedLines(decoded: DecodedToken, now: EpochMs): readonly string[] {
  const document = buildDecodedDocument(decoded)
  const { header, claims, times, malformed, repeated } = document
  const place = malformed?.position == null ? '' : ` at position ${malformed.position}`
  return [
    titles[decoded.kind],
    ...(malformed === null ? [] : [`  ${malformed.part}: ${malformed.reason}${place}`]),
    ...(header === null ? [] : ['header', ...buildMemberLines(header, {}, now)]),
    ...(claims === null ? [] : ['claims', ...buildMemberLines(claims, times, now)]),
    ...(repeated.length === 0 ? [] : [`repeated members: ${repeated.join(', ')}`]),
  ]
}
