import { IconTrash } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TokenSetRow } from '../../../../shared/contract/records.ts'
import { useClockValue } from '../../../clock.ts'
import { openRun } from '../../../stores/opened-run-store.ts'
import { useConnection } from '../../../use-connection.ts'
import { useFormats } from '../../../use-formats.ts'
import { DeleteSet } from './delete-set.tsx'
import { SetMenu } from './set-menu.tsx'

/** Which set this is: when it came, in which run, what it allows; the other sets, and deleting it. */
export function SetCard({
  sets,
  row,
  onChoose,
}: {
  readonly sets: readonly TokenSetRow[]
  readonly row: TokenSetRow
  readonly onChoose: (id: string) => void
}): ReactNode {
  const { t } = useTranslation()
  const connection = useConnection()
  const formats = useFormats()
  const [isDeleting, setDeleting] = useState(false)
  const moment = useClockValue((now) => formats.moment(row.receivedAt, now))
  const { exchangeId, run, scope } = row
  const scopeText = scope === null ? t('tokens.set.noScope') : scope.join(' ') || t('tokens.set.emptyScope')
  return (
    <div className="card tset">
      <dl>
        <dt>{t('tokens.set.received')}</dt>
        <dd className="tnum">{run === null ? moment : t('tokens.set.at', { moment, run })}</dd>
        <dt>{t('tokens.set.scope')}</dt>
        <dd className={scope === null ? 'dim' : undefined} title={scopeText}>
          {scopeText}
        </dd>
      </dl>
      <div className="row">
        {exchangeId !== null && (
          <button type="button" className="btn xs" onClick={() => void openRun(connection, exchangeId)}>
            {t('tokens.set.openRun')}
          </button>
        )}
        {sets.length > 1 && <SetMenu sets={sets} row={row} onChoose={onChoose} />}
        <span className="grow" />
        <button
          type="button"
          className="ib xs"
          aria-label={t('tokens.set.delete')}
          title={t('tokens.set.delete')}
          onClick={() => setDeleting(true)}
        >
          <IconTrash size={14} stroke={1.75} aria-hidden="true" />
        </button>
      </div>
      <DeleteSet row={row} isOpen={isDeleting} onClose={() => setDeleting(false)} />
    </div>
  )
}
