import { IconExternalLink } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { mask } from '../../../shared/lib/mask.ts'
import { copyPlainText } from '../../clipboard.ts'
import { useApp } from '../../stores/app-store.ts'
import { openSignIn } from '../../stores/exchange-store.ts'
import { useConnection } from '../../use-connection.ts'
import { CopyButton } from './copy-button.tsx'

/**
 * The ways to the sign-in page: open it, copy its address. In a browser the page is a link, because only a click of
 * the person may open a tab; the desktop app asks the host.
 */
export function SignInActions({
  exchangeId,
  url,
  waiting,
  prominent = false,
}: {
  readonly exchangeId: string
  readonly url: string
  readonly waiting: boolean
  /** Nothing was opened yet: opening it is what the person has to do now. */
  readonly prominent?: boolean
}): ReactNode {
  const { t } = useTranslation()
  const connection = useConnection()
  const isDesktop = useApp((state) => state.status?.door === 'desktop')
  // An address with a masked secret in it leads nowhere.
  if (url.includes(mask)) return null
  const classes = prominent ? 'btn sm primary' : 'btn sm'
  const label = prominent ? t('run.openSignIn') : t('run.openAgain')
  return (
    <>
      {waiting && isDesktop && (
        <button type="button" className={classes} onClick={() => void openSignIn(connection, exchangeId)}>
          <IconExternalLink size={14} />
          {label}
        </button>
      )}
      {waiting && !isDesktop && (
        <a className={classes} href={url} target="_blank" rel="noopener noreferrer">
          <IconExternalLink size={14} />
          {label}
        </a>
      )}
      <CopyButton
        className="btn sm"
        label={t('run.copySignIn')}
        text={t('run.copySignIn')}
        copy={() => copyPlainText(url)}
      />
    </>
  )
}
