import { decodeToken } from '../../../shared/flow/decoded-token.ts'
import {
  type ExpectedIdToken,
  type IdTokenEvidence,
  readIdTokenChecks,
} from '../../../shared/flow/decoded-token-checks.ts'
import type { CheckClock } from '../../../shared/flow/decoded-token-claim.ts'
import type { Check } from '../../../shared/lib/check.ts'
import { epochMs, seconds } from '../../../shared/lib/units.ts'

/** When the answer came, in seconds. */
export const now = 1_800_000_000

export const clock: CheckClock = { receivedAt: epochMs(now * 1000), skew: seconds(60) }

export const goodClaims = {
  iss: 'https://issuer.test',
  sub: 'person-1',
  aud: 'app',
  exp: now + 300,
  iat: now,
  nonce: 'nonce-1',
} as const

const encode = (text: string): string => Buffer.from(text).toString('base64url')

/** A token with any text as its payload; its signature is nobody's. */
export function buildJwtText(payload: string, header: object = { alg: 'RS256', kid: 'one' }): string {
  return `${encode(JSON.stringify(header))}.${encode(payload)}.c2ln`
}

export const expected: ExpectedIdToken = {
  of: 'id_token',
  issuer: goodClaims.iss,
  clientId: goodClaims.aud,
  nonce: goodClaims.nonce,
  maxAge: null,
  acrValues: null,
  algorithms: ['RS256'],
  requiredHashes: [],
  clock,
  began: epochMs((now - 20) * 1000),
  other: null,
}

export const evidence: Omit<IdTokenEvidence, 'decoded'> = {
  closed: null,
  opened: false,
  signature: { kind: 'verified', key: 'one' },
  hashes: { at_hash: ['half-of-token'], c_hash: ['half-of-code'], s_hash: ['half-of-state'] },
}

/** One case: the good token with something else in it, and what was expected or computed otherwise. */
export interface TokenChange {
  /** `undefined` takes a claim out. */
  readonly claims?: Readonly<Record<string, unknown>>
  readonly header?: object
  readonly expected?: Partial<ExpectedIdToken>
  readonly evidence?: Partial<IdTokenEvidence>
}

/** The verdicts about the good token with that change, by their names. */
export function judgeToken(change: TokenChange = {}): Readonly<Record<string, Check>> {
  const token = buildJwtText(JSON.stringify({ ...goodClaims, ...change.claims }), change.header)
  const checks = readIdTokenChecks(
    { ...expected, ...change.expected },
    { ...evidence, decoded: decodeToken(token), ...change.evidence },
  )
  return Object.fromEntries(checks.map((one) => [one.name, one]))
}

/** The names of what failed. */
export function listFailed(checks: Readonly<Record<string, Check>>): readonly string[] {
  return Object.values(checks).flatMap((one) => (one.verdict === 'fail' ? [one.name] : []))
}
