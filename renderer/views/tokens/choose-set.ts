import type { TokenSetRow } from '../../../shared/contract/records.ts'
import { type TokenKind, tokenKinds } from '../../../shared/flow/token-set.ts'
import type { Finding } from '../../../shared/lib/finding.ts'

/** The set to show: the one that was chosen as long as it exists, else the newest. `rows` are newest first. */
export function chooseSet(rows: readonly TokenSetRow[], chosen: string | null): TokenSetRow | null {
  return rows.find((row) => row.id === chosen) ?? rows[0] ?? null
}

/** The token to show: the one that was chosen when this set has it, else the first in the order of the kinds. */
export function chooseKind(row: TokenSetRow, chosen: TokenKind | null): TokenKind | null {
  const has = (kind: TokenKind | null): boolean => row.tokens.some((token) => token.kind === kind)
  return has(chosen) ? chosen : (tokenKinds.find(has) ?? null)
}

/** A token that one could expect in a set and that is not in it. */
export type MissingToken =
  | { readonly kind: 'access_token'; readonly reason: 'not_in_response' }
  | { readonly kind: 'refresh_token'; readonly reason: 'not_in_response' }
  | { readonly kind: 'id_token'; readonly reason: 'asked_by_scope' }

/** What is missing: always the access token, the refresh token where its absence was noticed, the ID token for `openid`. */
export function listMissingTokens(row: TokenSetRow, findings: readonly Finding[]): readonly MissingToken[] {
  const has = (kind: TokenKind): boolean => row.tokens.some((token) => token.kind === kind)
  const missing: MissingToken[] = []
  if (!has('access_token')) missing.push({ kind: 'access_token', reason: 'not_in_response' })
  if (!has('refresh_token') && findings.some((one) => one.code === 'refresh_token_absent'))
    missing.push({ kind: 'refresh_token', reason: 'not_in_response' })
  if (!has('id_token') && row.scope?.includes('openid') === true)
    missing.push({ kind: 'id_token', reason: 'asked_by_scope' })
  return missing
}
