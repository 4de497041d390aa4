import { createStore, useStore } from 'zustand'
import type { KeyUse, PublicKey } from '../../shared/contract/records.ts'
import type { Problem } from '../../shared/lib/problem.ts'
import type { Connection } from '../connection.ts'
import { addProblem } from './app-store.ts'

interface KeyState {
  /** The profile whose keys these are. */
  readonly profileId: string | null
  /** The public halves of the stored keys; `null` until they are read. */
  readonly keys: readonly PublicKey[] | null
  /** Why they could not be read: a stored text may be no key. */
  readonly problem: Problem | null
}

export const keyStore = createStore<KeyState>()(() => ({ profileId: null, keys: null, problem: null }))

/** A part of the keys' state; the component renders when that part changes. */
export function useKeyStore<T>(select: (state: KeyState) => T): T {
  return useStore(keyStore, select)
}

/** The public half of a profile's key of that use, or `null`. */
export const selectKey =
  (profileId: string, use: KeyUse) =>
  (state: KeyState): PublicKey | null =>
    state.profileId === profileId ? (state.keys?.find((key) => key.use === use) ?? null) : null

/** Reads the public halves of the keys of a profile; an answer for another one that comes late changes nothing. */
export async function readKeys(connection: Connection, profileId: string): Promise<void> {
  if (keyStore.getState().profileId !== profileId) keyStore.setState({ profileId, keys: null, problem: null })
  const answer = await connection.send('keys.list', { profileId })
  if (keyStore.getState().profileId !== profileId) return
  if (answer.ok) keyStore.setState({ keys: answer.value, problem: null })
  else keyStore.setState({ keys: null, problem: answer.problem })
}

/** Has a key pair made for a profile; the private half stays with the host. Gives whether it was made. */
export async function generateKey(
  connection: Connection,
  input: { readonly profileId: string; readonly use: KeyUse; readonly keyId: string },
): Promise<boolean> {
  const { profileId, use, keyId } = input
  const answer = await connection.send('keys.generate', keyId === '' ? { profileId, use } : { profileId, use, keyId })
  if (!answer.ok) {
    addProblem(answer.problem)
    return false
  }
  keyStore.setState((state) => {
    const others = state.profileId === profileId ? (state.keys ?? []) : []
    return { profileId, keys: [...others.filter((key) => key.use !== use), ...answer.value], problem: null }
  })
  return true
}
