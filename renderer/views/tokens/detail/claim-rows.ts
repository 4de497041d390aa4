import { type DecodedPart, type DecodedToken, readNumericDate } from '../../../../shared/flow/decoded-token.ts'
import type { TokenKind } from '../../../../shared/flow/token-set.ts'
import type { JsonValue } from '../../../../shared/lib/json-value.ts'
import { type EpochMs, epochMs } from '../../../../shared/lib/units.ts'
import { isTimeClaim, type KnownClaim, knownClaims, readKnownClaim } from './known-claims.ts'

/** One claim as it is explained. */
export interface ClaimRow {
  readonly name: string
  /** Its registered meaning; `null` for one of the provider's own. */
  readonly known: KnownClaim | null
  /** The value; text as it is, with what nobody could see written as `\u202e`, everything else as JSON. */
  readonly text: string
  /** The moment that it names. */
  readonly at: EpochMs | null
  /** A moment that cannot be in seconds: most likely it counts milliseconds. */
  readonly countsMilliseconds: boolean
  /** It occurs more than once in the token; this is the last one. */
  readonly repeated: boolean
}

/** Control characters, and those that turn the direction of a text: shown as they are they could make it lie. */
const unseen = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu
const writeCode = (letter: string): string => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`

const writeValue = (value: JsonValue | undefined): string =>
  (typeof value === 'string' ? value : JSON.stringify(value ?? null)).replaceAll(unseen, writeCode)

const readOrder = (name: string): number => {
  const known = readKnownClaim(name)
  return known === null ? knownClaims.length : knownClaims.indexOf(known)
}

/** The claims of a token, those with a registered meaning first, the provider's own after them as they stand. */
export function listClaimRows(decoded: Extract<DecodedToken, { kind: 'jws' }>): readonly ClaimRow[] {
  const { members, repeated }: DecodedPart = decoded.payload
  return Object.keys(members)
    .toSorted((one, other) => readOrder(one) - readOrder(other))
    .map((name) => {
      const value = members[name]
      const seconds = isTimeClaim(name) ? readNumericDate(decoded, name) : null
      return {
        name,
        known: readKnownClaim(name),
        text: writeValue(value),
        at: seconds === null ? null : epochMs(seconds * 1000),
        countsMilliseconds: isTimeClaim(name) && typeof value === 'number' && value >= 1e11,
        repeated: repeated.includes(name),
      }
    })
}

/** RFC 9068, section 2.2, with `nbf`, for access tokens; OpenID Connect Core, section 2, with `jti`, for ID tokens. */
const expected = {
  access_token: ['exp', 'iat', 'nbf', 'iss', 'sub', 'aud', 'client_id', 'jti'],
  refresh_token: ['exp', 'iat', 'nbf', 'iss', 'sub', 'aud', 'jti'],
  id_token: ['exp', 'iat', 'iss', 'sub', 'aud', 'nonce', 'auth_time', 'nbf', 'jti'],
} as const satisfies Record<TokenKind, readonly KnownClaim[]>

/** What the absence of a claim means; the weightiest one is said. */
const weights = { id_token: ['iss', 'sub', 'aud', 'exp', 'iat'], other: ['exp', 'aud'] } as const

export interface AbsentClaims {
  readonly names: readonly KnownClaim[]
  /** The absence that a person should know about: the ID token breaks its specification, or a check is impossible. */
  readonly remark: 'required' | 'exp' | 'aud' | null
}

/** The usual claims that a token does not have. */
export function listAbsentClaims(decoded: Extract<DecodedToken, { kind: 'jws' }>, kind: TokenKind): AbsentClaims {
  const names = expected[kind].filter((name) => !Object.hasOwn(decoded.payload.members, name))
  const isAbsent = (name: KnownClaim): boolean => names.some((one) => one === name)
  if (kind === 'id_token') return { names, remark: weights.id_token.some(isAbsent) ? 'required' : null }
  return { names, remark: weights.other.find(isAbsent) ?? null }
}
