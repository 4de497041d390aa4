import { createStore, useStore } from 'zustand'
import type { ProfileRow, ShownProfile } from '../../shared/contract/records.ts'
import type { Connection } from '../connection.ts'
import { addProblem, appStore } from './app-store.ts'

interface ProfileState {
  /** `null` until they are read. In the order of the host. */
  readonly rows: readonly ProfileRow[] | null
  /** What the person typed to narrow the list. */
  readonly filter: string
  /** The open profile as a whole, once it is read. */
  readonly shown: ShownProfile | null
}

export const profileStore = createStore<ProfileState>()(() => ({ rows: null, filter: '', shown: null }))

/** A part of the profiles' state; the component renders when that part changes. */
export function useProfiles<T>(select: (state: ProfileState) => T): T {
  return useStore(profileStore, select)
}

/** The row of that id, or `undefined`. */
export const selectRow =
  (id: string) =>
  (state: ProfileState): ProfileRow | undefined =>
    state.rows?.find((row) => row.id === id)

/** The open profile when it is that one and has been read, else `null`. */
export const selectShown =
  (id: string) =>
  (state: ProfileState): ShownProfile | null =>
    state.shown?.profile.id === id ? state.shown : null

export async function readProfiles(connection: Connection): Promise<void> {
  const answer = await connection.send('profiles.list', {})
  if (answer.ok) profileStore.setState({ rows: answer.value })
  else addProblem(answer.problem)
}

/** Reads the whole profile when it is still the open one once the answer is here. */
export async function readShownProfile(connection: Connection, id: string): Promise<void> {
  const answer = await connection.send('profiles.show', { id })
  const { view } = appStore.getState()
  if (view.kind !== 'profile' || view.id !== id) return
  if (answer.ok) profileStore.setState({ shown: answer.value })
  else addProblem(answer.problem)
}

/** Takes a profile as the host has just given it, e.g. after saving. */
export function takeShownProfile(shown: ShownProfile): void {
  profileStore.setState({ shown })
}

/** Puts a changed row in its place, a new one at the end of its group. */
export function takeRow(row: ProfileRow): void {
  profileStore.setState(({ rows }) => {
    if (rows === null) return {}
    if (rows.some((one) => one.id === row.id)) return { rows: rows.map((one) => (one.id === row.id ? row : one)) }
    return { rows: [...rows, row] }
  })
}

export function dropRow(id: string): void {
  profileStore.setState(({ rows, shown }) => ({
    rows: rows?.filter((row) => row.id !== id) ?? null,
    shown: shown?.profile.id === id ? null : shown,
  }))
}

export function setFilter(filter: string): void {
  profileStore.setState({ filter })
}
