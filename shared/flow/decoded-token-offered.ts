import { decodeIssued } from './decoded-token.ts'
import { readToken, type TokenKind, type TokenSet } from './token-set.ts'
import { readIssuedType } from './token-set-extra.ts'

const tokenTypes = 'urn:ietf:params:oauth:token-type:'

const kinds: Readonly<Record<string, readonly TokenKind[]>> = {
  [`${tokenTypes}access_token`]: ['access_token'],
  [`${tokenTypes}refresh_token`]: ['refresh_token'],
  [`${tokenTypes}id_token`]: ['id_token'],
  [`${tokenTypes}jwt`]: ['access_token', 'id_token'],
  [`${tokenTypes}saml1`]: [],
  [`${tokenTypes}saml2`]: [],
}

/**
 * The token of a set that goes into a token exchange under a type (RFC 8693, section 3), or `null` where the set has none. What was
 * issued under that very type stands in `access_token`, whatever it is. Of JWTs the access token comes first. For a type of
 * the provider's own the access token is taken, because nothing says what else it could be.
 */
export function readOfferedToken(tokenSet: TokenSet, tokenType: string): string | null {
  const access = readToken(tokenSet, 'access_token')
  const issued = readIssuedType(tokenSet)
  if (issued === tokenType) return access?.value ?? null
  const mustBeJwt = tokenType === `${tokenTypes}jwt`
  const offered = (kinds[tokenType] ?? ['access_token'])
    // An access_token of another declared type is no access token (RFC 8693, section 2.2.1).
    .filter((kind) => kind !== 'access_token' || issued === null || issued === `${tokenTypes}access_token` || mustBeJwt)
    .map((kind) => readToken(tokenSet, kind))
    .find((token) => token !== null && (!mustBeJwt || decodeIssued(token).kind === 'jws'))
  return offered?.value ?? null
}
