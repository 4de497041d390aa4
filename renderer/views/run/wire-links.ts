import type { Anchor, ReadingRow, WireKind } from './reading-row.ts'
import type { HeaderLine } from './response-headers.ts'
import { findKey, findLine, findOffset, type ResponseLines } from './response-lines.ts'

/** A wire by its ends: keys of a line on the left and of a row on the right. */
export interface WireEnds {
  readonly id: string
  readonly line: string
  readonly row: string
  readonly kind: WireKind
}

/** Keys of the lines that stand for others: folded headers, and lines of a long body that are not shown. */
export const statusLine = 'status'
export const moreHeaders = 'more headers'
export const moreLines = 'more lines'

/** The key of a row of the body. */
export const buildLineKey = (index: number): string => `line ${index}`

/** What the left pane shows, as far as wires can end there. */
export interface ShownLines {
  readonly headers: readonly HeaderLine[]
  readonly hasMoreHeaders: boolean
  readonly body: ResponseLines
}

function findBody(anchor: Extract<Anchor, { kind: 'body' | 'key' }>, body: ResponseLines): number {
  if (anchor.kind === 'key') return findKey(body.lines, anchor.name)
  if (anchor.start !== null) return findOffset(body.lines, anchor.start)
  return anchor.line === null ? -1 : findLine(body.lines, anchor.line)
}

/** The line that a wire ends at, or `null` when what it belongs to is nowhere in the answer. */
export function findAnchor(anchor: Anchor, shown: ShownLines): string | null {
  if (anchor.kind === 'status') return statusLine
  if (anchor.kind === 'header') {
    const line = shown.headers.find((one) => one.name.toLowerCase() === anchor.name)
    return line?.key ?? (shown.hasMoreHeaders ? moreHeaders : null)
  }
  const index = findBody(anchor, shown.body)
  if (index !== -1) return buildLineKey(index)
  return shown.body.rest > 0 && anchor.kind === 'body' ? moreLines : null
}

/** Joins every row to the lines that it was read from. */
export function linkRows(rows: readonly ReadingRow[], shown: ShownLines, fromLocation: boolean): readonly WireEnds[] {
  return rows.flatMap((row) =>
    row.wires.flatMap((wire, index) => {
      // What was read from the query of a Location has its offsets there and not in the body.
      const inLocation = fromLocation && (wire.to.kind === 'body' || wire.to.kind === 'key')
      const line = findAnchor(inLocation ? { kind: 'header', name: 'location' } : wire.to, shown)
      return line === null ? [] : [{ id: `${row.id} ${index}`, line, row: row.id, kind: wire.kind }]
    }),
  )
}

/** The number of the line that a row was read from, for those who do not see the wires. */
export function readLineNumber(row: ReadingRow): number | null {
  for (const { to } of row.wires) if (to.kind === 'body' && to.line !== null) return to.line
  return null
}
