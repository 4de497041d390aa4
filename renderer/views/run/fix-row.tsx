import { IconPlayerPlay } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Fix } from '../../../shared/lib/finding.ts'
import { startExchange } from '../../stores/exchange-store.ts'
import { useConnection } from '../../use-connection.ts'
import { readPath } from './reading-rows.ts'
import { useApplyFix } from './use-apply-fix.ts'

/** A change of the profile that answers a finding: what it would be, and the button that makes it. */
export function FixRow({ profileId, fix }: { readonly profileId: string; readonly fix: Fix }): ReactNode {
  const { t } = useTranslation()
  const connection = useConnection()
  const change = useApplyFix(profileId, fix)
  if (change === null) return null
  const name = readPath(fix.place).split('.').at(-1) ?? ''
  return (
    <div className="fixrow">
      <h4>{change.applied ? t('run.fix.applied') : t('run.fix.title')}</h4>
      <div className="diff">
        {!change.applied && (
          <div className="d" title={readPath(fix.place)}>
            − {name}: {change.before ?? t('run.fix.unset')}
          </div>
        )}
        <div className="a" title={readPath(fix.place)}>
          + {name}: {change.after}
        </div>
      </div>
      <div className="row">
        {change.applied ? (
          <button
            type="button"
            className="btn xs primary"
            onClick={() => void startExchange(connection, { profileId })}
          >
            <IconPlayerPlay size={13} />
            {t('run.action.run_again')}
          </button>
        ) : (
          <button type="button" className="btn xs primary" onClick={() => void change.apply()}>
            {t('run.fix.apply')}
          </button>
        )}
        <span className="dim small">{change.applied ? t('run.fix.tryNow') : t('run.fix.changes')}</span>
      </div>
    </div>
  )
}
