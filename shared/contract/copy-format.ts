import { readExpiresIn } from '../flow/expiry-remaining.ts'
import { readToken, type TokenKind, type TokenSet } from '../flow/token-set.ts'
import type { CopyFormat } from './records.ts'

/** A literal for POSIX shells: single quotes keep everything but themselves; no shell can hold a NUL. */
export function quoteForShell(text: string): string {
  return `'${text.replaceAll('\0', '').replaceAll("'", `'\\''`)}'`
}

/** `Bearer` (RFC 6750) unless it is an access token that is bound to a key (RFC 9449); other types have no plain header. */
function readScheme(tokenSet: TokenSet, kind: TokenKind): 'Bearer' | 'DPoP' {
  return kind === 'access_token' && tokenSet.tokenType?.value.toLowerCase() === 'dpop' ? 'DPoP' : 'Bearer'
}

/** A bound token is worth nothing without a proof, which only the holder of its key can make: a variable stands for it. */
function buildCurl(scheme: 'Bearer' | 'DPoP', token: string): string {
  const command = `curl -H ${quoteForShell(`Authorization: ${scheme} ${token}`)}`
  return scheme === 'DPoP' ? `${command} -H "DPoP: $DPOP_PROOF"` : command
}

/** The set as RFC 6749 section 5.1 writes it, whatever the provider's own spelling was. */
function buildStandardResponse(tokenSet: TokenSet): string {
  const members = {
    access_token: readToken(tokenSet, 'access_token')?.value,
    token_type: tokenSet.tokenType?.value,
    expires_in: readExpiresIn(tokenSet, 'access_token') ?? undefined,
    refresh_token: readToken(tokenSet, 'refresh_token')?.value,
    id_token: readToken(tokenSet, 'id_token')?.value,
    scope: tokenSet.scope?.values.join(' '),
  }
  return JSON.stringify(members, null, 2)
}

/**
 * Writes a token of a set as other programs want it. `raw`, `bearer` and `header` are the characters themselves; `curl`
 * and `env` are quoted for POSIX shells; `json` is the whole set. '' when the set has no token of that kind.
 */
export function buildCopyText(tokenSet: TokenSet, kind: TokenKind, format: CopyFormat): string {
  const token = readToken(tokenSet, kind)?.value
  if (token === undefined) return ''
  const scheme = readScheme(tokenSet, kind)
  const credentials = `${scheme} ${token}`
  switch (format) {
    case 'raw':
      return token
    case 'bearer':
      return credentials
    case 'header':
      return `Authorization: ${credentials}`
    case 'json':
      return buildStandardResponse(tokenSet)
    case 'curl':
      return buildCurl(scheme, token)
    case 'env':
      return `${kind.toUpperCase()}=${quoteForShell(token)}`
  }
}
