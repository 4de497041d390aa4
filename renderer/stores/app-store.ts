import { createStore, useStore } from 'zustand'
import type { AppStatus, Preferences } from '../../shared/contract/records.ts'
import type { Problem } from '../../shared/lib/problem.ts'
import type { EpochMs } from '../../shared/lib/units.ts'
import type { Connection, ConnectionState } from '../connection.ts'

export const profileTabs = ['run', 'tokens', 'configure'] as const
export type ProfileTab = (typeof profileTabs)[number]

/** What the main part of the window shows. */
export type View =
  /** Nothing yet: what there is to show is still being read. */
  | { readonly kind: 'opening' }
  | { readonly kind: 'first-run' }
  | { readonly kind: 'profile'; readonly id: string; readonly tab: ProfileTab }
  | { readonly kind: 'history' }
  | { readonly kind: 'new-profile' }

/** Something a person is told once. A `text` is already in their language; a problem is put into words when shown. */
export type Notice =
  | { readonly id: number; readonly kind: 'text'; readonly tone: 'ok' | 'info' | 'warn' | 'err'; readonly text: string }
  | { readonly id: number; readonly kind: 'problem'; readonly problem: Problem }

/** What `addNotice` takes. */
export type NewNotice =
  | { readonly kind: 'text'; readonly tone: 'ok' | 'info' | 'warn' | 'err'; readonly text: string }
  | { readonly kind: 'problem'; readonly problem: Problem }

interface AppState {
  /** `null` until the host has answered. */
  readonly status: AppStatus | null
  readonly preferences: Preferences
  readonly connection: ConnectionState
  readonly view: View
  /** What was shown before, for the way back. */
  readonly earlier: View
  readonly notices: readonly Notice[]
  /** When the clipboard will be cleared, or `null`. */
  readonly clipboardClearsAt: EpochMs | null
  readonly dialog: 'unlock' | 'protect' | 'paste' | 'import' | null
}

const firstPreferences: Preferences = { theme: 'system', language: 'system', clipboardSeconds: 30 }

export const appStore = createStore<AppState>()(() => ({
  status: null,
  preferences: firstPreferences,
  connection: 'open',
  view: { kind: 'opening' },
  earlier: { kind: 'first-run' },
  notices: [],
  clipboardClearsAt: null,
  dialog: null,
}))

/** A part of the app's state; the component renders when that part changes. */
export function useApp<T>(select: (state: AppState) => T): T {
  return useStore(appStore, select)
}

export const isLocked = (state: AppState): boolean => state.status?.vault.state === 'locked'

let lastNotice = 0

/** Tells the person something, in the corner of the window. */
export function addNotice(notice: NewNotice): void {
  lastNotice += 1
  const id = lastNotice
  appStore.setState((state) => ({ notices: [...state.notices, { ...notice, id }] }))
}

/** Tells the person what went wrong. */
export function addProblem(problem: Problem): void {
  addNotice({ kind: 'problem', problem })
}

export function removeNotice(id: number): void {
  appStore.setState((state) => ({ notices: state.notices.filter((notice) => notice.id !== id) }))
}

export function showView(view: View): void {
  appStore.setState((state) => ({ view, dialog: null, earlier: state.view }))
}

/** Goes back to what was shown before; from the first screen there is no way back. */
export function goBack(): void {
  appStore.setState(({ earlier }) => ({ view: earlier.kind === 'opening' ? { kind: 'first-run' } : earlier }))
}

/** Changes the tab of the open profile; nothing when no profile is open. */
export function showTab(tab: ProfileTab): void {
  appStore.setState(({ view }) => (view.kind === 'profile' ? { view: { ...view, tab } } : {}))
}

export function showDialog(dialog: AppState['dialog']): void {
  appStore.setState({ dialog })
}

/** Writes a part of the preferences; every window hears of it by its event. */
export async function savePreferences(connection: Connection, change: Partial<Preferences>): Promise<void> {
  const saved = await connection.send('preferences.write', change)
  if (saved.ok) appStore.setState({ preferences: saved.value })
  else addProblem(saved.problem)
}
