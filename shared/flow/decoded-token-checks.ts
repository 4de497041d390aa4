import type { Check } from '../lib/check.ts'
import type { JsonObject, JsonValue } from '../lib/json-value.ts'
import type { EpochMs } from '../lib/units.ts'
import type { DecodedToken } from './decoded-token.ts'
import { readAudCheck, readAzpCheck } from './decoded-token-audience.ts'
import { type CheckClock, createJudge, describeClaim, type Judge } from './decoded-token-claim.ts'
import { readFormCheck, type SignedToken } from './decoded-token-form.ts'
import { type HashEvidence, type HashName, hashNames, readHashCheck } from './decoded-token-hashes.ts'
import { readAlgCheck, readSignatureCheck, type SignatureEvidence } from './decoded-token-signature.ts'
import { readAuthTimeCheck, readExpCheck, readIatCheck, readNbfCheck } from './decoded-token-times.ts'

/** The other ID token of the same sign-in: that of the set which is refreshed, or that of the redirect. */
export interface OtherIdToken {
  readonly from: 'refresh' | 'front'
  /** `null` when it had none, or none that can be read. */
  readonly claims: JsonObject | null
}

/** What an ID token must fit. `null` and '' where nothing was sent or is known. */
export interface ExpectedIdToken {
  readonly of: 'id_token' | 'front_id_token'
  readonly issuer: string
  readonly clientId: string
  readonly nonce: string | null
  /** Seconds. */
  readonly maxAge: number | null
  /** Space-separated, as sent. */
  readonly acrValues: string | null
  readonly algorithms: readonly string[]
  /** The hashes that this flow requires (OpenID Connect Core, sections 3.2.2.10 and 3.3.2.11). */
  readonly requiredHashes: readonly HashName[]
  readonly clock: CheckClock
  /** When the run began that the token was issued for. */
  readonly began: EpochMs | null
  readonly other: OtherIdToken | null
}

/** What was computed for it: `shared` can neither verify nor hash. */
export interface IdTokenEvidence {
  readonly decoded: DecodedToken
  /** Why an encrypted one stays closed; `null` when it was opened or never was encrypted. */
  readonly closed: string | null
  /** It came encrypted and `decoded` is what was inside. */
  readonly opened: boolean
  readonly signature: SignatureEvidence
  readonly hashes: HashEvidence
}

function readIssCheck(judge: Judge, iss: JsonValue | undefined, issuer: string): Check {
  if (iss === undefined) return judge('iss', 'fail', 'missing', { what: 'iss' })
  if (issuer === '') return judge('iss', 'not_checked', 'issuer_unnamed')
  return iss === issuer
    ? judge('iss', 'pass', 'iss_same')
    : judge('iss', 'fail', 'iss_other', { received: describeClaim(iss), expected: issuer })
}

/** OpenID Connect Core, section 2: a text, never empty. Whose it is only another token can say. */
function readSubCheck(judge: Judge, sub: JsonValue | undefined, other: OtherIdToken | null): Check {
  if (sub === undefined || sub === '') return judge('sub', 'fail', 'missing', { what: 'sub' })
  if (typeof sub !== 'string')
    return judge('sub', 'fail', 'differs', { what: 'sub', received: describeClaim(sub), expected: 'text' })
  return other === null || other.claims === null
    ? judge('sub', 'pass', 'claim_there', { what: 'sub' })
    : judge('sub', 'pass', 'same', { what: 'sub' })
}

/** Rule 11. A refreshed ID token need not repeat the nonce (section 12.2). */
function readNonceCheck(judge: Judge, nonce: JsonValue | undefined, expected: ExpectedIdToken): Check {
  const sent = expected.other?.from === 'refresh' ? null : expected.nonce
  if (sent !== null) {
    if (nonce === undefined) return judge('nonce', 'fail', 'nonce_missing')
    return nonce === sent ? judge('nonce', 'pass', 'same', { what: 'nonce' }) : judge('nonce', 'fail', 'nonce_other')
  }
  if (nonce === undefined) return judge('nonce', 'not_checked', 'not_asked')
  // What it was before is compared with the rest.
  if (expected.other?.claims?.nonce !== undefined) return judge('nonce', 'pass', 'same', { what: 'nonce' })
  return expected.other?.from === 'refresh'
    ? judge('nonce', 'not_checked', 'nothing_to_compare', { what: 'nonce' })
    : judge('nonce', 'fail', 'nonce_not_sent')
}

