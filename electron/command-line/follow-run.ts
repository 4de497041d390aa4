import type { AppEvent } from '../../shared/contract/events.ts'
import {
  type Exchange,
  readChecks,
  readFindings,
  readProblem,
  readStep,
  type TrailStep,
} from '../../shared/flow/exchange.ts'
import { fail, type Outcome, ok } from '../../shared/lib/outcome.ts'
import { problem } from '../../shared/lib/problem.ts'
import type { Host } from '../host/host.ts'
import type { HeldTokens } from './token-document.ts'

/** What happens while a run goes on. */
export interface RunWatch {
  /** The sign-in page is known; `waiting` when somebody has to go there. */
  signIn(exchange: Exchange, url: string, waiting: boolean): void
  /** The person has to confirm elsewhere: with a code, or on another device. */
  confirm(exchange: Exchange, action: UserAction): void
}

export type UserAction = Extract<TrailStep, { kind: 'user-action' }>

const hasEnded = (exchange: Exchange) => exchange.state !== 'running' && exchange.state !== 'waiting'

/** The whole record of a run; an event carries the masked form. */
async function readWhole(host: Host, exchange: Exchange): Promise<Exchange> {
  const shown = await host.send('exchanges.show', { id: exchange.id })
  return shown.ok ? shown.value : exchange
}

/** The tokens that a run brought, also when they could not be stored, or the problem that ended it. */
function readResult(exchange: Exchange): Outcome<HeldTokens> {
  const step = readStep(exchange, 'token-set')
  const stopped = readProblem(exchange)
  if (stopped !== null) return fail(stopped)
  if (step?.reading.kind !== 'tokens') return fail(problem('exchange', 'internal', { state: exchange.state }))
  const { profileId } = exchange
  const { tokenSetId: id, reading } = step
  const findings = readFindings(exchange)
  return ok({ profileId, id, tokenSet: reading.tokenSet, findings, checks: readChecks(exchange) })
}

/** A finished run with what it brought. */
export interface FollowedRun {
  readonly exchange: Exchange
  readonly tokens: Outcome<HeldTokens>
}

/** Starts a run by `start` and follows it to its end. Listens before it starts, so that no step is missed. */
export async function followRun(
  host: Host,
  start: () => Promise<Outcome<{ readonly exchangeId: string }>>,
  watch: RunWatch,
): Promise<Outcome<FollowedRun>> {
  const seen = new Map<string, Exchange>()
  let wanted: string | null = null
  let isShown = false
  let whole: Promise<Exchange> | null = null
  let isStored = false
  let settle: (ended: Promise<Exchange>) => void = () => {}
  const stored = new Promise<Exchange>((resolve) => {
    settle = resolve
  })
  const check = (): void => {
    if (isStored && whole !== null) settle(whole)
  }
  const look = (exchange: Exchange): void => {
    if (exchange.id !== wanted) return
    const step = readStep(exchange, 'authorization-request')
    if (step !== null && !isShown) {
      isShown = true
      watch.signIn(exchange, step.request.url, step.opened !== 'self')
    }
    const action = readStep(exchange, 'user-action')
    if (action !== null && !isShown) {
      isShown = true
      watch.confirm(exchange, action)
    }
    // Asked for at once: while the run is live its record is there even if nothing can be stored.
    if (hasEnded(exchange)) whole ??= readWhole(host, exchange)
  }
  const stop = host.onEvent((event: AppEvent) => {
    if (event.kind === 'exchange.changed') {
      seen.set(event.exchange.id, event.exchange)
      look(event.exchange)
    }
    // The end of a run is published before its trail is stored; this says that it is.
    if (event.kind === 'history.changed') isStored = true
    check()
  })
  try {
    const started = await start()
    if (!started.ok) return started
    wanted = started.value.exchangeId
    const already = seen.get(wanted)
    if (already !== undefined) look(already)
    check()
    const exchange = await stored
    return ok({ exchange, tokens: readResult(exchange) })
  } finally {
    stop()
  }
}
