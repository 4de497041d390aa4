import type { TokenSetRow } from '../../../shared/contract/records.ts'
import { type ExchangeRow, isTokenRun } from '../../../shared/flow/exchange.ts'
import type { EpochMs } from '../../../shared/lib/units.ts'
import type { GlyphKind } from '../../parts/glyph.tsx'

/** The ends that a person tells apart at a glance. */
export const outcomes = ['all', 'received', 'refused', 'other'] as const
export type HistoryOutcome = (typeof outcomes)[number]

/** What narrows the list. Empty texts narrow nothing. */
export interface HistoryFilter {
  readonly text: string
  readonly profileId: string
  readonly kind: ExchangeRow['kind'] | ''
  readonly outcome: HistoryOutcome
}

export const noFilter: HistoryFilter = { text: '', profileId: '', kind: '', outcome: 'all' }

/** How long a run took in milliseconds, or `null` while it goes on. */
export function readTookMs(row: ExchangeRow): number | null {
  return row.endedAt === null ? null : row.endedAt - row.startedAt
}

export function readOutcome(row: ExchangeRow): Exclude<HistoryOutcome, 'all'> {
  return row.state === 'received' || row.state === 'refused' ? row.state : 'other'
}

/** The names of `name:value` words, and what of a row they are compared with. */
const named: Readonly<Record<string, (row: ExchangeRow) => string>> = {
  status: (row) => String(row.status ?? ''),
  run: (row) => String(row.run),
  state: (row) => row.state,
  grant: (row) => row.kind,
  error: (row) => row.problem?.evidence?.error ?? row.problem?.code ?? '',
}

function matchesWord(row: ExchangeRow, word: string): boolean {
  const [name = '', ...rest] = word.split(':')
  const read = named[name]
  if (read !== undefined && rest.length > 0) return read(row).toLowerCase().startsWith(rest.join(':'))
  const text = [
    row.profileName,
    row.kind,
    row.state,
    row.status ?? '',
    row.problem?.code ?? '',
    named.error?.(row) ?? '',
  ]
  return text.join(' ').toLowerCase().includes(word)
}

/** Whether a run is shown. Words are joined by "and"; `status:401`, `run:12`, `state:`, `grant:` and `error:` are exact. */
export function matchesFilter(row: ExchangeRow, filter: HistoryFilter): boolean {
  if (filter.profileId !== '' && row.profileId !== filter.profileId) return false
  if (filter.kind !== '' && row.kind !== filter.kind) return false
  if (filter.outcome !== 'all' && readOutcome(row) !== filter.outcome) return false
  const words = filter.text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  return words.every((word) => matchesWord(row, word))
}

/** How many runs of each end there are among those that everything else in the filter lets through. */
export function countOutcomes(
  rows: readonly ExchangeRow[],
  filter: HistoryFilter,
): Readonly<Record<HistoryOutcome, number>> {
  const shown = rows.filter((row) => matchesFilter(row, { ...filter, outcome: 'all' }))
  const count = (outcome: HistoryOutcome): number => shown.filter((row) => readOutcome(row) === outcome).length
  return { all: shown.length, received: count('received'), refused: count('refused'), other: count('other') }
}

/** The runs of one day of this machine's time zone. */
export interface HistoryDay {
  readonly key: string
  readonly at: EpochMs
  readonly rows: readonly ExchangeRow[]
}

/** Puts runs, newest first, under their days. */
export function groupByDay(rows: readonly ExchangeRow[]): readonly HistoryDay[] {
  const days = new Map<string, ExchangeRow[]>()
  for (const row of rows) {
    const key = new Date(row.startedAt).toDateString()
    const day = days.get(key)
    if (day === undefined) days.set(key, [row])
    else day.push(row)
  }
  return [...days].flatMap(([key, ofDay]) => {
    const [first] = ofDay
    return first === undefined ? [] : [{ key, at: first.startedAt, rows: ofDay }]
  })
}

/** What a run came to: its glyph and the code of its words; `text` instead where the provider has words. */
export interface HistoryResult {
  readonly glyph: GlyphKind
  readonly code: 'received' | 'disputed' | 'unknown' | 'cancelled' | 'running' | 'refused' | 'problem' | 'answered'
  readonly text: string | null
}

/** The result of a run, with what its tokens, where they still exist, say about their end. */
export function readResult(row: ExchangeRow, tokens: TokenSetRow | undefined): HistoryResult {
  switch (row.state) {
    case 'running':
    case 'waiting':
      return { glyph: 'running', code: 'running', text: null }
    case 'cancelled':
      return { glyph: 'none', code: 'cancelled', text: null }
    case 'refused':
      return { glyph: 'failed', code: 'refused', text: row.problem?.evidence?.error ?? null }
    case 'failed':
      return { glyph: 'attention', code: 'problem', text: null }
    case 'received': {
      if (!isTokenRun(row)) return { glyph: 'valid', code: 'answered', text: null }
      const access = tokens?.tokens.find((token) => token.kind === 'access_token')?.expiry
      if (access?.disputed === true) return { glyph: 'conflict', code: 'disputed', text: null }
      if (access?.at === null) return { glyph: 'unknown', code: 'unknown', text: null }
      return { glyph: 'valid', code: 'received', text: null }
    }
  }
}

/** The run that a key leads to from the chosen one; `null` for a key that moves nothing. */
export function readNextRun(key: string, rows: readonly ExchangeRow[], chosen: string | null): string | null {
  const at = rows.findIndex((row) => row.id === chosen)
  const to = { ArrowDown: at + 1, j: at + 1, ArrowUp: at - 1, k: at - 1, Home: 0, End: rows.length - 1 }[key]
  return to === undefined ? null : (rows[Math.max(0, Math.min(rows.length - 1, to))]?.id ?? null)
}
