import type { AppEvent } from '../shared/contract/events.ts'
import { isTokenRun } from '../shared/flow/exchange.ts'
import type { Connection } from './connection.ts'
import { addProblem, appStore, showView } from './stores/app-store.ts'
import { readCalls, takePublishedCall } from './stores/call-store.ts'
import { forgetExchanges, readNewestExchange, takeExchange } from './stores/exchange-store.ts'
import { dropRow, profileStore, readProfiles, readShownProfile, takeRow } from './stores/profile-store.ts'
import { readTokenSets } from './stores/token-store.ts'

/** The profile that is open, or `null`. */
function readOpenId(): string | null {
  const { view } = appStore.getState()
  return view.kind === 'profile' ? view.id : null
}

/** Reads everything that the views of a profile show. */
async function readOpenProfile(connection: Connection, id: string): Promise<void> {
  if (profileStore.getState().shown?.profile.id !== id) profileStore.setState({ shown: null })
  await Promise.all([
    readShownProfile(connection, id),
    readNewestExchange(connection, id),
    readTokenSets(connection, id),
    readCalls(connection, id),
  ])
}

function takeRemoval(id: string): void {
  dropRow(id)
  forgetExchanges(id)
  if (readOpenId() !== id) return
  const next = profileStore.getState().rows?.[0]
  showView(next === undefined ? { kind: 'first-run' } : { kind: 'profile', id: next.id, tab: 'run' })
}

/** What is sealed or opened changes what can be read, so everything is read again. */
function takeStatus(connection: Connection, status: Extract<AppEvent, { kind: 'app.changed' }>['status']): void {
  const before = appStore.getState().status?.vault.state
  appStore.setState({ status })
  if (before !== status.vault.state) void readEverything(connection)
}

function takeEvent(connection: Connection, event: AppEvent): void {
  const open = readOpenId()
  switch (event.kind) {
    case 'exchange.changed':
      if (isTokenRun(event.exchange)) takeExchange(connection, event.exchange)
      else takePublishedCall(connection, event.exchange)
      return
    case 'profile.changed':
      takeRow(event.row)
      if (event.row.id === open) void readShownProfile(connection, open)
      return
    case 'profile.removed':
      takeRemoval(event.id)
      return
    case 'tokens.changed':
      if (event.profileId === open) void readTokenSets(connection, open)
      return
    case 'history.changed':
      if (open !== null && (event.profileId ?? open) === open) void readNewestExchange(connection, open)
      return
    case 'app.changed':
      takeStatus(connection, event.status)
      return
    case 'preferences.changed':
      appStore.setState({ preferences: event.preferences })
  }
}

/** Reads what the frame of the window needs before it can be drawn: the door, the vault, the person's choices. */
export async function readFrame(connection: Connection): Promise<void> {
  const [status, preferences] = await Promise.all([
    connection.send('app.status', {}),
    connection.send('preferences.read', {}),
  ])
  if (status.ok) appStore.setState({ status: status.value })
  else addProblem(status.problem)
  if (preferences.ok) appStore.setState({ preferences: preferences.value })
}

/** Reads everything that is on the screen again. */
export async function readEverything(connection: Connection): Promise<void> {
  const open = readOpenId()
  await Promise.all([
    readFrame(connection),
    readProfiles(connection),
    open === null ? null : readOpenProfile(connection, open),
  ])
}

/** Reads the profiles and opens the first that has been used; a newcomer gets the first screen. */
export async function openFirstView(connection: Connection): Promise<void> {
  await readProfiles(connection)
  if (appStore.getState().view.kind !== 'opening') return
  const used = profileStore.getState().rows?.find((row) => row.lastRun !== null || row.expiry !== null)
  showView(used === undefined ? { kind: 'first-run' } : { kind: 'profile', id: used.id, tab: 'run' })
}

/** Connects the host's events to the stores, and the open profile to what is read for it. */
export function wireEvents(connection: Connection): void {
  connection.onEvent((event) => takeEvent(connection, event))
  connection.onState((state) => {
    appStore.setState({ connection: state })
    if (state === 'open') void readEverything(connection)
  })
  let last: string | null = null
  appStore.subscribe(() => {
    const open = readOpenId()
    if (open === last) return
    last = open
    if (open !== null) void readOpenProfile(connection, open)
  })
}
