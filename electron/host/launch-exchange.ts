import { createHash, randomUUID } from 'node:crypto'
import type { GrantName } from '../../shared/dialects/grant-names.ts'
import { createExchange, type Exchange, maskExchange } from '../../shared/flow/exchange.ts'
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
import { runExchange } from './run-exchange.ts'
import type { EarlierSet, RunOrder } from './run-order.ts'
import { type RefreshDesk, readLeaseTime, runRefresh } from './run-refresh.ts'
import { sendLimits } from './send-limits.ts'
import type { Sender } from './send-request.ts'
import type { TokenBook } from './token-book.ts'
import type { LeaseStore } from './vault/lease-store.ts'
import type { Waiting } from './wait-for-redirect.ts'

/** What a run is started with. */
export interface RunStart {
  readonly profileId: string
  readonly grant?: GrantName | undefined
  readonly authorizeParameters?: Readonly<Record<string, string>> | undefined
  readonly openBrowser?: boolean | undefined
}

/** What runs stand on. */
export interface RunPorts {
  readonly ports: HostPorts
  readonly profiles: ProfileBook
  readonly tokens: TokenBook
  readonly exchanges: ExchangeBook
  readonly practice: PracticeDesk
  readonly sender: Sender
  readonly keySets: KeySets
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

/** Remembers which codes were handed in; a code is sent once (RFC 6749, section 4.1.2). */
function createCodeRegister(): (code: string) => boolean {
  const used = new Set<string>()
  return (code) => {
    const digest = createHash('sha256').update(code).digest('base64url')
    if (used.has(digest)) return false
    used.add(digest)
    return true
  }
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

/** What all runs of this process share. */
interface Launcher {
  readonly takeCode: (code: string) => boolean
  /** The name of this process among those of the vault. */
  readonly owner: string
}

/** Walks one run to its end; whatever stops it is in its trail, a mistake of ours included. */
async function walkRun(deps: RunPorts, mine: LiveRun, order: Launch, launcher: Launcher): Promise<void> {
  const recorder = openTrail(deps, mine)
  recorder.know(Object.values(order.secrets))
  try {
    await walkStreet(deps, mine, order, launcher, recorder)
  } catch (error) {
    if (recorder.exchange().endedAt === null) recorder.stop(readMistake('exchange', error))
    recorder.store()
  }
}

/** What is left when even the end of a run fails: the run is over for everybody, and the program goes on. */
function endBroken(deps: RunPorts, mine: LiveRun): void {
  const { exchange } = mine
  if (exchange.endedAt !== null) return
  mine.exchange = { ...exchange, trail: [], state: 'failed', endedAt: deps.ports.now() }
  deps.publish(mine.exchange)
}

/** A refresh goes alone, everything else at once. */
function walkOrder(deps: RunPorts, owner: string, order: RunOrder): Promise<void> {
  if (order.earlier === null) return runExchange(order)
  const { tokens, leases, ports } = deps
  const lasts = readLeaseTime(ports.limits ?? sendLimits)
  return runRefresh({ tokens, leases, owner, lasts, now: ports.now } satisfies RefreshDesk, order, order.earlier)
}

async function walkStreet(
  deps: RunPorts,
  mine: LiveRun,
  order: Launch,
  { takeCode, owner }: Launcher,
  recorder: Recorder,
): Promise<void> {
  const variables = await deps.practice.variables(order.profile)
  if (!variables.ok) {
    recorder.stop(variables.problem)
    recorder.store()
    return
  }
  await walkOrder(deps, owner, {
    ...{
      recorder,
      takeCode,
      ports: deps.ports,
      sender: deps.sender,
      keySets: deps.keySets,
      variables: variables.value,
    },
    ...{ profile: order.profile, secrets: order.secrets, grantName: order.grantName, earlier: order.earlier },
    parameters: order.wanted.authorizeParameters ?? {},
    openBrowser: order.wanted.openBrowser ?? true,
    signal: mine.controller.signal,
    waiting: (waiting) => {
      mine.waiting = waiting
    },
    saveTokens: (tokenSet, expiries, findings) =>
      deps.tokens.save(recorder.exchange(), tokenSet, expiries, findings, order.earlier?.id),
    saveChecks: deps.tokens.saveChecks,
    markDead: deps.tokens.markDead,
  })
}

/** Everything a run needs before it begins. */
interface Launch {
  readonly profile: Profile
  readonly secrets: Secrets
  readonly grantName: GrantName | 'refresh_token'
  readonly wanted: RunStart
  readonly earlier: EarlierSet | null
}

/** Starts runs and keeps the ones that are going on. */
export function createLauncher(
  deps: RunPorts,
  live: Map<string, LiveRun>,
): (order: Omit<Launch, 'secrets'>) => Outcome<{ readonly exchangeId: string }> {
  const launcher: Launcher = { takeCode: createCodeRegister(), owner: randomUUID() }
  return (order) => {
    const { id: profileId, name: profileName } = order.profile
    const secrets = deps.profiles.secrets(profileId)
    if (!secrets.ok) return secrets
    const run = deps.exchanges.nextRun(profileId)
    if (!run.ok) return run
    const id = randomUUID()
    const exchange = createExchange(
      { id, profileId, profileName, run: run.value, kind: order.grantName },
      deps.ports.now(),
    )
    const mine: LiveRun = {
      controller: new AbortController(),
      exchange,
      waiting: null,
      ended: Promise.resolve(),
    }
    live.set(id, mine)
    deps.exchanges.note({ exchange, sent: {} })
    deps.publish(exchange)
    mine.ended = walkRun(deps, mine, { ...order, secrets: secrets.value }, launcher)
      .catch(() => endBroken(deps, mine))
      .finally(() => {
        live.delete(id)
        deps.settled(profileId)
      })
    return ok({ exchangeId: id })
  }
}
