import { type KeyboardEvent, type ReactNode, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { readNextPointer, type SampleRow, type SampleValueRow } from './sample-rows.ts'

const opening: Readonly<Record<string, string>> = { object: '{', array: '[', embedded: '"{' }
const classOf: Readonly<Record<string, string>> = { string: 'js', number: 'jn', boolean: 'jb', null: 'jb' }

/** The text of a line as the provider wrote it, with tokens shortened. */
function RowText({ row }: { readonly row: SampleValueRow }): ReactNode {
  const isEmpty = row.length === 0 && (row.kind === 'object' || row.kind === 'array')
  return (
    <>
      {row.name !== null && (
        <>
          <span className="jk">{JSON.stringify(row.name)}</span>
          <span className="jp">: </span>
        </>
      )}
      {opening[row.kind] !== undefined ? (
        <span className="jp">{isEmpty ? (row.kind === 'array' ? '[]' : '{}') : opening[row.kind]}</span>
      ) : (
        <span className={classOf[row.kind]}>{row.text}</span>
      )}
      {!row.isLast && (opening[row.kind] === undefined || isEmpty) && <span className="jp">,</span>}
    </>
  )
}

function ClosingLine({
  row,
  line,
}: {
  readonly row: Extract<SampleRow, { kind: 'close' }>
  readonly line: number
}): ReactNode {
  return (
    <div className="rl" aria-hidden="true">
      <span className="ln">{line}</span>
      <span className="lc" data-level={row.level}>
        <span className="jp">
          {row.text}
          {row.isLast ? '' : ','}
        </span>
      </span>
    </div>
  )
}

export interface TreeProps {
  readonly rows: readonly SampleRow[]
  /** The value that the keys and the pointer are at. */
  readonly at: string
  /** The value that the meaning being picked is read from, or `null`. */
  readonly taken: string | null
  readonly onMove: (pointer: string) => void
  readonly onTake: (pointer: string) => void
}

function ValueLine({
  row,
  line,
  at,
  taken,
  onMove,
  onTake,
}: Omit<TreeProps, 'rows'> & { readonly row: SampleValueRow; readonly line: number }): ReactNode {
  const { t } = useTranslation()
  const words = t('configure.mapper.item', {
    name: row.name ?? row.pointer,
    kind: t(`configure.mapper.kinds.${row.kind}`),
  })
  return (
    // The keys are heard by the tree around it (WAI-ARIA tree pattern).
    <div
      className={row.pointer === taken ? 'rl sel' : 'rl'}
      role="treeitem"
      aria-level={row.level}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      aria-selected={row.pointer === taken}
      aria-expanded={opening[row.kind] === undefined ? undefined : true}
      aria-label={words}
      tabIndex={row.pointer === at ? 0 : -1}
      data-path={row.pointer}
      onFocus={() => onMove(row.pointer)}
      onMouseEnter={() => onMove(row.pointer)}
      onClick={() => onTake(row.pointer)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return
        event.preventDefault()
        onTake(row.pointer)
      }}
    >
      <span className="ln">{line}</span>
      <span className="lc" data-level={row.level}>
        <RowText row={row} />
      </span>
    </div>
  )
}

/** A sample as a tree: arrows move, Enter takes. */
export function SampleTree({ rows, ...props }: TreeProps): ReactNode {
  const { t } = useTranslation()
  const tree = useRef<HTMLDivElement>(null)
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = readNextPointer(rows, props.at, event.key)
    if (next === props.at) return
    event.preventDefault()
    tree.current?.querySelector<HTMLElement>(`[data-path="${CSS.escape(next)}"]`)?.focus()
  }
  const numbered = rows.map((row, index) => ({ row, line: index + 1 }))
  return (
    <div className="raw" role="tree" aria-label={t('configure.mapper.sample')} ref={tree} onKeyDown={onKeyDown}>
      {numbered.map(({ row, line }) =>
        row.kind === 'close' ? (
          <ClosingLine key={line} row={row} line={line} />
        ) : (
          <ValueLine key={line} row={row} line={line} {...props} />
        ),
      )}
    </div>
  )
}
