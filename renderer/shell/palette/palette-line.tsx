import {
  IconAdjustmentsHorizontal,
  IconClipboardText,
  IconFileImport,
  IconHistory,
  IconKey,
  IconLockOpen,
  IconPlayerPlay,
  IconPlayerStop,
  IconPlus,
  IconRefresh,
  IconSettings,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProfileRow } from '../../../shared/contract/records.ts'
import { useClockValue } from '../../clock.ts'
import { Glyph, type GlyphKind } from '../../parts/glyph.tsx'
import { Keys } from '../../parts/keys.tsx'
import { isLocked, useApp } from '../../stores/app-store.ts'
import { readKeys } from '../shortcuts.ts'
import { readRowGlyph, readRowText } from '../sidebar/read-row-state.ts'
import { readKeyboard } from '../use-keys.ts'
import { markWords } from './find-actions.ts'
import type { PaletteAction } from './list-actions.ts'

const icons = {
  key: IconKey,
  play: IconPlayerPlay,
  refresh: IconRefresh,
  stop: IconPlayerStop,
  paste: IconClipboardText,
  profile: IconKey,
  configure: IconAdjustmentsHorizontal,
  history: IconHistory,
  plus: IconPlus,
  import: IconFileImport,
  settings: IconSettings,
  lock: IconLockOpen,
} as const

function Marked({ text, query }: { readonly text: string; readonly query: string }): ReactNode {
  let at = 0
  return markWords(text, query).map((piece) => {
    at += piece.text.length
    return piece.marked ? <mark key={at}>{piece.text}</mark> : <span key={at}>{piece.text}</span>
  })
}

function ProfileGlyph({ row }: { readonly row: ProfileRow }): ReactNode {
  const locked = useApp(isLocked)
  return <Glyph kind={useClockValue((now) => readRowGlyph(row, now, locked)) as GlyphKind} size={16} />
}

function ProfileTime({ row }: { readonly row: ProfileRow }): ReactNode {
  const { t } = useTranslation()
  const locked = useApp(isLocked)
  const text = useClockValue((now) => readRowText(row, readRowGlyph(row, now, locked), now, t))
  return <span className="dim tnum">{text}</span>
}

/** One line of the palette: what it is, what it does, to what, and its keys or its time. */
export function PaletteLine({ action, query }: { readonly action: PaletteAction; readonly query: string }): ReactNode {
  const Icon = icons[action.icon]
  return (
    <span className="pi">
      {action.row === null ? <Icon size={17} stroke={1.75} aria-hidden="true" /> : <ProfileGlyph row={action.row} />}
      <span>
        <Marked text={action.label} query={query} />
      </span>
      <span className="pd">
        <Marked text={action.detail} query={query} />
      </span>
      <span>
        {action.command !== null && <Keys keys={readKeys(action.command, readKeyboard())} />}
        {action.row !== null && <ProfileTime row={action.row} />}
      </span>
    </span>
  )
}
