import { IconCheck, IconCopy } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { TokenRow, TokenSetRow } from '../../../../shared/contract/records.ts'
import { readLifeState } from '../../../../shared/lib/lifetime.ts'
import { readClock } from '../../../clock.ts'
import { useTokenCopy } from '../copy/use-token-copy.ts'

/** Copies a token as it is. One that has ended asks first, in the menu. */
export function CardCopy({
  row,
  token,
  locked,
  onMenu,
}: {
  readonly row: TokenSetRow
  readonly token: TokenRow
  readonly locked: boolean
  readonly onMenu: () => void
}): ReactNode {
  const { t } = useTranslation()
  const { copied, copy } = useTokenCopy(row.id, token.kind)
  const press = (): void => {
    if (readLifeState(token.expiry.at, readClock()) === 'expired') onMenu()
    else void copy('raw')
  }
  return (
    <>
      <button
        type="button"
        className="btn xs tccopy"
        disabled={locked}
        aria-label={t(`tokens.copy.one.${token.kind}`)}
        onClick={press}
      >
        {copied === null ? <IconCopy size={13} stroke={1.75} /> : <IconCheck size={13} stroke={1.75} />}
        {copied === null ? t('actions.copy') : t('actions.copied')}
      </button>
      <span className="visually-hidden" role="status">
        {copied !== null && t(`tokens.copy.done.${copied}`)}
      </span>
    </>
  )
}
