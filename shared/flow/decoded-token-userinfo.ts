import { type Check, check } from '../lib/check.ts'
import { type Finding, finding } from '../lib/finding.ts'
import { isJsonObject, type JsonObject } from '../lib/json-value.ts'
import { describeClaim } from './decoded-token-claim.ts'

/**
 * Compares `sub` with that of the ID token (OpenID Connect Core, section 5.3.2): they are the same to the letter, and userinfo
 * always has one. Without an ID token there is nothing to compare with.
 */
export function readUserinfoChecks(claims: JsonObject, idToken: JsonObject | null): readonly Check[] {
  const { sub } = claims
  if (idToken === null) return [check('userinfo', 'sub', 'not_checked', 'nothing_to_compare', { what: 'ID token' })]
  if (sub === undefined) return [check('userinfo', 'sub', 'fail', 'missing', { what: 'sub' })]
  const evidence = { what: 'sub', received: describeClaim(sub), expected: describeClaim(idToken.sub) }
  return typeof sub === 'string' && sub === idToken.sub
    ? [check('userinfo', 'sub', 'pass', 'same', { what: 'sub' })]
    : [check('userinfo', 'sub', 'fail', 'differs', evidence)]
}

/** Aggregated and distributed claims (section 5.6.2) are named. Their addresses come from an answer, so nobody asks them (H-04). */
export function readUserinfoFindings(claims: JsonObject): readonly Finding[] {
  const names = isJsonObject(claims._claim_names) ? Object.keys(claims._claim_names) : []
  if (names.length === 0 && claims._claim_sources === undefined) return []
  return [finding('decoded-token', 'claims_elsewhere', { names: names.slice(0, 20).join(', ') || '_claim_sources' })]
}
