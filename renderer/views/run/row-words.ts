import { useTranslation } from 'react-i18next'
import type { EpochMs } from '../../../shared/lib/units.ts'
import { formatClock } from '../../format-time.ts'
import { useFormats } from '../../use-formats.ts'
import type { Coded, ReadingRow, RowValue, Said } from './reading-row.ts'

/** What a row says, in the language that is spoken now. */
export interface RowWords {
  readonly said: (one: Said | Coded) => string
  readonly value: (value: RowValue, now: EpochMs) => string
  readonly note: (row: ReadingRow) => string
}

/** Turns the codes of rows into words. */
export function useRowWords(): RowWords {
  const { t } = useTranslation()
  const formats = useFormats()
  const said = (one: Said | Coded): string =>
    one.kind === 'code' ? one.text : t(`run.reading.${one.phrase.code}`, one.phrase.values)
  const value = (one: RowValue, now: EpochMs): string => {
    switch (one.kind) {
      case 'code':
      case 'phrase':
        return said(one)
      case 'quote':
        return t('run.quoted', { text: one.text })
      case 'problem':
        return t(`problems.${one.code}.title`)
      case 'moment': {
        // On another day the date is enough here; the card of the token has the time of day.
        const isToday = new Date(one.at).toDateString() === new Date(now).toDateString()
        const moment = isToday ? formatClock(one.at) : formats.date(one.at)
        const left = formats.left(one.at, now, 'text')
        return one.at > now ? t('run.momentIn', { moment, left }) : t('run.momentAgo', { moment, left })
      }
    }
  }
  return { said, value, note: (row) => t(`run.reading.${row.note.code}`, row.note.values) }
}
