import type { TFunction } from 'i18next'
import type { Expiry } from '../../../../shared/flow/expiry.ts'
import type { EpochMs } from '../../../../shared/lib/units.ts'
import { formatClock, formatDuration, formatLeft } from '../../../format-time.ts'
import type { Tick } from './lifetime-axis.ts'
import type { Contradiction } from './lifetime-bar.ts'

const dayMs = 86_400_000

/** What a mark of the axis is called: `−5 min`, `1 day`, `180 d`. */
export function tickWords(tick: Tick, t: TFunction): string {
  const n = tick.amount
  const label =
    tick.unit === 'days' && n === 1
      ? t('tokens.lifetimes.tick.oneDay')
      : tick.unit === 'weeks' && n === 1
        ? t('tokens.lifetimes.tick.oneWeek')
        : t(`tokens.lifetimes.tick.${tick.unit}`, { n })
  return tick.past ? t('tokens.lifetimes.tick.past', { label }) : label
}

const isSameDay = (one: EpochMs, other: EpochMs): boolean =>
  new Date(one).toDateString() === new Date(other).toDateString()

const formats = new Map<string, Intl.DateTimeFormat>()

/** A date for the picture, as short as it can be understood: with its weekday when it is near, else with its year. */
function writeDate(at: EpochMs, isNear: boolean, language: string): string {
  const key = `${language} ${isNear}`
  const tag = language === 'zh-Hans' ? 'zh-Hans-CN' : 'en-GB'
  const parts = isNear
    ? ({ weekday: 'short', day: 'numeric', month: 'short' } as const)
    : ({ day: 'numeric', month: 'short', year: 'numeric' } as const)
  const format = formats.get(key) ?? new Intl.DateTimeFormat(tag, parts)
  formats.set(key, format)
  return format.format(new Date(at)).replace(',', '')
}

/** What stands at the end of a bar: nearer ends are said more exactly. */
export function endWords(expiry: Expiry, now: EpochMs, t: TFunction, language: string): string {
  const { at } = expiry
  if (at === null) return t('tokens.lifetimes.unknown')
  if (at <= now) return t('tokens.lifetimes.ended', { ago: formatLeft(at, now, 'text', t) })
  const duration = formatDuration(at - now, 'text', t)
  if (isSameDay(at, now) || at - now < dayMs / 2)
    return t('tokens.lifetimes.endsIn', { time: formatClock(at), duration })
  if (at - now > 30 * dayMs) return writeDate(at, false, language)
  return t('tokens.lifetimes.endsOn', {
    date: writeDate(at, true, language),
    time: formatClock(at).slice(0, 5),
    duration,
  })
}

/** What a contradicting reading would mean: `14:41 today, if it were milliseconds`, `..., if expires_at were right`. */
export function contradictionWords(
  contradiction: Contradiction,
  expiry: Expiry,
  now: EpochMs,
  t: TFunction,
  language: string,
): string {
  const { at, source } = contradiction
  const when = isSameDay(at, now)
    ? t('tokens.lifetimes.whenToday', { time: formatClock(at).slice(0, 5) })
    : t('tokens.lifetimes.whenOther', { date: writeDate(at, false, language) })
  const isUnit = expiry.sources.some((other) => other.field === source.field && other.unit !== source.unit)
  if (!isUnit || source.unit === null) return t('tokens.lifetimes.contradicted.other', { when, field: source.field })
  return t(`tokens.lifetimes.contradicted.${source.unit}`, { when })
}

/** About how wide a text of the picture is, in pixels at 12 px; it only decides on which side there is room. */
export function measureText(text: string): number {
  let width = 0
  for (const letter of text) width += /[\u2e80-\uffef]/.test(letter) ? 12 : 6.4
  return width
}
