import { IconPlus, IconX } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readPairsAt } from '../draft/document-place.ts'
import { useForm } from '../form-context.ts'

type Pair = readonly [name: string, text: string]

const asRecord = (pairs: readonly Pair[]): Readonly<Record<string, string>> =>
  Object.fromEntries(pairs.filter(([name]) => name !== ''))

const isSame = (one: readonly Pair[], other: readonly Pair[]): boolean =>
  JSON.stringify(Object.entries(asRecord(one))) === JSON.stringify(Object.entries(asRecord(other)))

/**
 * The rows as they are being written: a name may be empty or stand twice for a moment, which the document cannot say.
 * They follow the document as soon as it says something else.
 */
function usePairs(place: string): readonly [readonly Pair[], (pairs: readonly Pair[]) => void] {
  const { document, edit } = useForm()
  const stored = readPairsAt(document, place)
  const [written, setWritten] = useState<readonly Pair[]>(stored)
  const rows = isSame(written, stored) ? written : stored
  const write = (next: readonly Pair[]): void => {
    setWritten(next)
    edit(place, asRecord(next))
  }
  return [rows, write]
}

/** What the columns of a table of pairs are called. */
export interface PairWords {
  readonly name: string
  readonly text: string
  readonly add: string
}

function PairCell({
  value,
  label,
  onWrite,
}: {
  readonly value: string
  readonly label: string
  readonly onWrite: (value: string) => void
}): ReactNode {
  return (
    <span className="field code">
      <input
        className="v"
        type="text"
        value={value}
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onWrite(event.currentTarget.value)}
      />
    </span>
  )
}

/** Names with their texts at a place of the document: parameters, headers, codes. */
export function PairsField({ place, words }: { readonly place: string; readonly words: PairWords }): ReactNode {
  const { t } = useTranslation()
  const [rows, write] = usePairs(place)
  // Rows are what stands where: names change while they are being written.
  const numbered = rows.map(([name, text], at) => ({ name, text, at }))
  const change = (at: number, pair: Pair): void => write(rows.with(at, pair))
  return (
    <div className="pairs" data-place={place}>
      {numbered.map(({ name, text, at }) => (
        <div className="pair-row" key={at}>
          <PairCell value={name} label={words.name} onWrite={(next) => change(at, [next, text])} />
          <PairCell value={text} label={words.text} onWrite={(next) => change(at, [name, next])} />
          <button
            type="button"
            className="ib xs"
            aria-label={t('configure.list.remove', { item: name })}
            onClick={() => write(rows.toSpliced(at, 1))}
          >
            <IconX size={14} aria-hidden="true" />
          </button>
        </div>
      ))}
      <button type="button" className="btn xs ghost" onClick={() => write([...rows, ['', '']])}>
        <IconPlus size={13} aria-hidden="true" />
        {words.add}
      </button>
    </div>
  )
}