/** Rule 12. Asked for as a wish (section 3.1.2.1), and still worth a verdict. */
function readAcrCheck(judge: Judge, acr: JsonValue | undefined, asked: string | null): Check {
  if (asked === null || asked.trim() === '') return judge('acr', 'not_checked', 'not_asked')
  if (acr === undefined) return judge('acr', 'fail', 'missing', { what: 'acr' })
  return typeof acr === 'string' && asked.split(' ').includes(acr)
    ? judge('acr', 'pass', 'same', { what: 'acr' })
    : judge('acr', 'fail', 'differs', { what: 'acr', received: describeClaim(acr), expected: asked })
}

/** Claims that stay the same: sections 12.2 (refresh) and 3.3.3.6 (the two ID tokens of a hybrid flow). */
const keptClaims = {
  refresh: ['iss', 'sub', 'aud', 'azp', 'auth_time', 'nonce'],
  front: ['iss', 'sub'],
} as const

/** Lists are sets here, and a list of one is its member. */
function normalise(value: JsonValue | undefined): string {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value]
  return JSON.stringify([...new Set(list.map((one) => JSON.stringify(one) ?? ''))].toSorted())
}

function isKept(name: string, now: JsonValue | undefined, before: JsonValue | undefined): boolean {
  if (normalise(now) === normalise(before)) return true
  // These two may be left out of a refreshed token; `auth_time` may also have been left out before.
  if (name === 'nonce') return now === undefined
  return name === 'auth_time' && (now === undefined || before === undefined)
}

/** A claim that the other token has otherwise fails, whatever its own rule said. */
function compareWithOther(
  judge: Judge,
  one: Check,
  claims: JsonObject,
  from: OtherIdToken['from'],
  earlier: JsonObject,
): Check {
  const names: readonly string[] = keptClaims[from]
  const before = earlier[one.name]
  if (one.verdict === 'fail' || !names.includes(one.name) || isKept(one.name, claims[one.name], before)) return one
  return judge(one.name, 'fail', from === 'refresh' ? 'refreshed_other' : 'front_other', {
    what: one.name,
    received: describeClaim(claims[one.name]),
    expected: describeClaim(before),
  })
}

function readClaimChecks(judge: Judge, claims: JsonObject, expected: ExpectedIdToken): readonly Check[] {
  const { clock, clientId, other } = expected
  const checks = [
    readIssCheck(judge, claims.iss, expected.issuer),
    readAudCheck(judge, claims.aud, clientId),
    readAzpCheck(judge, claims.azp, claims.aud, clientId),
    readSubCheck(judge, claims.sub, other),
    readExpCheck(judge, claims, clock),
    readIatCheck(judge, claims, clock, expected.began),
    readNbfCheck(judge, claims, clock),
    readNonceCheck(judge, claims.nonce, expected),
    readAuthTimeCheck(judge, claims, clock, expected.maxAge),
    readAcrCheck(judge, claims.acr, expected.acrValues),
  ]
  const earlier = other?.claims ?? null
  if (other === null || earlier === null) return checks
  return checks.map((one) => compareWithOther(judge, one, claims, other.from, earlier))
}

function readHashChecks(
  judge: Judge,
  token: SignedToken,
  expected: ExpectedIdToken,
  hashes: HashEvidence,
): readonly Check[] {
  const alg = describeClaim(token.header.members.alg)
  return hashNames.map((name) =>
    readHashCheck(judge, name, token.payload.members, hashes[name], expected.requiredHashes.includes(name), alg),
  )
}

/**
 * Judges an ID token by OpenID Connect Core, sections 3.1.3.7, 3.2.2.11, 3.3.2.12 and 12.2. Every rule has a verdict of
 * its own; none stops at another's failure, and none throws. What is no signed JWT has only the verdict about its form.
 */
export function readIdTokenChecks(expected: ExpectedIdToken, evidence: IdTokenEvidence): readonly Check[] {
  const judge = createJudge(expected.of)
  const { decoded } = evidence
  const form = readFormCheck(judge, decoded, evidence)
  if (decoded.kind !== 'jws') return [form]
  return [
    form,
    readAlgCheck(judge, decoded.header.members, expected.algorithms),
    readSignatureCheck(judge, evidence.signature),
    ...readClaimChecks(judge, decoded.payload.members, expected),
    ...readHashChecks(judge, decoded, expected, evidence.hashes),
  ]
}
