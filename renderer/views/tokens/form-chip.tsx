import { IconBraces, IconLock } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { OpenedTokenSet, TokenRow } from '../../../shared/contract/records.ts'
import { Chip } from '../../parts/chip.tsx'
import { Glyph } from '../../parts/glyph.tsx'
import { isUnsigned } from './is-unsigned.ts'

/** What the signature of a JWT is known to be: not checked, unless there is none. */
function SignatureChip({ isSigned, long }: { readonly isSigned: boolean; readonly long: boolean }): ReactNode {
  const { t } = useTranslation()
  if (!isSigned)
    return (
      <Chip tone="warn" icon={<Glyph kind="attention" size={13} />}>
        {t('tokens.signature.unsigned')}
      </Chip>
    )
  return (
    <Chip icon={<Glyph kind="vnone" size={13} />}>{long ? t('tokens.signature.notChecked') : t('status.vnone')}</Chip>
  )
}

/**
 * The form of a token and, of a JWT, its signature. Decoded is never called verified. On a card one chip says what
 * matters most; in the detail both stand beside each other.
 */
export function FormChip({
  token,
  opened,
  locked,
  place,
}: {
  readonly token: TokenRow
  readonly opened: OpenedTokenSet | null
  readonly locked: boolean
  readonly place: 'card' | 'detail'
}): ReactNode {
  const { t } = useTranslation()
  const isDetail = place === 'detail'
  if (locked)
    return (
      <Chip tone={isDetail ? 'plain' : 'line'} icon={<IconLock size={13} stroke={1.75} aria-hidden="true" />}>
        {t('status.locked')}
      </Chip>
    )
  switch (token.form) {
    case 'opaque':
      return (
        <Chip tone="line" icon={<Glyph kind="opaque" size={13} />}>
          {t('tokens.form.opaque')}
        </Chip>
      )
    case 'malformed':
      return (
        <Chip tone="warn" icon={<Glyph kind="attention" size={13} />}>
          {t('tokens.form.malformed')}
        </Chip>
      )
    case 'jwe':
      return (
        <Chip tone="line" icon={<IconLock size={13} stroke={1.75} aria-hidden="true" />}>
          {isDetail ? t('tokens.form.jwe') : t('tokens.shortForm.jwe')}
        </Chip>
      )
    case 'jws':
      return (
        <>
          {isDetail && (
            <Chip tone="line" icon={<IconBraces size={13} stroke={1.75} aria-hidden="true" />}>
              {t('tokens.form.jws')}
            </Chip>
          )}
          <SignatureChip isSigned={!isUnsigned(opened, token.kind)} long={isDetail} />
        </>
      )
  }
}
