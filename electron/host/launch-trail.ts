import { randomUUID } from 'node:crypto'
import { createExchange, type Exchange, isTokenRun, maskExchange } from '../../shared/flow/exchange.ts'
import type { Profile, Secrets } from '../../shared/flow/profile.ts'
import { type Outcome, ok } from '../../shared/lib/outcome.ts'
import type { ExchangeBook } from './exchange-book.ts'
import { createRecorder, type Recorder } from './exchange-recorder.ts'
import type { KeySets } from './key-sets.ts'
import { maskHeaders } from './mask-known.ts'
import { readMistake } from './mistake.ts'
import type { HostPorts } from './ports.ts'
import type { PracticeDesk } from './practice-desk.ts'
import type { ProfileBook } from './profile-book.ts'
import type { StepOrder } from './run-order.ts'
import type { Sender } from './send-request.ts'
import type { TokenBook } from './token-book.ts'
import type { LeaseStore } from './vault/lease-store.ts'
import type { Waiting } from './wait-for-redirect.ts'

/** What runs stand on. */
export interface RunPorts {
  readonly ports: HostPorts
  readonly profiles: ProfileBook
  readonly tokens: TokenBook
  readonly exchanges: ExchangeBook
  readonly practice: PracticeDesk
  readonly sender: Sender
  readonly keySets: KeySets
  /** Who refreshes which set, among all processes of the vault. */
  readonly leases: LeaseStore
  /** A step was appended. */
  publish(exchange: Exchange): void
  /** A run has ended, or the tokens of its profile have changed. */
  settled(profileId: string): void
}

/** One run that is going on. */
export interface LiveRun {
  readonly controller: AbortController
  exchange: Exchange
  waiting: Waiting | null
  ended: Promise<void>
}

/** What a walk is given: everything its steps work with, and how it says that it waits. */
export interface Walk {
  readonly order: StepOrder
  /** Makes it reachable for paste and re-open while it waits. */
  waiting(waiting: Waiting | null): void
}

/** Whose trail it is, and what for. */
export interface TrailStart {
  readonly profile: Profile
  readonly kind: Exchange['kind']
}

/** The trail of a new run; what is appended to it is published masked and stored sealed. */
function openTrail(deps: RunPorts, mine: LiveRun): Recorder {
  return createRecorder(mine.exchange, {
    now: deps.ports.now,
    publish: (changed, known, sent) => {
      mine.exchange = changed
      deps.exchanges.note({ exchange: changed, sent })
      const masked = maskExchange(changed)
      deps.publish({ ...masked, trail: maskHeaders(masked.trail, known) })
    },
    write: deps.exchanges.write,
  })
}

/** What is left when even the end of a run fails: the run is over for everybody, and the program goes on. */
function endBroken(deps: RunPorts, mine: LiveRun): void {
  const { exchange } = mine
  if (exchange.endedAt !== null) return
  mine.exchange = { ...exchange, trail: [], state: 'failed', endedAt: deps.ports.now() }
  deps.publish(mine.exchange)
}

/** Walks to the end; whatever stops it is in the trail, a mistake of ours included. */
async function walkTrail(
  deps: RunPorts,
  mine: LiveRun,
  owner: { readonly profile: Profile; readonly secrets: Secrets },
  walk: (walk: Walk) => Promise<void>,
): Promise<void> {
  const { ports, sender, keySets, practice } = deps
  const { profile, secrets } = owner
  const recorder = openTrail(deps, mine)
  recorder.know(Object.values(secrets))
  try {
    const variables = await practice.variables(profile)
    if (!variables.ok) {
      recorder.stop(variables.problem)
      recorder.store()
      return
    }
    const { signal } = mine.controller
    await walk({
      order: { profile, secrets, variables: variables.value, signal, ports, sender, keySets, recorder },
      waiting: (waiting) => {
        mine.waiting = waiting
      },
    })
  } catch (error) {
    if (recorder.exchange().endedAt === null) recorder.stop(readMistake('exchange', error))
    recorder.store()
  }
}

/** Starts a trail and a walk that writes it; answers at once with its id. */
export type TrailLauncher = (
  start: TrailStart,
  walk: (walk: Walk) => Promise<void>,
) => Outcome<{ readonly exchangeId: string }>

/** Launches trails of every kind and keeps the ones that are going on. */
export function createTrailLauncher(deps: RunPorts, live: Map<string, LiveRun>): TrailLauncher {
  return ({ profile, kind }, walk) => {
    const { id: profileId, name: profileName } = profile
    const secrets = deps.profiles.secrets(profileId)
    if (!secrets.ok) return secrets
    // Calls around the tokens are no runs, and take no number from them.
    const run = isTokenRun({ kind }) ? deps.exchanges.nextRun(profileId) : ok(0)
    if (!run.ok) return run
    const id = randomUUID()
    const exchange = createExchange({ id, profileId, profileName, run: run.value, kind }, deps.ports.now())
    const mine: LiveRun = {
      controller: new AbortController(),
      exchange,
      waiting: null,
      ended: Promise.resolve(),
    }
    live.set(id, mine)
    deps.exchanges.note({ exchange, sent: {} })
    deps.publish(exchange)
    mine.ended = walkTrail(deps, mine, { profile, secrets: secrets.value }, walk)
      .catch(() => endBroken(deps, mine))
      .finally(() => {
        live.delete(id)
        deps.settled(profileId)
      })
    return ok({ exchangeId: id })
  }
}
