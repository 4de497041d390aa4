import type { TokenRow } from '../../../shared/contract/records.ts'
import type { Expiry } from '../../../shared/flow/expiry.ts'
import { readLifeState } from '../../../shared/lib/lifetime.ts'
import type { EpochMs } from '../../../shared/lib/units.ts'
import type { RingState } from '../../parts/ring.tsx'

/** How a token stands, as its glyph and its word say it. */
export type CardState = 'valid' | 'expiring' | 'expired' | 'unknown' | 'conflict' | 'failed'

const ofLife = { valid: 'valid', ends_soon: 'expiring', expired: 'expired', unknown: 'unknown' } as const

/** The one state of a card, in the order of the ui specification, section 6. `dead`: the provider refused to refresh. */
export function readCardState(token: TokenRow, dead: boolean, now: EpochMs): CardState {
  if (dead && token.kind === 'refresh_token') return 'failed'
  if (token.expiry.disputed) return 'conflict'
  return ofLife[readLifeState(token.expiry.at, now)]
}

/** What the ring says, whatever else is wrong with the token. */
export function readRingState(expiry: Expiry, now: EpochMs): RingState {
  return ofLife[readLifeState(expiry.at, now)]
}

/** The share of its life that a token has left, 0 to 1 in steps of a hundredth, so that a ring moves only then. */
export function readShareLeft(expiry: Expiry, now: EpochMs): number {
  if (expiry.at === null || expiry.at <= now) return 0
  const whole = expiry.at - expiry.issuedAt
  if (whole <= 0) return 0
  return Math.min(1, Math.max(0.01, Math.round(((expiry.at - now) / whole) * 100) / 100))
}
