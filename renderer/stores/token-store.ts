import { createStore, useStore } from 'zustand'
import type { CopyFormat, OpenedTokenSet, TokenSetRow } from '../../shared/contract/records.ts'
import type { TokenKind } from '../../shared/flow/token-set.ts'
import { copyText } from '../clipboard.ts'
import type { Connection } from '../connection.ts'
import { addProblem, appStore } from './app-store.ts'

interface TokenState {
  /** The profile whose sets these are. */
  readonly profileId: string | null
  /** Newest first; `null` until they are read. */
  readonly rows: readonly TokenSetRow[] | null
  /** The set on the table, with values. `null` while it is being read, or when the vault is locked. */
  readonly opened: OpenedTokenSet | null
}

export const tokenStore = createStore<TokenState>()(() => ({ profileId: null, rows: null, opened: null }))

/** A part of the tokens' state; the component renders when that part changes. */
export function useTokens<T>(select: (state: TokenState) => T): T {
  return useStore(tokenStore, select)
}

/** The token sets of that profile, newest first; `null` while they are being read. */
export const selectTokenSets =
  (profileId: string) =>
  (state: TokenState): readonly TokenSetRow[] | null =>
    state.profileId === profileId ? state.rows : null

/** The set on the table when it belongs to that profile. */
export const selectOpenedSet =
  (profileId: string) =>
  (state: TokenState): OpenedTokenSet | null =>
    state.profileId === profileId && state.opened?.row.profileId === profileId ? state.opened : null

/** Opens a token set with its values. */
export async function openTokenSet(connection: Connection, id: string): Promise<void> {
  const answer = await connection.send('tokens.show', { id })
  if (answer.ok) {
    if (answer.value.row.profileId === tokenStore.getState().profileId) tokenStore.setState({ opened: answer.value })
    return
  }
  tokenStore.setState({ opened: null })
  if (answer.problem.code !== 'vault_locked') addProblem(answer.problem)
}

/** Reads the token sets of a profile and puts the newest on the table, unless an older one that still exists is there. */
export async function readTokenSets(connection: Connection, profileId: string): Promise<void> {
  if (tokenStore.getState().profileId !== profileId) tokenStore.setState({ profileId, rows: null, opened: null })
  const earlier = tokenStore.getState()
  const answer = await connection.send('tokens.list', { profileId })
  if (tokenStore.getState().profileId !== profileId) return
  if (!answer.ok) return addProblem(answer.problem)
  const rows = answer.value.toSorted((a, b) => b.receivedAt - a.receivedAt)
  tokenStore.setState({ rows })
  const newest = rows[0]
  if (newest === undefined) return tokenStore.setState({ opened: null })
  const wasOlder = earlier.opened !== null && earlier.opened.row.id !== earlier.rows?.[0]?.id
  const stays = wasOlder ? rows.find((row) => row.id === earlier.opened?.row.id) : undefined
  await openTokenSet(connection, (stays ?? newest).id)
}

/**
 * Puts a token on the clipboard in the wanted form: the host does it where it can, else this window. The countdown
 * until it is cleared is in the app's store. Gives whether it is there now.
 */
export async function copyToken(
  connection: Connection,
  id: string,
  kind: TokenKind,
  format: CopyFormat,
): Promise<boolean> {
  const answer = await connection.send('tokens.copy', { id, kind, format })
  if (!answer.ok) {
    addProblem(answer.problem)
    return false
  }
  if (answer.value.kind === 'copied') {
    appStore.setState({ clipboardClearsAt: answer.value.clearsAt })
    return true
  }
  return copyText(answer.value.text)
}
