import { type DecodedToken, readNumericDate } from './decoded-token.ts'
import type { LifetimeClaim, TokenKind, TokenSet } from './token-set.ts'

/** The unit of a duration, proved by the tokens themselves, with the arithmetic that proves it. */
export interface UnitProof {
  readonly unit: 's' | 'ms'
  /** True when the dialect, or the document it was written from, says another unit. */
  readonly contradicts: boolean
  readonly evidence: {
    readonly field: string
    readonly documented: string
    readonly proved: string
    readonly arithmetic: string
  }
}

/** What a token's own times say about how long it lives, in seconds, in words that can be checked. */
interface Measured {
  readonly lifetime: number
  readonly tolerance: number
  readonly words: string
}

const unitNames = { s: 'seconds', ms: 'milliseconds' } as const

function readDuration(tokenSet: TokenSet, kind: TokenKind): LifetimeClaim | null {
  return (
    tokenSet.lifetimes.find((claim) => claim.of === kind && claim.meaning === 'duration' && claim.amount !== null) ??
    null
  )
}

/** The number as it was sent, whatever the unit. */
function readSent(claim: LifetimeClaim): number {
  return (claim.amount ?? 0) * (claim.unit === 'ms' ? 1000 : 1)
}

function matchUnit(sent: number, measured: Measured): 's' | 'ms' | null {
  // Under two seconds the units cannot be told apart within the tolerance.
  if (sent < 2000 && measured.lifetime < 2) return null
  if (Math.abs(sent - measured.lifetime) <= measured.tolerance) return 's'
  return Math.abs(sent / 1000 - measured.lifetime) <= measured.tolerance ? 'ms' : null
}

/** exp minus iat, or exp minus the moment the headers arrived. */
function measureOne(tokenSet: TokenSet, decoded: DecodedToken): readonly Measured[] {
  const exp = readNumericDate(decoded, 'exp')
  const iat = readNumericDate(decoded, 'iat')
  if (exp === null) return []
  const received = Math.round(tokenSet.receivedAt / 1000)
  const byReceipt = {
    lifetime: exp - received,
    tolerance: 60,
    words: `exp ${exp} − received ${received} = ${exp - received}`,
  }
  return iat === null
    ? [byReceipt]
    : [{ lifetime: exp - iat, tolerance: 5, words: `exp ${exp} − iat ${iat} = ${exp - iat}` }, byReceipt]
}

/** Two tokens of one answer were issued together: the differences of their ends and of their durations are equal. */
function provePair(
  tokenSet: TokenSet,
  decoded: ReadonlyMap<TokenKind, DecodedToken>,
): { readonly unit: 's' | 'ms'; readonly words: string } | null {
  const read = (kind: TokenKind): { sent: number; exp: number } | null => {
    const claim = readDuration(tokenSet, kind)
    const token = decoded.get(kind)
    const exp = token === undefined ? null : readNumericDate(token, 'exp')
    return claim === null || exp === null ? null : { sent: readSent(claim), exp }
  }
  const [access, refresh] = [read('access_token'), read('refresh_token')]
  if (access === null || refresh === null || access.sent === refresh.sent) return null
  const [ends, durations] = [refresh.exp - access.exp, refresh.sent - access.sent]
  const unit = matchUnit(Math.abs(durations), { lifetime: Math.abs(ends), tolerance: 5, words: '' })
  const words = `refresh exp ${refresh.exp} − access exp ${access.exp} = ${ends}; ${refresh.sent} − ${access.sent} = ${durations}`
  return unit === null || Math.sign(ends) !== Math.sign(durations) ? null : { unit, words }
}

function proveUnit(
  tokenSet: TokenSet,
  kind: TokenKind,
  claim: LifetimeClaim,
  decoded: ReadonlyMap<TokenKind, DecodedToken>,
): { readonly unit: 's' | 'ms'; readonly words: string } | null {
  const token = decoded.get(kind)
  for (const measured of token === undefined ? [] : measureOne(tokenSet, token)) {
    const unit = matchUnit(readSent(claim), measured)
    if (unit !== null) return { unit, words: `${measured.words}; ${claim.field} = ${claim.sent}` }
  }
  return provePair(tokenSet, decoded)
}

/**
 * Proves the unit of a token's duration from the tokens (design, section 6): `exp - iat`, `exp` minus the receipt, or
 * the differences of two tokens (XT.COM). `null` when nothing proves it; then the dialect's unit stands.
 */
export function readUnitProof(
  tokenSet: TokenSet,
  kind: TokenKind,
  decoded: ReadonlyMap<TokenKind, DecodedToken>,
): UnitProof | null {
  const claim = readDuration(tokenSet, kind)
  if (claim === null) return null
  const proved = proveUnit(tokenSet, kind, claim, decoded)
  if (proved === null) return null
  const documented = claim.documentedUnit ?? claim.unit
  const evidence = {
    field: claim.field,
    documented: unitNames[documented],
    proved: unitNames[proved.unit],
    arithmetic: proved.words,
  }
  const contradicts = documented !== proved.unit || claim.unit !== proved.unit
  return { unit: proved.unit, contradicts, evidence }
}
