import { createStore, useStore } from 'zustand'
import type { CallInput } from '../../shared/contract/calls.ts'
import { type Exchange, readStep } from '../../shared/flow/exchange.ts'
import type { Connection } from '../connection.ts'
import { openPage } from '../open-page.ts'
import { addProblem, appStore } from './app-store.ts'

interface ExchangeState {
  /** The newest run of each profile seen in this window, in its published form: without bodies and token values. */
  readonly newest: Readonly<Record<string, Exchange>>
  /** Whole records by id: those that a person looks at. Never more than one per profile. */
  readonly whole: Readonly<Record<string, Exchange>>
}

export const exchangeStore = createStore<ExchangeState>()(() => ({ newest: {}, whole: {} }))

/** A part of the exchanges' state; the component renders when that part changes. */
export function useExchanges<T>(select: (state: ExchangeState) => T): T {
  return useStore(exchangeStore, select)
}

/**
 * The newest run of a profile, the whole record as soon as it is here. The published form is shown only while it has
 * more steps than the whole one.
 */
export const selectExchange =
  (profileId: string) =>
  (state: ExchangeState): Exchange | null => {
    const newest = state.newest[profileId]
    if (newest === undefined) return null
    const whole = state.whole[newest.id]
    return whole !== undefined && whole.trail.length >= newest.trail.length ? whole : newest
  }

const isOpenProfile = (profileId: string): boolean => {
  const { view } = appStore.getState()
  return view.kind === 'profile' && view.id === profileId
}

/** Takes a whole record; an older one that comes late changes nothing. */
function takeWhole(exchange: Exchange): void {
  exchangeStore.setState(({ newest, whole }) => {
    const known = newest[exchange.profileId]
    if (known !== undefined && known.run > exchange.run) return {}
    const earlier = whole[exchange.id]
    if (earlier !== undefined && earlier.trail.length > exchange.trail.length) return {}
    const others = Object.fromEntries(Object.entries(whole).filter(([, one]) => one.profileId !== exchange.profileId))
    return {
      whole: { ...others, [exchange.id]: exchange },
      newest: known?.id === exchange.id ? newest : { ...newest, [exchange.profileId]: exchange },
    }
  })
}

async function readWhole(connection: Connection, id: string): Promise<void> {
  const answer = await connection.send('exchanges.show', { id })
  if (answer.ok) takeWhole(answer.value)
}

/** Profiles whose run was started by a click here and whose sign-in page this browser shall open. */
const toSignIn = new Set<string>()

/** In the browser mode the page opens beside this one, in the same browser: the click that started the run is still fresh. */
function openSignInBeside(exchange: Exchange): void {
  if (!toSignIn.has(exchange.profileId) || exchange.state === 'running') return
  toSignIn.delete(exchange.profileId)
  const step = readStep(exchange, 'authorization-request')
  if (exchange.state === 'waiting' && step?.opened === 'address_shown') openPage(step.request.url)
}

/** Takes a published record, and asks for the whole one when its profile is open. */
export function takeExchange(connection: Connection, exchange: Exchange): void {
  openSignInBeside(exchange)
  exchangeStore.setState(({ newest }) => {
    const known = newest[exchange.profileId]
    return known !== undefined && known.run > exchange.run
      ? {}
      : { newest: { ...newest, [exchange.profileId]: exchange } }
  })
  if (isOpenProfile(exchange.profileId)) void readWhole(connection, exchange.id)
}

/** Reads the newest run of a profile whole; `null` is kept when there was none. */
export async function readNewestExchange(connection: Connection, profileId: string): Promise<void> {
  const rows = await connection.send('exchanges.list', { profileId, runsOnly: true, limit: 1 })
  if (!rows.ok) return addProblem(rows.problem)
  const newest = rows.value[0]
  if (newest === undefined) return forgetExchanges(profileId)
  await readWhole(connection, newest.id)
}

/** Forgets the runs of a profile, because they or it were removed; of all when `profileId` is `null`. */
export function forgetExchanges(profileId: string | null): void {
  exchangeStore.setState(({ newest, whole }) => {
    if (profileId === null) return { newest: {}, whole: {} }
    const keep = <T extends Exchange>(entries: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
      Object.fromEntries(Object.entries(entries).filter(([, one]) => one.profileId !== profileId))
    return { newest: keep(newest), whole: keep(whole) }
  })
}

/** Starts a run; its steps arrive as events. */
export async function startExchange(connection: Connection, input: CallInput<'exchanges.start'>): Promise<boolean> {
  const beside = appStore.getState().status?.door === 'browser'
  if (beside) toSignIn.add(input.profileId)
  const started = await connection.send('exchanges.start', beside ? { ...input, openBrowser: false } : input)
  if (!started.ok) {
    toSignIn.delete(input.profileId)
    addProblem(started.problem)
  }
  return started.ok
}

/** Refreshes the newest token set of a profile, or the one named. */
export async function refreshExchange(
  connection: Connection,
  profileId: string,
  tokenSetId?: string,
): Promise<boolean> {
  const input = tokenSetId === undefined ? { profileId } : { profileId, tokenSetId }
  const started = await connection.send('exchanges.refresh', input)
  if (!started.ok) addProblem(started.problem)
  return started.ok
}

export async function cancelExchange(connection: Connection, id: string): Promise<void> {
  const answer = await connection.send('exchanges.cancel', { id })
  if (!answer.ok) addProblem(answer.problem)
}

/** Opens the sign-in page of a waiting run again. */
export async function openSignIn(connection: Connection, id: string): Promise<void> {
  const answer = await connection.send('exchanges.open', { id })
  if (!answer.ok) addProblem(answer.problem)
}
