import { setTimeout as pause, setImmediate } from 'node:timers/promises'
import type { OpenedTokenSet } from '../../shared/contract/records.ts'
import { type Finding, finding } from '../../shared/lib/finding.ts'
import { fail, type Outcome, ok } from '../../shared/lib/outcome.ts'
import { problem } from '../../shared/lib/problem.ts'
import type { EpochMs } from '../../shared/lib/units.ts'
import { runExchange } from './run-exchange.ts'
import type { EarlierSet, RunOrder } from './run-order.ts'
import type { SendLimits } from './send-limits.ts'
import { readStoredExpiries, type TokenBook } from './token-book.ts'
import type { LeaseStore, LeaseWish } from './vault/lease-store.ts'

/** What refreshing alone stands on: the leases that all processes of a vault share, and the sets they store. */
export interface RefreshDesk {
  readonly leases: LeaseStore
  readonly tokens: TokenBook
  /** This process, among those of the vault. */
  readonly owner: string
  /** Milliseconds: longer than any request, so that a lease which has run out belongs to a process that is gone. */
  readonly lasts: number
  now(): EpochMs
}

/** Whose turn it is: ours, with what is worth saying about it, or nobody's any more, because it was done elsewhere. */
export type Turn =
  | { readonly kind: 'ours'; readonly findings: readonly Finding[] }
  | { readonly kind: 'done'; readonly opened: OpenedTokenSet }

/** How often a process looks whether the other one is through. */
const lookEveryMs = 100

/** How long a lease lasts: two requests, as one may be repeated with a nonce (RFC 9449, section 8), and some time around them. */
export function readLeaseTime(limits: SendLimits): number {
  return 2 * limits.total + 30_000
}

function buildWish(desk: RefreshDesk, earlier: EarlierSet): LeaseWish {
  return { name: `refresh:${earlier.id}`, owner: desk.owner, now: desk.now(), lasts: desk.lasts }
}

/** What has become of the set since this run was asked for: a newer one, a refusal, or nothing (`null`). */
function readElsewhere(desk: RefreshDesk, profileId: string, earlier: EarlierSet): Outcome<Turn> | null {
  const rows = desk.tokens.list(profileId)
  if (!rows.ok) return null
  const next = rows.value.find((row) => row.refreshedFrom === earlier.id)
  if (next !== undefined && next.id !== earlier.successor) {
    const opened = desk.tokens.show(next.id)
    if (opened.ok) return ok({ kind: 'done', opened: opened.value })
  }
  const isDead = rows.value.some((row) => row.id === earlier.id && row.dead)
  if (!isDead || earlier.dead) return null
  return fail(problem('token-set', 'provider_refused', { error: 'invalid_grant', by: 'another process' }))
}

function readLeft(answer: 'taken' | 'left'): readonly Finding[] {
  return answer === 'left' ? [finding('grant', 'refresh_interrupted')] : []
}

/**
 * Waits until this process may refresh the set, and no longer than it needs: what another one has made of it meanwhile counts,
 * because a refresh token that rotates may be sent once (RFC 9700, section 4.14.2). A vault that cannot keep the lease does
 * not stop the refresh that a person asked for; it is said.
 */
export async function waitForTurn(
  desk: RefreshDesk,
  profileId: string,
  earlier: EarlierSet,
  signal: AbortSignal,
): Promise<Outcome<Turn>> {
  const mostLooks = Math.ceil((1.5 * desk.lasts) / lookEveryMs)
  for (let look = 0; ; look++) {
    if (signal.aborted) return fail(problem('exchange', 'cancelled'))
    const taken = desk.leases.take(buildWish(desk, earlier))
    if (!taken.ok) {
      const reason = taken.problem.evidence?.reason ?? taken.problem.code
      return ok({ kind: 'ours', findings: [finding('grant', 'refresh_unguarded', { reason })] })
    }
    if (taken.value !== 'held') {
      const elsewhere = readElsewhere(desk, profileId, earlier)
      if (elsewhere === null) return ok({ kind: 'ours', findings: readLeft(taken.value) })
      desk.leases.release(`refresh:${earlier.id}`, desk.owner)
      return elsewhere
    }
    if (look >= mostLooks) return fail(problem('exchange', 'refresh_busy', { seconds: String(desk.lasts / 1000) }))
    // Cancelling ends the pause at once; the next round says so.
    await pause(lookEveryMs, undefined, { signal }).catch(() => undefined)
  }
}

/** The end of a run whose work another process has done: its set is this run's result. */
function takeOver({ recorder }: RunOrder, opened: OpenedTokenSet): void {
  const { tokenSet, row } = opened
  recorder.know(tokenSet.tokens.map((token) => token.value))
  const findings = [finding('token-set', 'refreshed_elsewhere')]
  const reading = { kind: 'tokens', tokenSet, findings: [] } as const
  recorder.append({ kind: 'token-set', reading, tokenSetId: row.id, findings })
  recorder.append({ kind: 'expiry', expiries: readStoredExpiries(opened).expiries, findings: [] })
}

async function runAlone(desk: RefreshDesk, order: RunOrder, earlier: EarlierSet, findings: readonly Finding[]) {
  const renewing = setInterval(() => desk.leases.renew(buildWish(desk, earlier)), desk.lasts / 3)
  renewing.unref()
  try {
    if (findings.length > 0) order.recorder.append({ kind: 'grant', checks: [], findings })
    // In the history before it is on its way: a process that is stopped half way leaves a run that failed, not nothing.
    order.recorder.store()
    await runExchange(order)
  } finally {
    clearInterval(renewing)
    desk.leases.release(`refresh:${earlier.id}`, desk.owner)
  }
}

/** Walks one refresh, alone among all processes of the vault (requirement O-07). */
export async function runRefresh(desk: RefreshDesk, order: RunOrder, earlier: EarlierSet): Promise<void> {
  const turn = await waitForTurn(desk, order.profile.id, earlier, order.signal)
  if (!turn.ok) order.recorder.stop(turn.problem)
  else if (turn.value.kind === 'ours') return runAlone(desk, order, earlier, turn.value.findings)
  else takeOver(order, turn.value.opened)
  // As at the end of every run: whoever waits for the last step goes first.
  await setImmediate()
  order.recorder.store()
}
