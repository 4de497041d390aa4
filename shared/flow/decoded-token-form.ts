import type { Check } from '../lib/check.ts'
import { type Finding, finding } from '../lib/finding.ts'
import { type DecodedToken, decodeIssued } from './decoded-token.ts'
import type { Judge } from './decoded-token-claim.ts'
import type { TokenSet } from './token-set.ts'

export type SignedToken = Extract<DecodedToken, { kind: 'jws' }>

/** What is worth saying about the form of the tokens: one that looks like a JWT and is none (BambooCloud's sample). */
export function readFormFindings(tokenSet: TokenSet): readonly Finding[] {
  return tokenSet.tokens.flatMap((token) => {
    const { kind } = token
    const decoded = decodeIssued(token)
    if (decoded.kind === 'malformed')
      return [finding('decoded-token', 'token_malformed', { kind, reason: decoded.reason })]
    // OpenID Connect Core, section 2: an ID token is a JWT, so an opaque one is malformed.
    if (decoded.kind === 'opaque' && kind === 'id_token')
      return [finding('decoded-token', 'token_malformed', { kind, reason: 'it is not a JWT' })]
    return []
  })
}

/** Judges whether a token is a JWT that can be judged at all. */
export function readFormCheck(
  judge: Judge,
  decoded: DecodedToken,
  { closed, opened }: { readonly closed: string | null; readonly opened: boolean },
): Check {
  if (decoded.kind === 'opaque') return judge('form', 'fail', 'not_a_jwt', { why: 'it has not the form of one' })
  if (decoded.kind === 'malformed') return judge('form', 'fail', 'not_a_jwt', { why: decoded.reason })
  if (decoded.kind === 'jwe') return judge('form', 'not_checked', 'encrypted', { why: closed ?? 'no key' })
  // RFC 7519, section 4: names must be unique, and which of two counts is up to the reader.
  const repeated = [...decoded.header.repeated, ...decoded.payload.repeated]
  if (repeated.length > 0)
    return judge('form', 'fail', 'claims_repeated', { names: [...new Set(repeated)].slice(0, 5).join(', ') })
  return judge('form', 'pass', opened ? 'decrypted_jwt' : 'signed_jwt')
}
