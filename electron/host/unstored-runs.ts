import type { Exchange } from '../../shared/flow/exchange.ts'
import type { Problem } from '../../shared/lib/problem.ts'
import type { SentSecrets } from './exchange-recorder.ts'

/** A run as it is now, with what it has sent. */
export interface UnstoredRun {
  readonly exchange: Exchange
  readonly sent: SentSecrets
}

/** The runs of this program that the vault does not hold as they are: those going on, and those it did not take. */
export interface UnstoredRuns {
  find(id: string): UnstoredRun | null
  list(): readonly Exchange[]
  /** A run has taken a step. */
  note(run: UnstoredRun): void
  /** The vault was asked to take a run; `null`: it did. */
  settle(exchange: Exchange, failed: Problem | null): void
  /** A person removes runs: whatever they still do, they do not come back. */
  drop(isMeant: (exchange: Exchange) => boolean): void
  isDropped(id: string): boolean
}

/** So many runs that could not be stored are kept; they hold tokens that are nowhere else. */
const mostUnsaved = 20

/** Creates an empty list of runs. */
export function createUnstoredRuns(): UnstoredRuns {
  const runs = new Map<string, UnstoredRun>()
  const dropped = new Set<string>()
  const forgetOldest = (): void => {
    const unsaved = [...runs.values()].filter(({ exchange }) => exchange.endedAt !== null)
    for (const { exchange } of unsaved.slice(0, Math.max(0, unsaved.length - mostUnsaved))) runs.delete(exchange.id)
  }
  return {
    find: (id) => runs.get(id) ?? null,
    list: () => [...runs.values()].map((run) => run.exchange),
    note: (run) => {
      if (!dropped.has(run.exchange.id)) runs.set(run.exchange.id, run)
    },
    settle: ({ id, endedAt }, failed) => {
      // A profile that is gone takes its runs along.
      const isDone = failed === null ? endedAt !== null : failed.code === 'profile_unknown'
      if (isDone) runs.delete(id)
      forgetOldest()
    },
    drop: (isMeant) => {
      for (const [id, { exchange }] of runs) {
        if (!isMeant(exchange)) continue
        runs.delete(id)
        dropped.add(id)
      }
    },
    isDropped: (id) => dropped.has(id),
  }
}
