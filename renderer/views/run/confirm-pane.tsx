import { IconExternalLink } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Exchange, TrailStep } from '../../../shared/flow/exchange.ts'
import { copyPlainText } from '../../clipboard.ts'
import { useApp } from '../../stores/app-store.ts'
import { openSignIn } from '../../stores/exchange-store.ts'
import { useConnection } from '../../use-connection.ts'
import './confirm-pane.css'
import { CopyButton } from './copy-button.tsx'
import { QrCode } from './qr-code.tsx'

type UserAction = Extract<TrailStep, { kind: 'user-action' }>

/** Opens the page where the code is confirmed: the browser mode by a link, the desktop through the host. */
function OpenPage({ exchangeId, url }: { readonly exchangeId: string; readonly url: string }): ReactNode {
  const { t } = useTranslation()
  const connection = useConnection()
  const isDesktop = useApp((state) => state.status?.door === 'desktop')
  const inside = (
    <>
      <IconExternalLink size={14} aria-hidden="true" />
      {t('run.confirm.open')}
    </>
  )
  if (isDesktop)
    return (
      <button type="button" className="btn sm primary" onClick={() => void openSignIn(connection, exchangeId)}>
        {inside}
      </button>
    )
  // Only an address that a browser opens as a page becomes a link.
  if (!/^https?:\/\//i.test(url)) return null
  return (
    <a className="btn sm primary" href={url} target="_blank" rel="noopener noreferrer">
      {inside}
    </a>
  )
}

/** RFC 8628, section 3.3: the code, large, with the address to type it at and the same as a picture to scan. */
function DeviceCode({ exchange, action }: { readonly exchange: Exchange; readonly action: UserAction }): ReactNode {
  const { t } = useTranslation()
  const { userCode, verificationUri, verificationUriComplete } = action
  const waiting = exchange.endedAt === null
  if (userCode === null || verificationUri === null) return null
  const address = verificationUriComplete ?? verificationUri
  return (
    <div className="confirm">
      <div className="confirmwords">
        <p>
          <b>{t('run.confirm.device')}</b> {t('run.confirm.goesOn')}
        </p>
        <div className="usercode">
          <output aria-label={t('run.confirm.code')} translate="no">
            {userCode}
          </output>
          <CopyButton label={t('run.confirm.copyCode')} copy={() => copyPlainText(userCode)} />
        </div>
        <div className="uri">
          <span className="lab">{t('run.confirm.at')}</span>
          <span className="field code">
            <span className="v">{verificationUri}</span>
            <CopyButton label={t('run.confirm.copyAddress')} copy={() => copyPlainText(address)} />
          </span>
          {waiting && <OpenPage exchangeId={exchange.id} url={address} />}
        </div>
      </div>
      {waiting && <QrCode text={address} label={t('run.confirm.qr', { address })} />}
    </div>
  )
}

/** What a person does on another device: types a code, or confirms a request that was sent there. */
export function ConfirmPane({
  exchange,
  action,
}: {
  readonly exchange: Exchange
  readonly action: UserAction
}): ReactNode {
  const { t } = useTranslation()
  if (action.userCode !== null) return <DeviceCode exchange={exchange} action={action} />
  return (
    <div className="confirm">
      <div className="confirmwords">
        <p>
          <b>{t('run.confirm.elsewhere')}</b> {t('run.confirm.goesOn')}
        </p>
        {action.bindingMessage !== null && (
          <div className="usercode">
            <span className="lab">{t('run.confirm.binding')}</span>
            <output translate="no">{action.bindingMessage}</output>
          </div>
        )}
      </div>
    </div>
  )
}
