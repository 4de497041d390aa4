import { randomInt } from 'node:crypto'
import type { AppStatus, TokenSetRow } from '../../shared/contract/records.ts'
import {
  mostAtOnce,
  type PlannedRefresh,
  planRefreshes,
  type RefreshAttempt,
  type RefreshCandidate,
} from '../../shared/flow/expiry-refresh-plan.ts'
import type { Profile } from '../../shared/flow/profile.ts'
import type { Outcome } from '../../shared/lib/outcome.ts'
import { type EpochMs, seconds } from '../../shared/lib/units.ts'
import type { ExchangeRuns } from './exchange-runs.ts'
import type { ProfileBook } from './profile-book.ts'
import { startTimer, type Timer } from './timer.ts'
import type { TokenBook } from './token-book.ts'
import type { Vault } from './vault/vault.ts'

/** Refreshing ahead of the end, while the program runs. */
export interface AutoRefresh {
  status(): AppStatus['autoRefresh']
  /** Something has changed: what is to be done is decided anew. */
  wake(): void
  /** Kept in the vault, so it holds for every process and after a restart. */
  pause(paused: boolean): Outcome<true>
  close(): void
}

/** What it stands on. */
export interface AutoRefreshPorts {
  readonly vault: Vault
  readonly profiles: Pick<ProfileBook, 'list'>
  readonly tokens: Pick<TokenBook, 'latest'>
  readonly runs: Pick<ExchangeRuns, 'refresh' | 'ended'>
  now(): EpochMs
  /** The status has changed. */
  changed(): void
  readonly timer?: Timer | undefined
  /** From 0 to 1; unequal, so that many sets and several programs do not all ask at the same moment. */
  readonly jitter?: (() => number) | undefined
}

/** At least so often everything is decided anew: a sleep or a jump of the clock is noticed then. */
const longestNapMs = 30_000
const shortestNapMs = 250

const stored = 'auto-refresh'

/** While the vault is locked the answer stays what it was. */
function readPaused(vault: Vault, before: boolean): boolean {
  const text = vault.values.read(stored)
  return text.ok ? text.value === 'paused' : before
}

function writePaused(vault: Vault, paused: boolean): Outcome<true> {
  return vault.values.write(stored, paused ? 'paused' : 'running')
}

function buildCandidate({ id, autoRefresh }: Profile, row: TokenSetRow | undefined): readonly RefreshCandidate[] {
  if (row === undefined || !autoRefresh.enabled) return []
  const endOf = (kind: string) => row.tokens.find((token) => token.kind === kind)?.expiry.at
  const { id: tokenSetId, receivedAt, dead } = row
  const ahead = seconds(autoRefresh.ahead)
  const end = endOf('access_token') ?? null
  return [{ profileId: id, tokenSetId, ahead, receivedAt, end, refreshEnd: endOf('refresh_token'), dead }]
}

/** What wants to be refreshed now or later; nothing while the vault is locked. */
function listCandidates({ vault, profiles, tokens }: AutoRefreshPorts): readonly RefreshCandidate[] {
  if (vault.status().state !== 'open') return []
  const all = profiles.list()
  const wanted = all.ok ? all.value.filter((profile) => profile.autoRefresh.enabled) : []
  if (wanted.length === 0) return []
  const rows = tokens.latest()
  return rows.ok ? wanted.flatMap((profile) => buildCandidate(profile, rows.value.get(profile.id))) : []
}

/** Draws one number for each set, and forgets those of sets that are gone. */
function createJitter(draw: () => number): (tokenSetId: string) => number {
  const drawn = new Map<string, number>()
  return (id) => {
    const value = drawn.get(id) ?? draw()
    drawn.delete(id)
    drawn.set(id, value)
    for (const oldest of [...drawn.keys()].slice(0, -1000)) drawn.delete(oldest)
    return value
  }
}

/** Sets it going: one timer, and a decision at each of its ends. */
export function createAutoRefresh(ports: AutoRefreshPorts): AutoRefresh {
  const { vault, runs, now, timer = startTimer } = ports
  const jitterOf = createJitter(ports.jitter ?? (() => randomInt(1_000_001) / 1_000_000))
  const attempts = new Map<string, RefreshAttempt>()
  const running = new Set<string>()
  let shown: AppStatus['autoRefresh'] = { paused: readPaused(vault, false), next: null }
  let stop = (): void => undefined
  let closed = false
  let woken = false

  const show = (paused: boolean, next: EpochMs | null): void => {
    if (shown.paused === paused && shown.next === next) return
    shown = { paused, next }
    ports.changed()
  }
  // However it went: what went well has a successor, and what could not be stored must not be asked for again at once.
  const settle = (id: string): void => {
    running.delete(id)
    attempts.set(id, { tries: (attempts.get(id)?.tries ?? 0) + 1, at: now() })
    wake()
  }
  const start = ({ profileId, tokenSetId }: PlannedRefresh): void => {
    running.add(tokenSetId)
    const started = runs.refresh(profileId, tokenSetId, true)
    const ended = started.ok ? runs.ended(started.value.exchangeId) : Promise.resolve(null)
    void ended.finally(() => settle(tokenSetId))
  }
  const decide = (): void => {
    stop()
    woken = false
    if (closed) return
    const paused = readPaused(vault, shown.paused)
    const candidates = listCandidates(ports)
    for (const id of [...attempts.keys()].filter((one) => !candidates.some(({ tokenSetId }) => tokenSetId === one)))
      attempts.delete(id)
    const plan = planRefreshes(candidates, attempts, now(), jitterOf).filter(
      ({ tokenSetId }) => !running.has(tokenSetId),
    )
    const due = paused ? [] : plan.filter(({ at }) => at <= now()).slice(0, mostAtOnce - running.size)
    const next = plan.find((one) => !due.includes(one))?.at ?? null
    show(paused, paused ? null : next)
    // One that is due and has to wait for its turn is started when another has ended.
    const isLater = next !== null && !paused && next > now()
    const nap = isLater ? Math.min(longestNapMs, Math.max(shortestNapMs, next - now())) : longestNapMs
    stop = timer(decide, nap)
    for (const one of due) start(one)
  }
  // A little later, because a change seldom comes alone.
  const wake = (): void => {
    if (woken || closed) return
    stop()
    woken = true
    stop = timer(decide, shortestNapMs)
  }
  return {
    status: () => shown,
    wake,
    pause: (paused) => {
      const written = writePaused(vault, paused)
      if (written.ok) decide()
      return written
    },
    close: () => {
      closed = true
      stop()
    },
  }
}

/** What the command line has: it comes and goes, refreshes only what it is asked for, and can pause the others. */
export function createIdleRefresh(vault: Vault): AutoRefresh {
  return {
    status: () => ({ paused: readPaused(vault, false), next: null }),
    wake: () => undefined,
    pause: (paused) => writePaused(vault, paused),
    close: () => undefined,
  }
}
