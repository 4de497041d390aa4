import type { Check } from '../lib/check.ts'
import type { JsonValue } from '../lib/json-value.ts'
import type { CapturedRedirect } from './captured-redirect.ts'
import type { DecodedPart } from './decoded-token.ts'

/** Members of the JWT itself; `iss` is one as well, and the issuer that RFC 9207 wants (JARM, section 2.1). */
const framed = ['aud', 'exp', 'iat', 'nbf', 'jti']

function readText(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/**
 * The redirect as its signed answer tells it: the claims are the parameters (JARM, section 2.1), and what stood beside it counts for
 * nothing. Only an `iss` of RFC 9207 that says something else stays, as the second one that it is.
 */
export function readSignedRedirect(captured: CapturedRedirect, { members }: DecodedPart): CapturedRedirect {
  const claims = Object.entries(members).filter(([name]) => !framed.includes(name))
  const parameters = claims.map(([name, value]) => [name, readText(value)] as const)
  const beside = captured.parameters.filter(([name, value]) => name === 'iss' && value !== members.iss)
  return { ...captured, parameters: [...parameters, ...beside] }
}

/**
 * What keeps a signed answer from being believed: a check that failed, or a signature that nobody looked at. Where the person has
 * switched signatures off, that was their word.
 */
export function findDistrust(checks: readonly Check[]): Check | undefined {
  const isUnproved = (one: Check): boolean =>
    one.name === 'signature' && one.verdict === 'not_checked' && one.reason !== 'switched_off'
  return checks.find((one) => one.verdict === 'fail') ?? checks.find(isUnproved)
}
