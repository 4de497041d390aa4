import { type KeyboardEvent, type ReactNode, useId, useLayoutEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNow } from '../../clock.ts'
import { CopyButton } from './copy-button.tsx'
import type { ReadingRow } from './reading-row.ts'
import { useRowWords } from './row-words.ts'
import { readLineNumber } from './wire-links.ts'

const toneClass = { plain: '', refused: ' hotrow', disputed: ' disputed', absent: ' off', extra: ' extra' } as const

interface RowProps {
  readonly row: ReadingRow
  readonly id: string
  readonly isSelected: boolean
}

function ReadingOption({ row, id, isSelected }: RowProps): ReactNode {
  const { t } = useTranslation()
  const words = useRowWords()
  const now = useNow()
  const name = words.said(row.name)
  const value = words.value(row.value, now)
  const path = words.said(row.path)
  const line = readLineNumber(row)
  const from = line === null ? t('run.from', { path }) : t('run.fromLine', { path, line })
  const isCode = row.value.kind === 'code'
  return (
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isSelected}
      aria-label={`${name}: ${value}. ${words.note(row)}. ${from}`}
      className={`nf${isSelected ? ' sel' : ''}${toneClass[row.tone]}`}
      data-row={row.id}
    >
      <span className="vv">
        <div className="k" title={name}>
          {name}
        </div>
        <div className={row.path.kind === 'code' ? 'f' : 'f words'} title={from}>
          <bdi>{path}</bdi>
        </div>
      </span>
      <span className="vv">
        <div className={isCode ? 'v' : 'v ui'} title={value}>
          {value}
        </div>
        <div className="w" title={words.note(row)}>
          {words.note(row)}
        </div>
      </span>
    </div>
  )
}

/** The copy button of the chosen row. It lies over the list, because an option may hold no control. */
function RowCopy({
  row,
  option,
  copy,
}: {
  readonly row: ReadingRow
  readonly option: string
  readonly copy: () => Promise<boolean>
}): ReactNode {
  const { t } = useTranslation()
  const words = useRowWords()
  const [top, setTop] = useState<number | null>(null)
  useLayoutEffect(() => setTop(document.getElementById(option)?.offsetTop ?? null), [option])
  if (top === null) return null
  return (
    <span className="rowcopy" style={{ top }}>
      <CopyButton label={t('run.copyRow', { name: words.said(row.name) })} copy={copy} />
    </span>
  )
}

/** The rows by their ids in the order they stand, for the keys. */
function readNext(key: string, rows: readonly ReadingRow[], selected: string | null): string | null {
  const at = rows.findIndex((row) => row.id === selected)
  const to = { ArrowDown: at + 1, j: at + 1, ArrowUp: at - 1, k: at - 1, Home: 0, End: rows.length - 1 }[key]
  return to === undefined ? null : (rows[Math.max(0, Math.min(rows.length - 1, to))]?.id ?? null)
}

/** What was read from the answer: a list with one chosen row, whose wire and raw line are marked. */
export function ReadingList({
  rows,
  selected,
  onSelect,
  copyOf,
}: {
  readonly rows: readonly ReadingRow[]
  readonly selected: string | null
  readonly onSelect: (id: string) => void
  readonly copyOf: (row: ReadingRow) => (() => Promise<boolean>) | null
}): ReactNode {
  const { t } = useTranslation()
  const base = useId()
  const at = rows.findIndex((row) => row.id === selected)
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const row = rows[at]
    if (event.key === 'Enter' && row !== undefined && event.target === event.currentTarget) void copyOf(row)?.()
    const next = readNext(event.key, rows, selected)
    if (next === null) return
    event.preventDefault()
    onSelect(next)
  }
  const row = rows[at]
  const copy = row === undefined ? null : copyOf(row)
  return (
    <div className="list">
      <div
        role="listbox"
        tabIndex={0}
        aria-label={t('run.reading.label')}
        aria-activedescendant={at === -1 ? undefined : `${base}-${at}`}
        onKeyDown={onKeyDown}
      >
        {rows.map((one, index) => (
          <ReadingOption key={one.id} row={one} id={`${base}-${index}`} isSelected={one.id === selected} />
        ))}
      </div>
      {row !== undefined && copy !== null && <RowCopy row={row} option={`${base}-${at}`} copy={copy} />}
    </div>
  )
}
