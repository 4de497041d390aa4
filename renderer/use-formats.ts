import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { EpochMs } from '../shared/lib/units.ts'
import { formatSize } from './format-size.ts'
import {
  type DurationStyle,
  formatDate,
  formatDuration,
  formatElapsed,
  formatLeft,
  formatMoment,
} from './format-time.ts'

/** The ways to write times, durations and sizes in the language that is spoken now. */
export interface Formats {
  readonly duration: (ms: number, style: DurationStyle) => string
  /** `1h 57m` before `at`, `1m 12s ago` after it. */
  readonly left: (at: EpochMs, now: EpochMs, style: DurationStyle) => string
  readonly elapsed: (ms: number) => string
  readonly moment: (at: EpochMs, now: EpochMs) => string
  readonly date: (at: EpochMs) => string
  readonly size: (bytes: number) => string
}

export function useFormats(): Formats {
  const { t, i18n } = useTranslation()
  const language = i18n.language
  return useMemo(
    () => ({
      duration: (ms, style) => formatDuration(ms, style, t),
      left: (at, now, style) => formatLeft(at, now, style, t),
      elapsed: (ms) => formatElapsed(ms, t),
      moment: (at, now) => formatMoment(at, now, t, language),
      date: (at) => formatDate(at, language),
      size: (bytes) => formatSize(bytes, t),
    }),
    [t, language],
  )
}
