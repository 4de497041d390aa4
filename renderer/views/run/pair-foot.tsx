import { IconAdjustmentsHorizontal, IconTicket } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Exchange } from '../../../shared/flow/exchange.ts'
import { copyPlainText } from '../../clipboard.ts'
import { showTab } from '../../stores/app-store.ts'
import { CopyButton } from './copy-button.tsx'
import { buildExchangeText } from './exchange-text.ts'

/** What the lines mean, and where to go from here. */
export function PairFoot({
  exchange,
  hasTokens,
}: {
  readonly exchange: Exchange
  readonly hasTokens: boolean
}): ReactNode {
  const { t } = useTranslation()
  return (
    <div className="pairfoot">
      <span className="lg wiry">
        <svg width="22" height="8" aria-hidden="true">
          <path className="wire" d="M0 4H22" />
        </svg>
        {t('run.takenAsSent')}
      </span>
      <span className="lg wiry">
        <svg width="22" height="8" aria-hidden="true">
          <path className="wire dash" d="M0 4H22" />
        </svg>
        {t('run.computed')}
      </span>
      <span className="ell hint">{t('run.followLine')}</span>
      <span className="grow" />
      <CopyButton
        className="btn xs ghost"
        label={t('run.copyExchange')}
        text={t('run.copyExchangeShort')}
        copy={() => copyPlainText(buildExchangeText(exchange))}
      />
      <button type="button" className="btn xs ghost" onClick={() => showTab('configure')}>
        <IconAdjustmentsHorizontal size={14} />
        {t('run.editMapping')}
      </button>
      {hasTokens && (
        <button type="button" className="btn xs ghost" onClick={() => showTab('tokens')}>
          <IconTicket size={14} />
          {t('run.showTokens')}
        </button>
      )}
    </div>
  )
}
