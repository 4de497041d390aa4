import type { TFunction } from 'i18next'
import { readSpan, type Span } from '../shared/lib/lifetime.ts'
import { type EpochMs, epochMs } from '../shared/lib/units.ts'

/** `row`: a narrow place, one unit from a day on. `text`: two units. `card`: three units from a day on. */
export type DurationStyle = 'row' | 'text' | 'card'

type Units = Pick<Span, 'days' | 'hours' | 'minutes' | 'seconds'>

const unitsOf = ['days', 'hours', 'minutes', 'seconds'] as const
const most = { row: 1, text: 2, card: 3 } as const

function formatUnits(units: Units, style: DurationStyle, t: TFunction): string {
  const first = unitsOf.findIndex((unit) => units[unit] > 0)
  const from = first === -1 ? 3 : first
  const count = from === 0 ? most[style] : 2
  const length = style === 'row' ? 'short' : 'long'
  return unitsOf
    .slice(from, from + count)
    .map((unit, index) => t(`formats.${length}.${unit}`, { n: padAfterFirst(units[unit], index) }))
    .join(' ')
}

/**
 * A length of time without its direction, in milliseconds: under an hour seconds tick, under a day minutes, above
 * hours.
 */
export function formatDuration(ms: number, style: DurationStyle, t: TFunction): string {
  return formatUnits(readSpan(epochMs(Math.abs(ms)), epochMs(0)), style, t)
}

/** 5h 08m: the second unit has two digits, so that a ticking text keeps its width. */
const padAfterFirst = (value: number, index: number): string =>
  index === 0 ? String(value) : String(value).padStart(2, '0')

/** How long something took: `6 ms`, `8.42 s`, else as a duration. */
export function formatElapsed(ms: number, t: TFunction): string {
  if (ms < 1000) return t('formats.milliseconds', { n: Math.round(ms) })
  if (ms < 60_000) return t('formats.secondsExact', { n: (ms / 1000).toFixed(2) })
  return formatDuration(ms, 'text', t)
}

/** The time that is left, or how long ago it ended: `1h 57m`, `1m 12s ago`. */
export function formatLeft(at: EpochMs, now: EpochMs, style: DurationStyle, t: TFunction): string {
  const span = readSpan(at, now)
  if (!span.past) return formatUnits(span, style, t)
  const unit = span.days > 0 ? 'days' : span.hours > 0 ? 'hours' : null
  const spoken = style === 'row' && unit !== null
  const duration = spoken ? t(`formats.spoken.${unit}`, { n: span[unit] }) : formatUnits(span, style, t)
  return t('formats.ago', { duration })
}

const twoDigits = (value: number): string => String(value).padStart(2, '0')

/** The time of day, 10:26:18, in the time zone of this machine. */
export function formatClock(at: EpochMs): string {
  const date = new Date(at)
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map(twoDigits).join(':')
}

const isSameDay = (one: Date, other: Date): boolean => one.toDateString() === other.toDateString()

const dates = new Map<string, Intl.DateTimeFormat>()

function readDateFormat(language: string): Intl.DateTimeFormat {
  const known = dates.get(language)
  if (known !== undefined) return known
  const tag = language === 'zh-Hans' ? 'zh-Hans-CN' : 'en-GB'
  const made = new Intl.DateTimeFormat(tag, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' })
  dates.set(language, made)
  return made
}

/** The date with its weekday: `Wed 19 May 2027`, `2027年5月19日周三`. */
export function formatDate(at: EpochMs, language: string): string {
  return readDateFormat(language).format(new Date(at)).replace(',', '')
}

/** A moment as a person reads it: `Today 10:27:31`, `Wed 19 May 2027, 10:22:30`. */
export function formatMoment(at: EpochMs, now: EpochMs, t: TFunction, language: string): string {
  const time = formatClock(at)
  if (isSameDay(new Date(at), new Date(now))) return t('formats.today', { time })
  return t('formats.onDay', { date: formatDate(at, language), time })
}

/** The time zone of this machine at that moment: `UTC+8`, `UTC−3:30`. */
export function formatTimeZone(at: EpochMs): string {
  const minutes = -new Date(at).getTimezoneOffset()
  if (minutes === 0) return 'UTC'
  const hours = Math.floor(Math.abs(minutes) / 60)
  const rest = Math.abs(minutes) % 60
  return `UTC${minutes < 0 ? '−' : '+'}${hours}${rest === 0 ? '' : `:${twoDigits(rest)}`}`
}
