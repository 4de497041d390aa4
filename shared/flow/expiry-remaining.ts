import { epochMs } from '../lib/units.ts'
import { decodeToken, readNumericDate } from './decoded-token.ts'
import { readUnitProof } from './expiry-unit.ts'
import { readToken, type TokenKind, type TokenSet, tokenKinds } from './token-set.ts'

/** Whole seconds below; the millionth hides what a division by 1000 leaves behind (1.001 s is 1000.9999… ms). */
function floorSeconds(value: number): number {
  return Math.floor(value + 1e-6)
}

/** The first readable duration of that token, in the unit the tokens prove, else in the dialect's. */
function readDurationSeconds(tokenSet: TokenSet, kind: TokenKind): number | null {
  const claim = tokenSet.lifetimes.find((one) => one.of === kind && one.meaning === 'duration' && one.amount !== null)
  if (claim === undefined || claim.amount === null) return null
  const decoded = new Map(
    tokenKinds.flatMap((one) => {
      const token = readToken(tokenSet, one)
      return token === null ? [] : [[one, decodeToken(token.value)] as const]
    }),
  )
  const unit = readUnitProof(tokenSet, kind, decoded)?.unit ?? claim.unit
  const factor = claim.unit === unit ? 1 : unit === 's' ? 1000 : 1 / 1000
  return floorSeconds(claim.amount * factor)
}

/**
 * The lifetime of a token as RFC 6749 would have said it: whole seconds from the receipt of the answer. What the
 * provider says is preferred to what the token says: its duration, else its moment, else the JWT's own `exp`. `null`
 * when nothing tells. May be negative when a moment lies before the receipt.
 */
export function readExpiresIn(tokenSet: TokenSet, kind: TokenKind): number | null {
  const duration = readDurationSeconds(tokenSet, kind)
  if (duration !== null) return duration
  const said = tokenSet.lifetimes.find((one) => one.of === kind && one.moment !== null)?.moment ?? null
  const token = readToken(tokenSet, kind)
  const exp = token === null ? null : readNumericDate(decodeToken(token.value), 'exp')
  const moment = said ?? (exp === null ? null : epochMs(exp * 1000))
  return moment === null ? null : Math.round((moment - tokenSet.receivedAt) / 1000)
}
