import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { EpochMs } from '../../shared/lib/units.ts'
import { useClockValue } from '../clock.ts'
import type { DurationStyle } from '../format-time.ts'
import { useFormats } from '../use-formats.ts'

/** A ticking countdown, or how long ago it ended; "unknown" when no source says when. Renders only when its text changes. */
export function TimeLeft({
  at,
  style = 'text',
  className = 'tnum',
}: {
  readonly at: EpochMs | null
  readonly style?: DurationStyle
  readonly className?: string
}): ReactNode {
  const { t } = useTranslation()
  const formats = useFormats()
  const text = useClockValue((now) => (at === null ? t('status.unknownSmall') : formats.left(at, now, style)))
  return (
    <span className={className} role="timer" aria-live="off">
      {text}
    </span>
  )
}
