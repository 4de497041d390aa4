import type { ReactNode } from 'react'
import { makeFocusable } from '../../run/make-focusable.ts'
import { readResponseLines } from '../../run/response-lines.ts'
import type { PieceKind } from '../../run/response-pieces.ts'

const colours: Readonly<Record<PieceKind, string>> = {
  key: 'jk',
  string: 'js',
  number: 'jn',
  word: 'jb',
  punctuation: 'jp',
  comment: 'dim',
  space: '',
  plain: '',
}

/** More rows than anybody reads. */
const mostRows = 400

/** JSON exactly as it stands in a token, coloured; long lines are broken for the screen and no character is added. */
export function JsonText({
  text,
  label,
  className = '',
}: {
  readonly text: string
  readonly label: string
  readonly className?: string
}): ReactNode {
  return (
    <section className={`jcode ${className}`} ref={makeFocusable} aria-label={label} translate="no">
      {readResponseLines(text, mostRows).lines.map((line) => (
        <span key={line.start} className="jline" style={{ paddingLeft: `${line.indent * 2}ch` }}>
          {line.pieces.map((piece) => (
            <span key={piece.start} className={colours[piece.kind]}>
              {piece.text}
            </span>
          ))}
        </span>
      ))}
    </section>
  )
}
