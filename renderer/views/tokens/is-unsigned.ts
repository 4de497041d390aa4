import type { OpenedTokenSet } from '../../../shared/contract/records.ts'
import { decodeToken } from '../../../shared/flow/decoded-token.ts'
import { readToken, type TokenKind } from '../../../shared/flow/token-set.ts'

/** Whether a JWT says itself that nobody signed it (RFC 7519, section 6), or simply has no signature. */
export function isUnsigned(opened: OpenedTokenSet | null, kind: TokenKind): boolean {
  const issued = opened === null ? null : readToken(opened.tokenSet, kind)
  if (issued === null) return false
  const decoded = decodeToken(issued.value)
  if (decoded.kind !== 'jws') return false
  return decoded.signature === '' || String(decoded.header.members.alg).toLowerCase() === 'none'
}
