import { type BodyShape, type Piece, readBodyShape, readPieces } from './response-pieces.ts'

/** One row of the raw pane. A line that is broken for the screen has its number on the first row only. */
export interface ResponseLine {
  readonly number: number | null
  /** Steps of indentation that the break adds; they are space on the screen and never characters. */
  readonly indent: number
  readonly start: number
  readonly end: number
  readonly pieces: readonly Piece[]
}

/** The rows of a body, as many as were asked for. */
export interface ResponseLines {
  readonly shape: BodyShape
  readonly lines: readonly ResponseLine[]
  /** How many rows and lines of the body are not here. */
  readonly rest: number
}

/** A line up to this long stays one row: what the narrowest raw pane shows without cutting. */
const widest = 40

/** A bracket up to this long stays on its row. */
const shortBracket = 40

function readMatches(pieces: readonly Piece[]): ReadonlyMap<number, number> {
  const matches = new Map<number, number>()
  const open: number[] = []
  for (const [index, piece] of pieces.entries()) {
    if (piece.kind !== 'punctuation') continue
    if (piece.text === '{' || piece.text === '[') open.push(index)
    else if (piece.text === '}' || piece.text === ']') {
      const from = open.pop()
      if (from !== undefined) matches.set(from, index)
    }
  }
  return matches
}

/** Whether the bracket that opens at `index` is worth rows of its own. */
function isBroken(pieces: readonly Piece[], matches: ReadonlyMap<number, number>, index: number): boolean {
  const close = pieces[matches.get(index) ?? -1]
  const open = pieces[index]
  return open !== undefined && (close === undefined || close.start - open.start > shortBracket)
}

interface Row {
  readonly indent: number
  readonly pieces: readonly Piece[]
}

/** Breaks a long line after each member, as a printer of JSON would, without adding a character. */
function breakJson(pieces: readonly Piece[]): readonly Row[] {
  const matches = readMatches(pieces)
  const closing = new Set<number>()
  const rows: Row[] = []
  let current: Piece[] = []
  let indent = 0
  let depth = 0
  let inside = 0
  const flush = (): void => {
    if (current.length > 0) rows.push({ indent, pieces: current })
    current = []
    indent = depth
  }
  for (const [index, piece] of pieces.entries()) {
    if (closing.has(index)) {
      depth -= 1
      flush()
    }
    const opens = piece.kind === 'punctuation' && (piece.text === '{' || piece.text === '[')
    current.push(piece)
    if (opens && isBroken(pieces, matches, index)) {
      closing.add(matches.get(index) ?? -1)
      depth += 1
      flush()
    } else if (opens) inside += 1
    else if (piece.kind === 'punctuation' && /[\]}]/.test(piece.text) && !closing.has(index)) inside -= 1
    else if (piece.kind === 'punctuation' && piece.text === ',' && inside <= 0) flush()
  }
  flush()
  return rows
}

function breakForm(pieces: readonly Piece[]): readonly Row[] {
  const rows: { indent: number; pieces: Piece[] }[] = [{ indent: 0, pieces: [] }]
  for (const piece of pieces) {
    if (piece.text === '&') rows.push({ indent: 0, pieces: [] })
    rows.at(-1)?.pieces.push(piece)
  }
  return rows
}

/** Fills rows with whole tags and stretches of text. */
function breakMarkup(pieces: readonly Piece[]): readonly Row[] {
  const rows: { indent: number; pieces: Piece[] }[] = [{ indent: 0, pieces: [] }]
  let length = 0
  for (const piece of pieces) {
    if (length > 0 && piece.kind === 'key' && length + piece.text.length > widest) {
      rows.push({ indent: 0, pieces: [] })
      length = 0
    }
    rows.at(-1)?.pieces.push(piece)
    length += piece.text.length
  }
  return rows
}

function breakLine(pieces: readonly Piece[], shape: BodyShape, length: number): readonly Row[] {
  if (shape === 'json' && length > widest) return breakJson(pieces)
  if (shape === 'form') return breakForm(pieces)
  if (shape === 'markup' && length > widest) return breakMarkup(pieces)
  return [{ indent: 0, pieces }]
}

function readEnd(pieces: readonly Piece[], otherwise: number): number {
  const last = pieces.at(-1)
  return last === undefined ? otherwise : last.start + last.text.length + last.hidden
}

/**
 * Lays a body out as rows. Nothing is added, left out or put in another order: a row is a stretch of the body, and a
 * long line is only broken where a reader would break it. At most about `most` rows are made.
 */
export function readResponseLines(text: string, most: number): ResponseLines {
  const shape = readBodyShape(text)
  const lines: ResponseLine[] = []
  let number = 0
  let start = 0
  let dropped = 0
  while (start <= text.length && lines.length < most) {
    const next = text.indexOf('\n', start)
    const end = next === -1 ? text.length : next
    number += 1
    const line = text.slice(start, end).replace(/\r$/, '')
    const rows = breakLine(readPieces(line, start, shape), shape, line.length)
    const room = most - lines.length
    dropped += Math.max(0, rows.length - room)
    for (const [index, row] of rows.slice(0, room).entries()) {
      const from = row.pieces[0]?.start ?? start
      lines.push({
        number: index === 0 ? number : null,
        indent: row.indent,
        start: from,
        end: readEnd(row.pieces, end),
        pieces: row.pieces,
      })
    }
    start = end + 1
  }
  const after = start > text.length ? 0 : text.slice(start).split('\n').length
  return { shape, lines, rest: dropped + after }
}

/** The row that an offset of the body stands in, or -1 when it is not among the rows. */
export function findOffset(lines: readonly ResponseLine[], offset: number): number {
  return lines.findIndex((line) => offset >= line.start && offset < Math.max(line.end, line.start + 1))
}

/** The row of a line number, for syntaxes that tell no offset. */
export function findLine(lines: readonly ResponseLine[], number: number): number {
  return lines.findIndex((line) => line.number === number)
}

/** The first row that holds a member of that name. */
export function findKey(lines: readonly ResponseLine[], name: string): number {
  const spellings = [name, `"${name}"`, `'${name}'`, JSON.stringify(name)]
  return lines.findIndex((line) => line.pieces.some((piece) => piece.kind === 'key' && spellings.includes(piece.text)))
}
