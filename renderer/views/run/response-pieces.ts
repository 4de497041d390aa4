/** What a stretch of a body is, for its colour. Colour only repeats what the text says. */
export type PieceKind = 'key' | 'string' | 'number' | 'word' | 'punctuation' | 'comment' | 'space' | 'plain'

/** A stretch of a body. `text` is never changed; `hidden` says how many characters of it are not shown. */
export interface Piece {
  readonly kind: PieceKind
  readonly text: string
  /** Offset in the body, in UTF-16 units as the marks of a reading count. */
  readonly start: number
  readonly hidden: number
}

/** How a body is written, as far as the colours care. */
export type BodyShape = 'json' | 'form' | 'markup' | 'plain'

/** A longer stretch is cut for the screen; copying gives all of it. */
const longestShown = 4_000

/** After so many stretches the rest of a line has no colours: no one reads that far, and the window must not wait. */
const mostPieces = 4_000

const jsonPiece =
  /(?<comment>\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$))|(?<string>"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?)|(?<number>-?\d[\w.+-]*)|(?<punctuation>[{}[\],:])|(?<space>\s+)|(?<word>[^\s{}[\],:"']+)/g

const formPiece = /(?<key>[^&=]+(?==))|(?<punctuation>[&=])|(?<string>[^&=]+)/g
const markupPiece = /(?<key><[^>]*>?)|(?<plain>[^<]+)/g

/** Guesses how a body is written, by its first characters. It is for colours and line breaks and decides nothing. */
export function readBodyShape(text: string): BodyShape {
  const first = text.trimStart()
  if (first.startsWith('<')) return 'markup'
  if (/^[^<\n]{0,80}?[{[]/.test(first)) return 'json'
  return /^[^\s<>{}"]+=[^\s<>{}"]*$/.test(first.trimEnd()) ? 'form' : 'plain'
}

function cut(kind: PieceKind, text: string, start: number): Piece {
  const hidden = Math.max(0, text.length - longestShown)
  return { kind, text: hidden === 0 ? text : text.slice(0, longestShown), start, hidden }
}

/** The stretches of a line that a pattern tells apart; what is left after the last of them is one plain stretch. */
function match(line: string, start: number, pattern: RegExp): readonly Piece[] {
  const pieces: Piece[] = []
  for (const found of line.matchAll(pattern)) {
    if (pieces.length === mostPieces) {
      pieces.push(cut('plain', line.slice(found.index), start + found.index))
      break
    }
    const kind = Object.entries(found.groups ?? {}).find(([, text]) => text !== undefined)?.[0] ?? 'plain'
    pieces.push(cut(kind as PieceKind, found[0], start + found.index))
  }
  return pieces
}

/** A string or bare word before a colon is a key. */
function nameKeys(pieces: readonly Piece[]): readonly Piece[] {
  return pieces.map((piece, index) => {
    if (piece.kind !== 'string' && piece.kind !== 'word') return piece
    const next = pieces.slice(index + 1, index + 3).find((one) => one.kind !== 'space')
    return next?.text === ':' ? { ...piece, kind: 'key' as const } : piece
  })
}

/** Splits one line of a body into coloured stretches. Joined again they are the line, save for what is cut. */
export function readPieces(line: string, start: number, shape: BodyShape): readonly Piece[] {
  if (line === '') return []
  switch (shape) {
    case 'json':
      return nameKeys(match(line, start, jsonPiece))
    case 'form':
      return match(line, start, formPiece)
    case 'markup':
      return match(line, start, markupPiece)
    case 'plain':
      return [cut('plain', line, start)]
  }
}
