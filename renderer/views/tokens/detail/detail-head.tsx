import { IconCheck, IconChevronDown, IconCopy } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { OpenedTokenSet, TokenRow, TokenSetRow } from '../../../../shared/contract/records.ts'
import { useClockValue } from '../../../clock.ts'
import { readFirstFormat } from '../copy/copy-formats.ts'
import { CopyMenu } from '../copy/copy-menu.tsx'
import { useTokenCopy } from '../copy/use-token-copy.ts'
import { FormChip } from '../form-chip.tsx'

/** The head of the detail: what the token is, and the ways to copy it. */
export function DetailHead({
  row,
  token,
  opened,
  locked,
  isMenuOpen,
  onMenu,
}: {
  readonly row: TokenSetRow
  readonly token: TokenRow
  readonly opened: OpenedTokenSet | null
  readonly locked: boolean
  readonly isMenuOpen: boolean
  readonly onMenu: (isOpen: boolean) => void
}): ReactNode {
  const { t } = useTranslation()
  const { copied, copy } = useTokenCopy(row.id, token.kind)
  const { at } = token.expiry
  const hasEnded = useClockValue((now) => at !== null && at <= now)
  const format = readFirstFormat(token.kind)
  const label = format === 'header' ? t('tokens.copy.header') : t('tokens.copy.raw')
  return (
    <div className="dh">
      <h2>{t(`tokens.kinds.${token.kind}`)}</h2>
      <FormChip token={token} opened={opened} locked={locked} place="detail" />
      <span className="grow" />
      <span className="split">
        <button
          type="button"
          className="btn sm primary"
          disabled={locked}
          onClick={() => (hasEnded ? onMenu(true) : void copy(format))}
        >
          {copied === null ? <IconCopy size={14} stroke={1.75} /> : <IconCheck size={14} stroke={1.75} />}
          {copied === null ? label : t('actions.copied')}
        </button>
        <CopyMenu token={token} opened={opened} hasEnded={hasEnded} copy={copy} isOpen={isMenuOpen} onOpen={onMenu}>
          <button type="button" className="btn sm primary" disabled={locked} aria-label={t('tokens.copy.more')}>
            <IconChevronDown size={14} stroke={1.75} aria-hidden="true" />
          </button>
        </CopyMenu>
      </span>
      <span className="visually-hidden" role="status">
        {copied !== null && t(`tokens.copy.done.${copied}`)}
      </span>
    </div>
  )
}
