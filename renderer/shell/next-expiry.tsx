import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProfileRow } from '../../shared/contract/records.ts'
import { readLifeState } from '../../shared/lib/lifetime.ts'
import type { EpochMs } from '../../shared/lib/units.ts'
import { useClockValue } from '../clock.ts'
import { Glyph } from '../parts/glyph.tsx'
import { TimeLeft } from '../parts/time-left.tsx'
import { showView } from '../stores/app-store.ts'
import { useProfiles } from '../stores/profile-store.ts'

interface Ending {
  readonly row: ProfileRow
  readonly at: EpochMs
}

/** Soonest first, so that a tick has to look no further than the first that is still to come. */
function listEndings(rows: readonly ProfileRow[] | null): readonly Ending[] {
  return (rows ?? [])
    .flatMap((row) => (row.expiry?.at === null || row.expiry?.at === undefined ? [] : [{ row, at: row.expiry.at }]))
    .toSorted((one, other) => one.at - other.at)
}

/** The token handed out that ends first, of all profiles; nothing when none is known to end. */
export function NextExpiry(): ReactNode {
  const { t } = useTranslation()
  const rows = useProfiles((state) => state.rows)
  const endings = useMemo(() => listEndings(rows), [rows])
  const index = useClockValue((now) => endings.findIndex((ending) => ending.at > now))
  const soon = useClockValue((now) => readLifeState(endings[index]?.at ?? null, now) === 'ends_soon')
  const next = endings[index]
  if (next === undefined) return null
  return (
    <button
      type="button"
      className={soon ? 'nextpill soon' : 'nextpill'}
      onClick={() => showView({ kind: 'profile', id: next.row.id, tab: 'tokens' })}
    >
      <Glyph kind={soon ? 'expiring' : 'valid'} size={13} />
      <span className="nl">{t('shell.nextExpiry')}</span>
      <b>
        <TimeLeft at={next.at} style="row" />
      </b>
      <span className="np ell">{next.row.name}</span>
    </button>
  )
}
