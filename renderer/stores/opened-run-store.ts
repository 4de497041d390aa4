import { createStore, useStore } from 'zustand'
import type { Exchange } from '../../shared/flow/exchange.ts'
import type { Connection } from '../connection.ts'
import { addProblem, showView } from './app-store.ts'
import { exchangeStore } from './exchange-store.ts'

interface OpenedRunState {
  /** An earlier run that a person has opened; it is shown instead of the newest until that changes or is asked for. */
  readonly opened: Exchange | null
}

export const openedRunStore = createStore<OpenedRunState>()(() => ({ opened: null }))

/** The earlier run that is open for that profile, or `null`. */
export function useOpenedRun(profileId: string): Exchange | null {
  return useStore(openedRunStore, ({ opened }) => (opened?.profileId === profileId ? opened : null))
}

/** Goes back to the newest run. */
export function closeOpenedRun(): void {
  openedRunStore.setState({ opened: null })
}

/** Shows a run of the history in its profile. A newer run that starts meanwhile takes its place. */
export async function openRun(connection: Connection, id: string): Promise<void> {
  const answer = await connection.send('exchanges.show', { id })
  if (!answer.ok) return addProblem(answer.problem)
  openedRunStore.setState({ opened: answer.value })
  showView({ kind: 'profile', id: answer.value.profileId, tab: 'run' })
}

// A run that starts is what the person wants to see.
exchangeStore.subscribe(({ newest }, before) => {
  const { opened } = openedRunStore.getState()
  if (opened === null) return
  const [now, then] = [newest[opened.profileId], before.newest[opened.profileId]]
  const started = now !== undefined && then !== undefined && now.id !== then.id && now.run > then.run
  if (started || now?.id === opened.id) closeOpenedRun()
})
