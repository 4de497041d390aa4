import type { TFunction } from 'i18next'
import type { ProfileRow } from '../../../shared/contract/records.ts'
import { readLifeState } from '../../../shared/lib/lifetime.ts'
import type { EpochMs } from '../../../shared/lib/units.ts'
import { formatLeft } from '../../format-time.ts'
import type { GlyphKind } from '../../parts/glyph.tsx'

const glyphOfLife = { valid: 'valid', ends_soon: 'expiring', expired: 'expired', unknown: 'unknown' } as const

/** The one state that a row shows. The first that applies wins, in the order of the ui specification, section 6. */
export function readRowGlyph(row: ProfileRow, now: EpochMs, locked: boolean): GlyphKind {
  if (row.lastRun === 'running' || row.lastRun === 'waiting') return 'running'
  if (locked) return 'locked'
  if (row.lastRun === 'refused' || row.lastRun === 'failed') return 'failed'
  if (row.expiry?.disputed === true) return 'conflict'
  const life = row.expiry === null ? 'none' : glyphOfLife[readLifeState(row.expiry.at, now)]
  if (life === 'expired' || life === 'expiring') return life
  return row.missing > 0 ? 'attention' : life
}

/** The short text at the end of a row: the time that is left, or the word of the state. */
export function readRowText(row: ProfileRow, glyph: GlyphKind, now: EpochMs, t: TFunction): string {
  const at = row.expiry?.at ?? null
  switch (glyph) {
    case 'running':
      return row.lastRun === 'waiting' ? t('shell.rows.waiting') : t('shell.rows.running')
    case 'failed':
      return row.lastRun === 'refused' ? t('shell.rows.refused') : t('shell.rows.failed')
    case 'attention':
      return t('shell.rows.toFix', { n: row.missing })
    case 'none':
      return t('shell.rows.noTokens')
    default:
      if (at !== null) return formatLeft(at, now, 'row', t)
      return glyph === 'locked' ? t('shell.rows.locked') : t('status.unknownSmall')
  }
}
