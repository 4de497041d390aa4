import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { RawResponse } from '../../../shared/flow/raw-response.ts'
import { makeFocusable } from './make-focusable.ts'
import type { HeaderLine } from './response-headers.ts'
import type { ResponseLine } from './response-lines.ts'
import type { Piece, PieceKind } from './response-pieces.ts'
import { buildLineKey, moreHeaders, moreLines, type ShownLines, statusLine } from './wire-links.ts'

const colours: Readonly<Record<PieceKind, string | undefined>> = {
  key: 'jk',
  string: 'js',
  number: 'jn',
  word: 'jb',
  punctuation: 'jp',
  comment: 'cm',
  space: undefined,
  plain: undefined,
}

/** The answer does not say which version it was; naming one would be made up. */
const protocol = 'HTTP'

/** How lines look besides their text. */
export interface LineMarks {
  readonly selected: ReadonlySet<string>
  readonly refused: ReadonlySet<string>
  readonly found: ReadonlySet<string>
}

function readClasses(key: string, marks: LineMarks, wrapped: boolean): string {
  const classes = ['rl']
  if (marks.refused.has(key)) classes.push('hot')
  else if (marks.selected.has(key)) classes.push('sel')
  if (marks.found.has(key)) classes.push('found')
  if (wrapped) classes.push('wrap')
  return classes.join(' ')
}

function PieceText({ piece }: { readonly piece: Piece }): ReactNode {
  const { t } = useTranslation()
  return (
    <span className={colours[piece.kind]}>
      {piece.text}
      {piece.hidden > 0 && <span className="cm">{t('run.moreCharacters', { count: piece.hidden })}</span>}
    </span>
  )
}

interface LinesProps {
  readonly marks: LineMarks
  readonly wrapped: boolean
}

/** A line of the pane. A click on it is followed to its row by the pair; keys do the same from the rows. */
function Line({
  id,
  number,
  indent = 0,
  children,
  marks,
  wrapped,
}: LinesProps & {
  readonly id: string
  readonly number?: number | null
  readonly indent?: number
  readonly children: ReactNode
}): ReactNode {
  return (
    <div className={readClasses(id, marks, wrapped)} data-line={id}>
      <span className="ln" aria-hidden="true">
        {number}
      </span>
      <span className="lc" style={indent === 0 ? undefined : { marginLeft: `${indent * 2}ch` }}>
        {children}
      </span>
    </div>
  )
}

function Header({ line, ...rest }: LinesProps & { readonly line: HeaderLine }): ReactNode {
  return (
    <Line id={line.key} {...rest}>
      <span className="jk">{line.name}:</span> <span className="js">{line.value}</span>
    </Line>
  )
}

function BodyLine({
  line,
  index,
  ...rest
}: LinesProps & { readonly line: ResponseLine; readonly index: number }): ReactNode {
  return (
    <Line id={buildLineKey(index)} number={line.number} indent={line.indent} {...rest}>
      {line.pieces.map((piece) => (
        <PieceText key={piece.start} piece={piece} />
      ))}
    </Line>
  )
}

/** The answer byte for byte: status line, headers, body. Lines are broken for reading; nothing is added or left out. */
export function ResponsePane({
  response,
  shown,
  headerCount,
  onMoreHeaders,
  onMoreLines,
  ...rest
}: LinesProps & {
  readonly response: RawResponse
  readonly shown: ShownLines
  readonly headerCount: number
  readonly onMoreHeaders: () => void
  readonly onMoreLines: () => void
}): ReactNode {
  const { t } = useTranslation()
  const { headers, body, hasMoreHeaders } = shown
  return (
    <section className="raw" ref={makeFocusable} aria-label={t('run.rawResponse')}>
      <Line id={statusLine} {...rest}>
        <span className="jp">{protocol}</span>{' '}
        <span className="js">
          {response.status} {response.statusText}
        </span>
      </Line>
      {headers.map((line) => (
        <Header key={line.key} line={line} {...rest} />
      ))}
      {hasMoreHeaders && (
        <Line id={moreHeaders} {...rest}>
          <button type="button" className="cm linkish" onClick={onMoreHeaders}>
            {t('run.moreHeaders', { count: headerCount - headers.length })}
          </button>
        </Line>
      )}
      {response.size === 0 ? (
        <Line id={buildLineKey(0)} {...rest}>
          <span className="cm">{t('run.emptyBody')}</span>
        </Line>
      ) : (
        body.lines.map((line, index) => <BodyLine key={line.start} line={line} index={index} {...rest} />)
      )}
      {body.rest > 0 && (
        <Line id={moreLines} {...rest}>
          <button type="button" className="cm linkish" onClick={onMoreLines}>
            {t('run.moreLines', { count: body.rest })}
          </button>
        </Line>
      )}
    </section>
  )
}
