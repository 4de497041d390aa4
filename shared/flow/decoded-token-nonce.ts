import { type Finding, finding } from '../lib/finding.ts'
import { decodeIssued } from './decoded-token.ts'
import { readToken, type TokenSet } from './token-set.ts'

/** Compares the nonce of an ID token with the one that was sent (OpenID Connect Core, section 3.1.3.7, rule 11). */
export function readNonceFindings(tokenSet: TokenSet, sent: string | null): readonly Finding[] {
  const idToken = readToken(tokenSet, 'id_token')
  if (sent === null || idToken === null) return []
  const decoded = decodeIssued(idToken)
  if (decoded.kind !== 'jws') return []
  const { nonce } = decoded.payload.members
  if (nonce === undefined) return [finding('decoded-token', 'nonce_missing')]
  return nonce === sent ? [] : [finding('decoded-token', 'nonce_mismatch')]
}

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
