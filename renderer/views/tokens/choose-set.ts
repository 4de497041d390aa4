import type { TokenSetRow } from '../../../shared/contract/records.ts'
import type { GrantName } from '../../../shared/dialects/grant-names.ts'
import { type TokenKind, tokenKinds } from '../../../shared/flow/token-set.ts'

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

/**
 * What is missing: the access token always; the refresh token after a sign-in, which would have to be repeated (a client on
 * its own gets none, RFC 6749, section 4.4.3); the ID token for the scope `openid`.
 */
export function listMissingTokens(row: TokenSetRow, grant: GrantName): readonly MissingToken[] {
  const has = (kind: TokenKind): boolean => row.tokens.some((token) => token.kind === kind)
  const missing: MissingToken[] = []
  if (!has('access_token')) missing.push({ kind: 'access_token', reason: 'not_in_response' })
  if (!has('refresh_token') && grant !== 'client_credentials')
    missing.push({ kind: 'refresh_token', reason: 'not_in_response' })
  if (!has('id_token') && row.scope?.includes('openid') === true)
    missing.push({ kind: 'id_token', reason: 'asked_by_scope' })
  return missing
}
