import type { Check } from '../lib/check.ts'
import type { JsonObject } from '../lib/json-value.ts'
import type { Judge } from './decoded-token-claim.ts'

export const hashNames = ['at_hash', 'c_hash', 's_hash'] as const
export type HashName = (typeof hashNames)[number]

const whatOf = { at_hash: 'access_token', c_hash: 'code', s_hash: 'state' } as const satisfies Record<HashName, string>

/**
 * What each hash claim may be: the left half of the hash of what it is about, by the algorithm of the token (OpenID
 * Connect Core, section 3.1.3.6). `absent`: there is no such thing to hash. `unknown`: the algorithm names no hash.
 */
export type HashEvidence = Readonly<Record<HashName, readonly string[] | 'absent' | 'unknown'>>

/**
 * Sections 3.1.3.8, 3.2.2.9 and 3.3.2.10; Financial-grade API, part 2, section 5.1: a hash is compared wherever it
 * stands, and missed where the flow requires it.
 */
export function readHashCheck(
  judge: Judge,
  name: HashName,
  claims: JsonObject,
  evidence: HashEvidence[HashName],
  isRequired: boolean,
  alg: string,
): Check {
  const claim = claims[name]
  const what = whatOf[name]
  if (claim === undefined)
    return isRequired ? judge(name, 'fail', 'hash_missing') : judge(name, 'not_checked', 'not_present')
  if (evidence === 'absent') return judge(name, 'not_checked', 'nothing_to_compare', { what })
  if (evidence === 'unknown') return judge(name, 'not_checked', 'hash_unknown', { alg })
  return typeof claim === 'string' && evidence.includes(claim)
    ? judge(name, 'pass', 'hash_same', { what })
    : judge(name, 'fail', 'hash_other', { what })
}
