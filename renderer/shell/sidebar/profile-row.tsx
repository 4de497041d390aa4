import { memo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProfileRow } from '../../../shared/contract/records.ts'
import { useClockValue } from '../../clock.ts'
import { Glyph, type GlyphKind } from '../../parts/glyph.tsx'
import { buildMonogram } from '../../parts/monogram.ts'
import { isLocked, useApp } from '../../stores/app-store.ts'
import { readRowGlyph, readRowText } from './read-row-state.ts'
import { useRunningRow } from './use-running-row.ts'

/** What stands in a row: state, name, time. Renders when its text changes and not at every tick. */
export const ProfileRowContent = memo(function ProfileRowContent({
  row: stored,
  isOpen,
}: {
  readonly row: ProfileRow
  readonly isOpen: boolean
}): ReactNode {
  const { t } = useTranslation()
  const locked = useApp(isLocked)
  const row = useRunningRow(stored)
  const glyph = useClockValue((now) => readRowGlyph(row, now, locked)) as GlyphKind
  const text = useClockValue((now) => readRowText(row, readRowGlyph(row, now, locked), now, t))
  return (
    <span className={`srow st-${glyph}${isOpen ? ' on' : ''}`} title={`${row.name}, ${text}`}>
      <span className="mono-tile" aria-hidden="true">
        {buildMonogram(row.name)}
      </span>
      <Glyph kind={glyph} />
      <span className="sname">{row.name}</span>
      <span className="visually-hidden">{t(`status.${glyph}`)}</span>
      <span className="scount" role="timer" aria-live="off">
        {text}
      </span>
    </span>
  )
})
