import type { TokenRow, TokenSetRow } from '../../../../shared/contract/records.ts'
import type { Expiry, ExpirySource } from '../../../../shared/flow/expiry.ts'
import type { TokenKind } from '../../../../shared/flow/token-set.ts'
import { type EpochMs, epochMs } from '../../../../shared/lib/units.ts'

/** Friday 20 November 2026, 02:26:18 UTC: the "now" of these tests. */
export const now = epochMs(Date.UTC(2026, 10, 20, 2, 26, 18))

/** The moment so many seconds from now. */
export const later = (seconds: number): EpochMs => epochMs(now + seconds * 1000)

/** A source of an end; what is not said is that of an `exp` in use. */
export const sourceOf = (source: Partial<ExpirySource>): ExpirySource => ({
  kind: 'jwt_exp',
  field: 'exp',
  sent: '0',
  unit: null,
  at: later(3600),
  verdict: 'used',
  ...source,
})

/** An end with its sources; what is not said is that of an access token with an hour left, issued a minute ago. */
export const expiryOf = (expiry: Partial<Expiry>): Expiry => ({
  of: 'access_token',
  at: later(3600),
  issuedAt: later(-60),
  disputed: false,
  sources: [],
  ...expiry,
})

/** The line of a token in a set. */
export const tokenOf = (kind: TokenKind, expiry: Partial<Expiry> = {}): TokenRow => ({
  kind,
  preview: 'eyJhbGci…abcd',
  form: 'jws',
  expiry: expiryOf({ of: kind, ...expiry }),
})

/** The line of a token set. */
export const setOf = (set: Partial<TokenSetRow>): TokenSetRow => ({
  id: 'set-1',
  profileId: 'profile',
  exchangeId: 'exchange-1',
  receivedAt: later(-60),
  run: 1,
  tokenType: 'Bearer',
  scope: [],
  tokens: [tokenOf('access_token')],
  dead: false,
  ...set,
})

/** XT.COM's dispute: a duration that the document calls milliseconds and the tokens prove to be seconds. */
export const unitDispute = (kind: TokenKind, field: string): Partial<Expiry> => ({
  of: kind,
  at: later(15_551_772),
  disputed: true,
  sources: [
    sourceOf({ at: later(15_551_772), sent: '1810693350' }),
    sourceOf({ kind: 'duration', field, unit: 's', verdict: 'agrees', sent: '15551999' }),
    sourceOf({ kind: 'duration', field, unit: 'ms', verdict: 'differs', sent: '15551999', at: later(15_325) }),
  ],
})
