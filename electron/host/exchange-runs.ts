import { createHash, randomUUID } from 'node:crypto'
import { createExchange, type Exchange, maskExchange } from '../../shared/flow/exchange.ts'
import type { GrantName, Profile, Secrets } from '../../shared/flow/profile.ts'
import { readToken } from '../../shared/flow/token-set.ts'
import { fail, type Outcome, ok } from '../../shared/lib/outcome.ts'
import { problem } from '../../shared/lib/problem.ts'
import type { ExchangeBook } from './exchange-book.ts'
import { createRecorder, type Recorder } from './exchange-recorder.ts'
import { readMistake } from './mistake.ts'
import type { HostPorts } from './ports.ts'
import type { PracticeDesk } from './practice-desk.ts'
import type { ProfileBook } from './profile-book.ts'
import { type EarlierSet, runExchange } from './run-exchange.ts'
import type { Sender } from './send-request.ts'
import { readStoredExpiries, type TokenBook } from './token-book.ts'
import type { Waiting } from './wait-for-redirect.ts'

/** What a run is started with. */
export interface RunStart {
  readonly profileId: string
  readonly grant?: GrantName | undefined
  readonly authorizeParameters?: Readonly<Record<string, string>> | undefined
  readonly openBrowser?: boolean | undefined
}

/** The runs that are going on, and the ways to reach them. */
export interface ExchangeRuns {
  start(wanted: RunStart): Outcome<{ readonly exchangeId: string }>
  /** Refreshes the newest set of a profile, or the one given. Callers during one refresh all get the same run. */
  refresh(profileId: string, tokenSetId?: string): Outcome<{ readonly exchangeId: string }>
  cancel(id: string): boolean
  paste(id: string, text: string): Outcome<true>
  open(id: string): Promise<Outcome<true>>
  /** The record of a run that is still going on, or `null`. */
  current(id: string): Exchange | null
  /** Cancels everything and waits until every trail has its end. */
  close(): Promise<void>
}

export interface RunPorts {
  readonly ports: HostPorts
  readonly profiles: ProfileBook
  readonly tokens: TokenBook
  readonly exchanges: ExchangeBook
  readonly practice: PracticeDesk
  readonly sender: Sender
  /** A step was appended. */
  publish(exchange: Exchange): void
  /** A run has ended, or the tokens of its profile have changed. */
  settled(profileId: string): void
}

/** One run that is going on. */
interface LiveRun {
  readonly controller: AbortController
  exchange: Exchange
  waiting: Waiting | null
  ended: Promise<void>
}

/** The token set that a refresh starts from: the one asked for, or the newest with a refresh token. */
function readEarlier(tokens: TokenBook, profileId: string, tokenSetId: string | undefined): Outcome<EarlierSet> {
  let id = tokenSetId
  if (id === undefined) {
    const rows = tokens.list(profileId)
    if (!rows.ok) return rows
    id = rows.value.find((row) => row.tokens.some((token) => token.kind === 'refresh_token'))?.id
  }
  if (id === undefined) return fail(problem('grant', 'refresh_token_missing'))
  const opened = tokens.show(id)
  if (!opened.ok) return opened
  if (opened.value.row.profileId !== profileId) return fail(problem('exchange', 'token_set_unknown', { id }))
  if (readToken(opened.value.tokenSet, 'refresh_token') === null) return fail(problem('grant', 'refresh_token_missing'))
  return ok({ id, tokenSet: opened.value.tokenSet, expiries: readStoredExpiries(opened.value) })
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
    publish: (changed) => {
      mine.exchange = changed
      deps.publish(maskExchange(changed))
    },
    write: deps.exchanges.write,
  })
}

/** Walks one run to its end; whatever stops it is in its trail, a mistake of ours included. */
async function walkRun(
  deps: RunPorts,
  mine: LiveRun,
  order: Launch,
  takeCode: (code: string) => boolean,
): Promise<void> {
  const recorder = openTrail(deps, mine)
  try {
    await walkStreet(deps, mine, order, takeCode, recorder)
  } catch (error) {
    if (recorder.exchange().endedAt === null) recorder.stop(readMistake('exchange', error))
    recorder.store()
  }
}

async function walkStreet(
  deps: RunPorts,
  mine: LiveRun,
  order: Launch,
  takeCode: (code: string) => boolean,
  recorder: Recorder,
): Promise<void> {
  const variables = await deps.practice.variables(order.profile)
  if (!variables.ok) {
    recorder.stop(variables.problem)
    recorder.store()
    return
  }
  await runExchange({
    ...{ recorder, takeCode, ports: deps.ports, sender: deps.sender, variables: variables.value },
    ...{ profile: order.profile, secrets: order.secrets, grantName: order.grantName, earlier: order.earlier },
    parameters: order.wanted.authorizeParameters ?? {},
    openBrowser: order.wanted.openBrowser ?? true,
    signal: mine.controller.signal,
    waiting: (waiting) => {
      mine.waiting = waiting
    },
    saveTokens: (tokenSet, expiries, findings) => deps.tokens.save(recorder.exchange(), tokenSet, expiries, findings),
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
function createLauncher(
  deps: RunPorts,
  live: Map<string, LiveRun>,
): (order: Omit<Launch, 'secrets'>) => Outcome<{ readonly exchangeId: string }> {
  const takeCode = createCodeRegister()
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
    const mine: LiveRun = { controller: new AbortController(), exchange, waiting: null, ended: Promise.resolve() }
    live.set(id, mine)
    deps.publish(exchange)
    mine.ended = walkRun(deps, mine, { ...order, secrets: secrets.value }, takeCode).finally(() => {
      live.delete(id)
      deps.settled(profileId)
    })
    return ok({ exchangeId: id })
  }
}

/** Opens the register of runs. */
export function createExchangeRuns(deps: RunPorts): ExchangeRuns {
  const live = new Map<string, LiveRun>()
  const refreshing = new Map<string, string>()
  const launch = createLauncher(deps, live)
  const readWaiting = (id: string): Outcome<Waiting> => {
    const waiting = live.get(id)?.waiting ?? null
    return waiting === null ? fail(problem('exchange', 'exchange_not_waiting', { id })) : ok(waiting)
  }
  return {
    start: (wanted) => {
      const profile = deps.profiles.read(wanted.profileId)
      if (!profile.ok) return profile
      return launch({ profile: profile.value, grantName: wanted.grant ?? profile.value.grant, wanted, earlier: null })
    },
    refresh: (profileId, tokenSetId) => {
      const profile = deps.profiles.read(profileId)
      if (!profile.ok) return profile
      const earlier = readEarlier(deps.tokens, profileId, tokenSetId)
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
    cancel: (id) => {
      const run = live.get(id)
      run?.controller.abort()
      return run !== undefined
    },
    paste: (id, text) => {
      const waiting = readWaiting(id)
      return waiting.ok ? waiting.value.paste(text) : waiting
    },
    open: async (id) => {
      const waiting = readWaiting(id)
      if (!waiting.ok) return waiting
      if (deps.ports.openOutside === null) return fail(problem('authorization-request', 'browser_not_opened'))
      return deps.ports.openOutside(waiting.value.url)
    },
    current: (id) => live.get(id)?.exchange ?? null,
    close: async () => {
      const runs = [...live.values()]
      for (const run of runs) run.controller.abort()
      await Promise.all(runs.map((run) => run.ended))
    },
  }
}
