import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { TokenSetRow } from '../../../shared/contract/records.ts'
import type { ExchangeRow } from '../../../shared/flow/exchange.ts'
import { useClockValue } from '../../clock.ts'
import { formatClock } from '../../format-time.ts'
import { useFormats } from '../../use-formats.ts'
import { type HistoryDay, readTookMs } from './history-rows.ts'
import { ResultText, TokenLetters } from './result-text.tsx'

interface TableProps {
  readonly days: readonly HistoryDay[]
  readonly tokens: ReadonlyMap<string, TokenSetRow>
  readonly chosen: string | null
  readonly onChoose: (id: string) => void
}

function RunRow({
  row,
  tokens,
  isChosen,
  onChoose,
}: {
  readonly row: ExchangeRow
  readonly tokens: TokenSetRow | undefined
  readonly isChosen: boolean
  readonly onChoose: () => void
}): ReactNode {
  const { t } = useTranslation()
  const formats = useFormats()
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (isChosen) button.current?.scrollIntoView({ block: 'nearest' })
  }, [isChosen])
  const took = readTookMs(row)
  return (
    <tr className={isChosen ? 'on' : undefined}>
      <td className="tnum">
        <button
          ref={button}
          type="button"
          className="rowbutton"
          aria-current={isChosen ? 'true' : undefined}
          aria-label={t('history.rowName', {
            profile: row.profileName,
            run: row.run,
            time: formatClock(row.startedAt),
          })}
          onClick={onChoose}
        >
          {formatClock(row.startedAt)}
        </button>
      </td>
      <td className="pf">{row.profileName}</td>
      <td>{t(`history.grant.${row.kind}`)}</td>
      <td>
        <ResultText row={row} tokens={tokens} />
      </td>
      <td className="r">{took === null ? t('status.running') : formats.elapsed(took)}</td>
      <td>
        <TokenLetters row={row} tokens={tokens} />
      </td>
    </tr>
  )
}

function DayRow({ day }: { readonly day: HistoryDay }): ReactNode {
  const { t } = useTranslation()
  const formats = useFormats()
  const today = useClockValue((now) => new Date(now).toDateString())
  const yesterday = new Date(today)
  yesterday.setDate(yesterday.getDate() - 1)
  const date = formats.date(day.at)
  const words =
    day.key === today
      ? t('history.today', { date })
      : day.key === yesterday.toDateString()
        ? t('history.yesterday', { date })
        : date
  return (
    <tr className="day">
      <th colSpan={6} scope="colgroup">
        {words}
      </th>
    </tr>
  )
}

const columns = [
  ['when', 88],
  ['profile', 182],
  ['grant', 146],
  ['result', null],
  ['took', 78],
  ['tokens', 92],
] as const

/** The runs, newest first, under their days. Each row is a button for its detail. */
export function HistoryTable({ days, tokens, chosen, onChoose }: TableProps): ReactNode {
  const { t } = useTranslation()
  return (
    <table className="htab">
      <colgroup>
        {columns.map(([name, width]) => (
          <col key={name} style={width === null ? undefined : { width }} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {columns.map(([name]) => (
            <th key={name} scope="col" className={name === 'took' ? 'r' : undefined}>
              {t(`history.column.${name}`)}
            </th>
          ))}
        </tr>
      </thead>
      {days.map((day) => (
        <tbody key={day.key}>
          <DayRow day={day} />
          {day.rows.map((row) => (
            <RunRow
              key={row.id}
              row={row}
              tokens={tokens.get(row.id)}
              isChosen={row.id === chosen}
              onChoose={() => onChoose(row.id)}
            />
          ))}
        </tbody>
      ))}
    </table>
  )
}
