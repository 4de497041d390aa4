import type { TokenSetRow } from '../../shared/contract/records.ts'
import type { TokenKind } from '../../shared/flow/token-set.ts'
import type { EpochMs } from '../../shared/lib/units.ts'

/** What a stored token has to be in order to be handed out. */
export interface Wanted {
  readonly kind: TokenKind
  readonly now: EpochMs
  /** Milliseconds that it must still live. */
  readonly minValid: number
}

/** What to do for a token: hand out a stored one, refresh a stored set, or obtain a new one. */
export type Choice =
  | { readonly kind: 'stored'; readonly id: string }
  | { readonly kind: 'refresh'; readonly id: string }
  | { readonly kind: 'obtain' }

function readEndOf(row: TokenSetRow, kind: TokenKind): EpochMs | null | undefined {
  return row.tokens.find((token) => token.kind === kind)?.expiry.at
}

/** Unknown is not "never", and not "ended" either: such a token is handed out as it is. */
function isUsable(row: TokenSetRow, { kind, now, minValid }: Wanted): boolean {
  const end = readEndOf(row, kind)
  return end !== undefined && (end === null || end - now > minValid)
}

function isRefreshable(row: TokenSetRow, now: EpochMs): boolean {
  const end = readEndOf(row, 'refresh_token')
  return !row.dead && end !== undefined && (end === null || end > now)
}

/** Chooses among a profile's token sets, the newest first. */
export function chooseStored(rows: readonly TokenSetRow[], wanted: Wanted): Choice {
  const newest = rows.toSorted((one, other) => other.receivedAt - one.receivedAt)
  const usable = newest.find((row) => isUsable(row, wanted))
  return usable === undefined ? chooseRefresh(rows, wanted.now) : { kind: 'stored', id: usable.id }
}

/** Chooses the newest set that can be refreshed, whatever its tokens still live. */
export function chooseRefresh(rows: readonly TokenSetRow[], now: EpochMs): Choice {
  const newest = rows.toSorted((one, other) => other.receivedAt - one.receivedAt)
  const refreshable = newest.find((row) => isRefreshable(row, now))
  return refreshable === undefined ? { kind: 'obtain' } : { kind: 'refresh', id: refreshable.id }
}
