import type { TokenSetRow } from '../../shared/contract/records.ts'
import type { Exchange } from '../../shared/flow/exchange.ts'
import { readToken } from '../../shared/flow/token-set.ts'
import { fail, type Outcome, ok } from '../../shared/lib/outcome.ts'
import { problem } from '../../shared/lib/problem.ts'
import type { EpochMs } from '../../shared/lib/units.ts'
import { createLauncher, type RunStart } from './launch-exchange.ts'
import { createTrailLauncher, type LiveRun, type RunPorts, type TrailLauncher } from './launch-trail.ts'
import type { EarlierSet } from './run-order.ts'
import { readStoredExpiries } from './token-book.ts'
import type { Waiting } from './wait-for-redirect.ts'

/** The runs that are going on, and the ways to reach them. */
export interface ExchangeRuns {
  start(wanted: RunStart): Outcome<{ readonly exchangeId: string }>
  /**
   * Refreshes the newest set of a profile, or the one given. Callers during one refresh all get the same run. With `reuse`, a
   * usable set that came of it already is the result, and nothing is sent.
   */
  refresh(profileId: string, tokenSetId?: string, reuse?: boolean): Outcome<{ readonly exchangeId: string }>
  /** The run once it has ended; `null` when none of that id is going on. */
  ended(id: string): Promise<Exchange | null>
  /** Starts a call around the tokens; it is cancelled, opened and ended as every run is. */
  readonly launch: TrailLauncher
  cancel(id: string): boolean
  /** Ends what is going on for a profile that is no more. */
  abandon(profileId: string): void
  paste(id: string, text: string): Promise<Outcome<true>>
  open(id: string): Promise<Outcome<true>>
  /** Cancels everything and waits until every trail has its end. */
  close(): Promise<void>
}

/** Whether what came of a set can be used in its place: its refresh token lives, and its access token has not ended. */
function isUsable({ dead, tokens }: TokenSetRow, now: EpochMs): boolean {
  const end = tokens.find((token) => token.kind === 'access_token')?.expiry.at ?? null
  return !dead && (end === null || end > now)
}

/** The token set that a refresh starts from: the one asked for, or the newest with a refresh token. */
function readEarlier(
  { tokens, ports }: RunPorts,
  profileId: string,
  tokenSetId: string | undefined,
  reuse: boolean,
): Outcome<EarlierSet> {
  const rows = tokens.list(profileId)
  if (!rows.ok) return rows
  const id = tokenSetId ?? rows.value.find((row) => row.tokens.some((token) => token.kind === 'refresh_token'))?.id
  if (id === undefined) return fail(problem('grant', 'refresh_token_missing'))
  const opened = tokens.show(id)
  if (!opened.ok) return opened
  if (opened.value.row.profileId !== profileId) return fail(problem('exchange', 'token_set_unknown', { id }))
  if (readToken(opened.value.tokenSet, 'refresh_token') === null) return fail(problem('grant', 'refresh_token_missing'))
  const next = rows.value.find((row) => row.refreshedFrom === id)
  const isWanted = next === undefined || (reuse && isUsable(next, ports.now()))
  const { tokenSet, row } = opened.value
  const successor = isWanted ? null : next.id
  return ok({ id, tokenSet, expiries: readStoredExpiries(opened.value), dead: row.dead, successor })
}

/** Opens the register of runs. */
export function createExchangeRuns(deps: RunPorts): ExchangeRuns {
  const live = new Map<string, LiveRun>()
  const refreshing = new Map<string, string>()
  const launchTrail = createTrailLauncher(deps, live)
  const launch = createLauncher(deps, launchTrail)
  const readWaiting = (id: string): Outcome<Waiting> => {
    const waiting = live.get(id)?.waiting ?? null
    return waiting === null ? fail(problem('exchange', 'exchange_not_waiting', { id })) : ok(waiting)
  }
  return {
    launch: launchTrail,
    start: (wanted) => {
      const profile = deps.profiles.read(wanted.profileId)
      if (!profile.ok) return profile
      return launch({ profile: profile.value, grantName: wanted.grant ?? profile.value.grant, wanted, earlier: null })
    },
    refresh: (profileId, tokenSetId, reuse = false) => {
      const profile = deps.profiles.read(profileId)
      if (!profile.ok) return profile
      const earlier = readEarlier(deps, profileId, tokenSetId, reuse)
      if (!earlier.ok) return earlier
      const { id } = earlier.value
      const running = refreshing.get(id)
      if (running !== undefined) return ok({ exchangeId: running })
      const launched = launch({
        profile: profile.value,
        grantName: 'refresh_token',
        wanted: { profileId },
        earlier: earlier.value,
      })
      if (!launched.ok) return launched
      refreshing.set(id, launched.value.exchangeId)
      live.get(launched.value.exchangeId)?.ended.finally(() => refreshing.delete(id))
      return launched
    },
    ended: async (id) => {
      const run = live.get(id)
      await run?.ended
      return run?.exchange ?? null
    },
    cancel: (id) => {
      const run = live.get(id)
      run?.controller.abort()
      return run !== undefined
    },
    abandon: (profileId) => {
      for (const run of live.values()) if (run.exchange.profileId === profileId) run.controller.abort()
      deps.exchanges.abandon(profileId)
    },
    paste: async (id, text) => {
      const waiting = readWaiting(id)
      return waiting.ok ? waiting.value.paste(text) : waiting
    },
    open: async (id) => {
      const waiting = readWaiting(id)
      if (!waiting.ok) return waiting
      const { openableUntil, url } = waiting.value
      if (openableUntil !== null && deps.ports.now() >= openableUntil)
        return fail(problem('authorization-request', 'request_uri_expired'))
      if (deps.ports.openOutside === null) return fail(problem('authorization-request', 'browser_not_opened'))
      return deps.ports.openOutside(url)
    },
    close: async () => {
      const runs = [...live.values()]
      for (const run of runs) run.controller.abort()
      await Promise.all(runs.map((run) => run.ended))
    },
  }
}
