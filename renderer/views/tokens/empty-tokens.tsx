import { IconPlayerPlay, IconTicketOff } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Glyph } from '../../parts/glyph.tsx'
import { runGetToken } from '../../shell/run-command.ts'
import { useExchanges } from '../../stores/exchange-store.ts'
import { useConnection } from '../../use-connection.ts'

/** Before the first token: what will be here, and the way to it. */
export function EmptyTokens({ profileId }: { readonly profileId: string }): ReactNode {
  const { t } = useTranslation()
  const connection = useConnection()
  const state = useExchanges((exchanges) => exchanges.newest[profileId]?.state)
  const going = state === 'running' || state === 'waiting'
  return (
    <section className="tok tempty" aria-label={t('tokens.label')}>
      <div className="lockbody">
        <span className="lockic">
          {going ? <Glyph kind="running" size={20} /> : <IconTicketOff size={22} stroke={1.5} aria-hidden="true" />}
        </span>
        <h2>{t('tokens.empty.title')}</h2>
        <p>{going ? t('tokens.empty.going') : t('tokens.empty.text')}</p>
        {!going && (
          <button type="button" className="btn" onClick={() => void runGetToken(connection, profileId)}>
            <IconPlayerPlay size={15} stroke={1.75} aria-hidden="true" />
            {t('shell.getToken')}
          </button>
        )}
      </div>
    </section>
  )
}
