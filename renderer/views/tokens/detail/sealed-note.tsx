import { IconLock, IconLockOpen } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { showDialog } from '../../../stores/app-store.ts'

/** In place of a token's value while the vault is locked. */
export function SealedNote(): ReactNode {
  const { t } = useTranslation()
  return (
    <div className="lockbody">
      <span className="lockic">
        <IconLock size={22} stroke={1.5} aria-hidden="true" />
      </span>
      <h3>{t('tokens.sealed.title')}</h3>
      <p>{t('tokens.sealed.text')}</p>
      <button type="button" className="btn" onClick={() => showDialog('unlock')}>
        <IconLockOpen size={15} stroke={1.75} aria-hidden="true" />
        {t('tokens.sealed.unlock')}
      </button>
    </div>
  )
}
