import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Banner } from '../parts/banner.tsx'
import { Glyph } from '../parts/glyph.tsx'
import { showDialog, useApp } from '../stores/app-store.ts'

function UnlockButton(): ReactNode {
  const { t } = useTranslation()
  return (
    <button type="button" className="btn sm" onClick={() => showDialog('unlock')}>
      {t('shell.unlock')}
    </button>
  )
}

/** Said once and never left out: secrets that do not survive, a vault that cannot be read, or one that is locked. */
export function VaultBanner({ canUnlock = false }: { readonly canUnlock?: boolean }): ReactNode {
  const { t } = useTranslation()
  const vault = useApp((state) => state.status?.vault ?? null)
  const [isRead, setRead] = useState(false)
  if (vault === null) return null
  if (vault.state === 'locked')
    return (
      <div className="vaultb">
        <Banner tone="warn" icon={<Glyph kind="locked" size={15} />} action={canUnlock && <UnlockButton />}>
          <b>{t('shell.vault.lockedTitle')}</b> {t('shell.vault.lockedText')}
        </Banner>
      </div>
    )
  if (vault.state === 'unreadable')
    return (
      <div className="vaultb">
        <Banner tone="err" icon={<Glyph kind="failed" size={15} />}>
          <b>{t('shell.vault.unreadableTitle')}</b> {t('shell.vault.unreadableText')}
        </Banner>
      </div>
    )
  if (vault.notice !== 'no_key_holder' || isRead) return null
  const action = (
    <>
      <button type="button" className="btn sm" onClick={() => showDialog('protect')}>
        {t('shell.protect')}
      </button>
      <button type="button" className="btn sm ghost" onClick={() => setRead(true)}>
        {t('shell.understood')}
      </button>
    </>
  )
  return (
    <div className="vaultb">
      <Banner tone="warn" icon={<Glyph kind="attention" size={15} />} action={action}>
        <b>{t('shell.vault.memoryOnlyTitle')}</b> {t('shell.vault.memoryOnlyText')}
      </Banner>
    </div>
  )
}
