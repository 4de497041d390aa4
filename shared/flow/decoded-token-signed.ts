import type { Check, CheckSubject } from '../lib/check.ts'
import type { JsonObject } from '../lib/json-value.ts'
import { readAudCheck } from './decoded-token-audience.ts'
import type { IdTokenEvidence } from './decoded-token-checks.ts'
import { type CheckClock, createJudge, describeClaim, type Judge } from './decoded-token-claim.ts'
import { readFormCheck } from './decoded-token-form.ts'
import { readAlgCheck, readSignatureCheck } from './decoded-token-signature.ts'
import { readExpCheck, readIatCheck, readNbfCheck } from './decoded-token-times.ts'

/** What a signed answer other than an ID token must fit: JARM, signed userinfo, JWT introspection. */
export interface ExpectedJwt {
  readonly of: CheckSubject
  readonly issuer: string
  /** Who must be named in `aud`. */
  readonly audience: string
  readonly algorithms: readonly string[]
  /** The claims that must be there; those that are there are judged anyway. */
  readonly required: readonly ('iss' | 'aud' | 'exp' | 'iat')[]
  /** The `typ` that the header must have (RFC 8725, section 3.11), or `null`. */
  readonly typ: string | null
  readonly clock: CheckClock
}

function readIss(judge: Judge, claims: JsonObject, issuer: string): Check {
  if (issuer === '') return judge('iss', 'not_checked', 'issuer_unnamed')
  return claims.iss === issuer
    ? judge('iss', 'pass', 'iss_same')
    : judge('iss', 'fail', 'iss_other', { received: describeClaim(claims.iss), expected: issuer })
}

/** RFC 7515, section 4.1.9: letters of any case, and `application/` may be left out. */
function readTypCheck(judge: Judge, header: JsonObject, typ: string): Check {
  const plain = (text: string): string => text.toLowerCase().replace(/^application\//, '')
  const came = typeof header.typ === 'string' ? header.typ : null
  if (came === null) return judge('typ', 'fail', 'missing', { what: 'typ' })
  return plain(came) === plain(typ)
    ? judge('typ', 'pass', 'same', { what: 'typ' })
    : judge('typ', 'fail', 'differs', { what: 'typ', received: describeClaim(came), expected: typ })
}

/** Judges a signed answer: its form, algorithm and signature, who it is from and for, and its time. */
export function readSignedChecks(expected: ExpectedJwt, evidence: Omit<IdTokenEvidence, 'hashes'>): readonly Check[] {
  const judge = createJudge(expected.of)
  const { decoded } = evidence
  const form = readFormCheck(judge, decoded, evidence)
  if (decoded.kind !== 'jws') return [form]
  const claims = decoded.payload.members
  const { clock, required, typ } = expected
  const isMissing = (name: 'iss' | 'aud' | 'exp' | 'iat'): boolean => claims[name] === undefined
  const unless = (name: 'iss' | 'aud' | 'iat', judged: () => Check): Check => {
    if (!isMissing(name)) return judged()
    return required.includes(name)
      ? judge(name, 'fail', 'missing', { what: name })
      : judge(name, 'not_checked', 'not_present')
  }
  return [
    form,
    readAlgCheck(judge, decoded.header.members, expected.algorithms),
    readSignatureCheck(judge, evidence.signature),
    ...(typ === null ? [] : [readTypCheck(judge, decoded.header.members, typ)]),
    unless('iss', () => readIss(judge, claims, expected.issuer)),
    unless('aud', () => readAudCheck(judge, claims.aud, expected.audience)),
    readExpCheck(judge, claims, clock, required.includes('exp')),
    unless('iat', () => readIatCheck(judge, claims, clock, null)),
    readNbfCheck(judge, claims, clock),
  ]
}
