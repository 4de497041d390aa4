import { createStore, useStore } from 'zustand'
import type { CallInput } from '../../shared/contract/calls.ts'
import { buildRevealedUrl, listMaskedParts } from '../../shared/flow/authorization-request-logout.ts'
import { type Exchange, isTokenRun, type LifecycleKind, lifecycleKinds, readStep } from '../../shared/flow/exchange.ts'
import type { ShownRequest } from '../../shared/lib/request-part.ts'
import type { Connection } from '../connection.ts'
import { openPage } from '../open-page.ts'
import { addProblem, appStore } from './app-store.ts'

interface CallState {
  /** The profile whose calls these are. */
  readonly profileId: string | null
  /** The newest call of each kind, whole once it is read. */
  readonly calls: Readonly<Partial<Record<LifecycleKind, Exchange>>>
}

export const callStore = createStore<CallState>()(() => ({ profileId: null, calls: {} }))

/** A part of the calls' state; the component renders when that part changes. */
export function useCalls<T>(select: (state: CallState) => T): T {
  return useStore(callStore, select)
}

/** The newest call of that kind of a profile, or `null`. */
export const selectCall =
  (profileId: string, kind: LifecycleKind) =>
  (state: CallState): Exchange | null =>
    state.profileId === profileId ? (state.calls[kind] ?? null) : null

function readKind(exchange: Exchange): LifecycleKind | null {
  return lifecycleKinds.find((one) => one === exchange.kind) ?? null
}

/** Takes a record, published or whole; an older one that comes late changes nothing. */
function takeCall(exchange: Exchange, isWhole: boolean): void {
  const kind = readKind(exchange)
  if (kind === null) return
  callStore.setState(({ profileId, calls }) => {
    if (profileId !== exchange.profileId) return {}
    const known = calls[kind]
    if (known !== undefined && known.startedAt > exchange.startedAt) return {}
    const isKnown = known?.id === exchange.id && known.trail.length >= exchange.trail.length
    return isKnown && !isWhole ? {} : { calls: { ...calls, [kind]: exchange } }
  })
}

async function readWhole(connection: Connection, id: string): Promise<void> {
  const answer = await connection.send('exchanges.show', { id })
  if (answer.ok) takeCall(answer.value, true)
}

/** The profiles whose logout was started by a click here and whose page this browser shall open; its steps may come before the answer. */
const toOpen = new Set<string>()

/** The address of a logout holds the ID token, which no event carries. */
async function openLogout(connection: Connection, id: string, request: ShownRequest): Promise<void> {
  let shown = request
  for (const part of listMaskedParts(request)) {
    const revealed = await connection.send('exchanges.reveal', { id, step: 'authorization-request', part })
    if (!revealed.ok) return addProblem(revealed.problem)
    shown = { ...shown, url: buildRevealedUrl(shown, part, revealed.value.value) }
  }
  openPage(shown.url)
}

function openBeside(connection: Connection, exchange: Exchange): void {
  if (exchange.kind !== 'logout' || exchange.state === 'running' || !toOpen.delete(exchange.profileId)) return
  const step = readStep(exchange, 'authorization-request')
  if (step === null || exchange.state !== 'waiting') return
  if (step.opened === 'address_shown') void openLogout(connection, exchange.id, step.request)
}

/** Takes a published call, and reads the whole of it once it has ended. */
export function takePublishedCall(connection: Connection, exchange: Exchange): void {
  if (isTokenRun(exchange)) return
  takeCall(exchange, false)
  openBeside(connection, exchange)
  if (exchange.endedAt !== null && callStore.getState().profileId === exchange.profileId)
    void readWhole(connection, exchange.id)
}

/** Reads the newest calls of the profile that is open. */
export async function readCalls(connection: Connection, profileId: string): Promise<void> {
  if (callStore.getState().profileId !== profileId) callStore.setState({ profileId, calls: {} })
  const rows = await connection.send('exchanges.list', { profileId, limit: 60 })
  if (!rows.ok) return
  const newest = lifecycleKinds.flatMap((kind) => rows.value.find((row) => row.kind === kind) ?? [])
  await Promise.all(newest.map((row) => readWhole(connection, row.id)))
}

/** Starts a call; its steps arrive as events. */
export async function startCall(connection: Connection, input: CallInput<'lifecycle.start'>): Promise<boolean> {
  const beside = appStore.getState().status?.door === 'browser'
  if (beside && input.what === 'logout') toOpen.add(input.profileId)
  const started = await connection.send('lifecycle.start', beside ? { ...input, openBrowser: false } : input)
  if (!started.ok) {
    toOpen.delete(input.profileId)
    addProblem(started.problem)
  }
  return started.ok
}

/** Registers the client of a profile, or reads, changes or removes its registration; the steps arrive as events. */
export async function startRegistration(
  connection: Connection,
  input: CallInput<'registration.start'>,
): Promise<boolean> {
  const started = await connection.send('registration.start', input)
  if (!started.ok) addProblem(started.problem)
  return started.ok
}
