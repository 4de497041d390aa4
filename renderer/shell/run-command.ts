import type { Connection } from '../connection.ts'
import { appStore, isLocked, showDialog, showTab, showView } from '../stores/app-store.ts'
import { cancelExchange, exchangeStore, refreshExchange, startExchange } from '../stores/exchange-store.ts'
import { profileStore, selectShown } from '../stores/profile-store.ts'
import { copyToken, selectTokenSets, tokenStore } from '../stores/token-store.ts'
import { announceCopy } from './announce-copy.ts'
import { focusFirstMissing, focusNextRegion } from './focus.ts'
import { openPalette } from './palette-door.ts'
import type { Command } from './shortcuts.ts'
import { filterFieldId } from './sidebar/filter-field-id.ts'

const isGoing = (profileId: string): boolean => {
  const state = exchangeStore.getState().newest[profileId]?.state
  return state === 'running' || state === 'waiting'
}

/** Gets a token for the open profile; with values missing it leads to the first of them instead. */
export async function runGetToken(connection: Connection, profileId: string): Promise<void> {
  if (isGoing(profileId)) return
  if (isLocked(appStore.getState())) return showDialog('unlock')
  const shown = selectShown(profileId)(profileStore.getState())
  if (shown !== null && shown.missing.length > 0) {
    showTab('configure')
    focusFirstMissing()
    return
  }
  showTab('run')
  await startExchange(connection, { profileId })
}

/** Whether the newest token set of a profile can be refreshed now. */
export function canRefresh(profileId: string): boolean {
  const newest = selectTokenSets(profileId)(tokenStore.getState())?.[0]
  const hasToken = newest?.tokens.some((token) => token.kind === 'refresh_token') === true
  return hasToken && newest?.dead === false && !isGoing(profileId) && !isLocked(appStore.getState())
}

export async function runRefresh(connection: Connection, profileId: string): Promise<void> {
  if (canRefresh(profileId)) await refreshExchange(connection, profileId)
}

export async function runCancel(connection: Connection, profileId: string): Promise<void> {
  const exchange = exchangeStore.getState().newest[profileId]
  if (exchange !== undefined && isGoing(profileId)) await cancelExchange(connection, exchange.id)
}

async function copyHeader(connection: Connection, profileId: string): Promise<void> {
  const newest = selectTokenSets(profileId)(tokenStore.getState())?.[0]
  if (newest === undefined) return
  if (await copyToken(connection, newest.id, 'access_token', 'header')) announceCopy()
}

function showPaste(profileId: string): void {
  if (exchangeStore.getState().newest[profileId]?.state === 'waiting') showDialog('paste')
}

async function runInProfile(connection: Connection, command: Command, profileId: string): Promise<void> {
  switch (command) {
    case 'run':
    case 'tokens':
    case 'configure':
      return showTab(command)
    case 'get-token':
      return runGetToken(connection, profileId)
    case 'refresh':
      return runRefresh(connection, profileId)
    case 'paste':
      return showPaste(profileId)
    case 'copy-header':
      return copyHeader(connection, profileId)
  }
}

/** Does what a key or the palette asks for; what does not apply now does nothing. */
export async function runCommand(connection: Connection, command: Command): Promise<void> {
  switch (command) {
    case 'palette':
      return openPalette()
    case 'filter':
      return document.getElementById(filterFieldId)?.focus()
    case 'new-profile':
    case 'history':
      return showView({ kind: command })
    case 'unlock':
      return isLocked(appStore.getState()) ? showDialog('unlock') : undefined
    case 'next-region':
      return focusNextRegion()
  }
  const { view } = appStore.getState()
  if (view.kind === 'profile') await runInProfile(connection, command, view.id)
}
