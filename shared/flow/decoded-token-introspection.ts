import { type Check, check } from '../lib/check.ts'
import { isJsonObject, type JsonObject } from '../lib/json-value.ts'
import { describeClaim } from './decoded-token-claim.ts'

/** The claims about the token: the answer itself, or `token_introspection` inside a signed one (RFC 9701, section 5); `null` without. */
export function readIntrospectedClaims(answer: JsonObject, isSigned: boolean): JsonObject | null {
  if (!isSigned) return answer
  return isJsonObject(answer.token_introspection) ? answer.token_introspection : null
}

/** `active` and `exp` as they count (RFC 7662, section 2.2); `null` where `active` is no boolean. */
export function readIntrospection(
  claims: JsonObject,
): { readonly active: boolean; readonly exp: number | null } | null {
  const { active, exp } = claims
  if (typeof active !== 'boolean') return null
  const number = typeof exp === 'string' && /^\d+$/.test(exp) ? Number(exp) : exp
  return { active, exp: typeof number === 'number' && Number.isFinite(number) ? number : null }
}

/** Judges what the answer says about the token, and that it is signed where a signed one was asked for. */
export function readIntrospectionChecks(claims: JsonObject | null, isPlain: boolean): readonly Check[] {
  const form = isPlain ? [check('introspection', 'form', 'fail', 'not_a_jwt', { why: 'it is plain JSON' })] : []
  if (claims === null)
    return [...form, check('introspection', 'active', 'fail', 'missing', { what: 'token_introspection' })]
  const { active } = claims
  if (active === undefined) return [...form, check('introspection', 'active', 'fail', 'missing', { what: 'active' })]
  if (typeof active !== 'boolean') {
    const evidence = { what: 'active', received: describeClaim(active), expected: 'true / false' }
    return [...form, check('introspection', 'active', 'fail', 'differs', evidence)]
  }
  return active
    ? [...form, check('introspection', 'active', 'pass', 'token_active')]
    : [...form, check('introspection', 'active', 'fail', 'token_inactive')]
}
