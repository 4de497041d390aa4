import { type DecodedToken, decodeToken } from '../../../../shared/flow/decoded-token.ts'

const encode = (text: string): string => Buffer.from(text).toString('base64url')

/** A JWT whose payload is exactly this text. Its signature is three bytes that nobody checks. */
export const writeJwt = (payload: string, header = '{"alg":"RS256"}'): string =>
  `${encode(header)}.${encode(payload)}.AAAA`

/** The decoded JWT with these claims. */
export function jwtOf(claims: unknown): Extract<DecodedToken, { kind: 'jws' }> {
  const decoded = decodeToken(writeJwt(typeof claims === 'string' ? claims : JSON.stringify(claims)))
  if (decoded.kind !== 'jws') throw new Error('The example is no JWT.')
  return decoded
}
