import { IconBraces, IconLock } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { OpenedTokenSet, TokenRow } from '../../../shared/contract/records.ts'
import type { TokenKind } from '../../../shared/flow/token-set.ts'
import { Chip } from '../../parts/chip.tsx'
import { Glyph } from '../../parts/glyph.tsx'
import { readSignature } from '../run/check-groups.ts'
import { isUnsigned } from './is-unsigned.ts'

const signatureGlyphs = { verified: 'vok', failed: 'vbad', not_checked: 'vnone' } as const
const signatureTones = { verified: 'ok', failed: 'err', not_checked: 'plain' } as const

/** What the signature of a JWT is known to be: verified only where a verdict of a run or a call says so. */
function SignatureChip({
  opened,
  kind,
  long,
}: {
  readonly opened: OpenedTokenSet | null
  readonly kind: TokenKind
  readonly long: boolean
}): ReactNode {
  const { t } = useTranslation()
  if (isUnsigned(opened, kind))
    return (
      <Chip tone="warn" icon={<Glyph kind="attention" size={13} />}>
        {t('tokens.signature.unsigned')}
      </Chip>
    )
  const known = kind === 'refresh_token' ? 'not_checked' : readSignature(opened?.checks ?? [], kind)
  return (
    <Chip tone={signatureTones[known]} icon={<Glyph kind={signatureGlyphs[known]} size={13} />}>
      {t(`tokens.signature.${long ? 'long' : 'short'}.${known}`)}
    </Chip>
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
          <SignatureChip opened={opened} kind={token.kind} long={isDetail} />
        </>
      )
  }
}
