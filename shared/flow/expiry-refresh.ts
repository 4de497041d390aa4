import { type Finding, finding } from '../lib/finding.ts'
import type { Expiries, Expiry } from './expiry.ts'
import { type LifetimeClaim, readToken, type TokenReading, type TokenSet } from './token-set.ts'

/** The place of what an earlier answer gave and this one did not repeat. It is no pointer into this body. */
export const keptPlace = 'earlier-answer'

const keptSource = { place: keptPlace, line: null, start: null, end: null } as const

/** The earlier end of the refresh token as a claim of this set: a moment does not move when a new answer arrives. */
function buildKeptClaim(expiry: Expiry | undefined): readonly LifetimeClaim[] {
  if (expiry === undefined || expiry.at === null) return []
  const claim: LifetimeClaim = {
    of: 'refresh_token',
    field: 'refresh_token',
    at: keptSource,
    meaning: 'epoch',
    unit: 'ms',
    documentedUnit: null,
    sent: String(expiry.at),
    amount: null,
    moment: expiry.at,
  }
  return [claim]
}

/**
 * The reading of a refresh, completed: when the provider sent no new refresh token, the earlier one stays in use
 * (RFC 6749, section 6), with its earlier end. Everything else is as it was read.
 */
export function keepRefreshToken(reading: TokenReading, earlier: TokenSet, earlierExpiries: Expiries): TokenReading {
  if (reading.kind !== 'tokens' || readToken(reading.tokenSet, 'refresh_token') !== null) return reading
  const kept = readToken(earlier, 'refresh_token')
  if (kept === null) return reading
  const lifetimes = buildKeptClaim(earlierExpiries.expiries.find((expiry) => expiry.of === 'refresh_token'))
  const tokenSet: TokenSet = {
    ...reading.tokenSet,
    tokens: [...reading.tokenSet.tokens, { kind: 'refresh_token', value: kept.value, at: keptSource }],
    lifetimes: [...reading.tokenSet.lifetimes, ...lifetimes],
  }
  const findings: readonly Finding[] = [...reading.findings, finding('token-set', 'refresh_token_kept')]
  return { ...reading, tokenSet, findings }
}
