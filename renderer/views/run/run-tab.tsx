import { IconHistory } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Exchange } from '../../../shared/flow/exchange.ts'
import { selectExchange, useExchanges } from '../../stores/exchange-store.ts'
import { closeOpenedRun, useOpenedRun } from '../../stores/opened-run-store.ts'
import { selectShown, useProfiles } from '../../stores/profile-store.ts'
import { EmptyTrail } from './empty-trail.tsx'
import { FindingsPanel } from './findings-panel.tsx'
import { KeptNote } from './kept-note.tsx'
import { RunBar } from './run-bar.tsx'
import './run-tab.css'
import { RunTrail } from './run-trail.tsx'

/** Says that an earlier run is shown, with the way back to the newest. */
function EarlierNote({ exchange }: { readonly exchange: Exchange }): ReactNode {
  const { t } = useTranslation()
  return (
    <div className="kept">
      <IconHistory size={15} aria-hidden="true" />
      <span className="grow">{t('run.earlier', { run: exchange.run })}</span>
      <button type="button" className="btn xs ghost" onClick={closeOpenedRun}>
        {t('run.showNewest')}
      </button>
    </div>
  )
}

/** The run of a profile: its trail, and what was noticed on the way. */
export function RunTab({ profileId }: { readonly profileId: string }): ReactNode {
  const { t } = useTranslation()
  const newest = useExchanges(selectExchange(profileId))
  const opened = useOpenedRun(profileId)
  const grant = useProfiles((state) => selectShown(profileId)(state)?.profile.grant ?? 'authorization_code')
  const exchange = opened ?? newest
  return (
    <div className="run">
      <section className="trailcol" aria-label={t('run.trailLabel')}>
        {exchange === null ? (
          <EmptyTrail grant={grant} />
        ) : (
          <>
            <RunBar key={`bar ${exchange.profileId}`} exchange={exchange} />
            {opened !== null && <EarlierNote exchange={opened} />}
            <KeptNote exchange={exchange} />
            <RunTrail key={exchange.id} exchange={exchange} />
          </>
        )}
      </section>
      <FindingsPanel exchange={exchange} profileId={profileId} />
    </div>
  )
}
