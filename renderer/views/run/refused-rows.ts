import { type RawResponse, readHeader } from '../../../shared/flow/raw-response.ts'
import type { Source, TokenReading } from '../../../shared/flow/token-set.ts'
import { readPointer } from '../../../shared/lib/json-pointer.ts'
import {
  type Anchor,
  coded,
  type ExplainedError,
  explainedErrors,
  type ProblemFact,
  phrase,
  problemFacts,
  type ReadingRow,
  said,
  type WireKind,
} from './reading-row.ts'

type Refused = Extract<TokenReading, { kind: 'refused' }>
type Unreadable = Extract<TokenReading, { kind: 'unreadable' }>

function readWires(at: Source | null, kind: WireKind): ReadingRow['wires'] {
  return at === null ? [] : [{ to: { kind: 'body', place: at.place, start: at.start, line: at.line }, kind }]
}

function readPathOf(at: Source | null): ReadingRow['path'] {
  return at === null ? said('no_field') : coded(readPointer(at.place).join('.'))
}

const isExplained = (code: string): code is ExplainedError => (explainedErrors as readonly string[]).includes(code)

function readStatusRow(response: RawResponse, agrees: boolean): ReadingRow {
  const asks = response.status === 401 ? readHeader(response, 'www-authenticate')?.split(' ', 1)[0] : undefined
  return {
    id: 'status',
    name: said('status'),
    path: said('status_line'),
    value: said(agrees ? 'status_agrees' : 'status_not_judged', { status: response.status }),
    note:
      asks === undefined ? phrase(agrees ? 'status_says_no' : 'judged_by_body') : phrase('asks_for', { scheme: asks }),
    wires: [{ to: { kind: 'status' }, kind: 'quiet' }],
    tone: 'absent',
    copies: null,
  }
}

const noToken: ReadingRow = {
  id: 'access_token',
  name: said('access_token'),
  path: coded('access_token'),
  value: said('not_here'),
  note: phrase('earlier_stays'),
  wires: [],
  tone: 'absent',
  copies: null,
}

/** The rows of a refusal: the code, the provider's own code and words, and what the status adds to it. */
export function readRefusedRows(reading: Refused, response: RawResponse): readonly ReadingRow[] {
  const { refusal } = reading
  const rows: ReadingRow[] = [
    {
      id: 'refusal',
      name: said('refused_because'),
      path: readPathOf(refusal.at),
      value: coded(refusal.code),
      note: phrase(isExplained(refusal.code) ? `means_${refusal.code}` : 'means_unknown'),
      wires: readWires(refusal.at, 'refused'),
      tone: 'refused',
      copies: null,
    },
  ]
  if (refusal.vendorCode !== null)
    rows.push({
      id: 'vendor_code',
      name: said('vendor_code'),
      path: readPathOf(refusal.at),
      value: coded(refusal.vendorCode),
      note: phrase('vendor_means', { code: refusal.code }),
      wires: readWires(refusal.at, 'sent'),
      tone: 'plain',
      copies: null,
    })
  if (refusal.description !== null)
    rows.push({
      id: 'description',
      name: said('provider_says'),
      path: readPathOf(refusal.descriptionAt),
      value: { kind: 'quote', text: refusal.description },
      note: phrase('as_sent'),
      wires: readWires(refusal.descriptionAt, 'sent'),
      tone: 'plain',
      copies: null,
    })
  return [...rows, readStatusRow(response, response.status >= 400), noToken]
}

function readReasonAnchor(reading: Unreadable): readonly Anchor[] {
  const { code, evidence = {} } = reading.problem
  if (code === 'redirect_answered') return [{ kind: 'header', name: 'location' }]
  if (code === 'body_html' || code === 'body_empty') return [{ kind: 'header', name: 'content-type' }]
  const { line, place } = evidence
  if (place !== undefined) return [{ kind: 'key', name: readPointer(place).at(-1) ?? '' }]
  return line === undefined ? [] : [{ kind: 'body', place: '', start: null, line: Number(line) }]
}

function readFactRow(name: ProblemFact, text: string): ReadingRow {
  const place = text.split(', ')[0] ?? ''
  const seen: ReadingRow['wires'] =
    name === 'seen' ? [{ to: { kind: 'key', name: readPointer(place).at(-1) ?? '' }, kind: 'computed' }] : []
  return {
    id: `fact ${name}`,
    name: said(`fact_${name}`),
    path: said(`fact_${name}_path`),
    value: name === 'title' ? { kind: 'quote', text } : coded(text),
    note: phrase(`fact_${name}_note`),
    wires: seen,
    tone: 'plain',
    copies: null,
  }
}

/** The rows of an answer that holds no token response: why, what was seen, what the status says. */
export function readUnreadableRows(reading: Unreadable, response: RawResponse): readonly ReadingRow[] {
  const { code, evidence = {} } = reading.problem
  const reason: ReadingRow = {
    id: 'problem',
    name: said('cannot_be_read'),
    path: coded(code),
    value: { kind: 'problem', code },
    note: phrase('response_kept'),
    wires: readReasonAnchor(reading).map((to) => ({ to, kind: 'refused' as const })),
    tone: 'refused',
    copies: null,
  }
  const rows = problemFacts.flatMap((name) => {
    const text = evidence[name]
    return text === undefined || text === '' ? [] : [readFactRow(name, text)]
  })
  return [reason, ...rows, readStatusRow(response, response.status >= 300), noToken]
}
