import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { OpenedTokenSet, TokenRow, TokenSetRow } from '../../../../shared/contract/records.ts'
import { decodeToken } from '../../../../shared/flow/decoded-token.ts'
import { type IssuedToken, readToken, type TokenKind } from '../../../../shared/flow/token-set.ts'
import type { Check } from '../../../../shared/lib/check.ts'
import { Banner } from '../../../parts/banner.tsx'
import { Glyph } from '../../../parts/glyph.tsx'
import { isLocked, useApp } from '../../../stores/app-store.ts'
import { countVerdicts, readChecksOf, readSignature } from '../../run/check-groups.ts'
import { ChecksList } from '../../run/checks-list.tsx'
import { isUnsigned } from '../is-unsigned.ts'
import { ClaimsPanel } from './claims-panel.tsx'
import { DetailHead } from './detail-head.tsx'
import { readDispute } from './dispute.ts'
import { DisputeBanner } from './dispute-banner.tsx'
import { SealedNote } from './sealed-note.tsx'
import { TokenFacts } from './token-facts.tsx'
import { TokenText } from './token-text.tsx'

/** What a person should know before they read on. */
function Notes({
  row,
  token,
  opened,
}: {
  readonly row: TokenSetRow
  readonly token: TokenRow
  readonly opened: OpenedTokenSet | null
}): ReactNode {
  const { t } = useTranslation()
  const dispute = readDispute(token.expiry)
  const isUnproved = readSignature(opened?.checks ?? [], 'id_token') === 'not_checked'
  return (
    <>
      {row.dead && token.kind === 'refresh_token' && (
        <div className="inset">
          <Banner tone="err" icon={<Glyph kind="failed" size={15} />}>
            <b>{t('tokens.set.deadTitle')}</b> {t('tokens.set.deadText')}
          </Banner>
        </div>
      )}
      {dispute !== null && <DisputeBanner row={row} expiry={token.expiry} dispute={dispute} />}
      {dispute === null && isUnproved && token.kind === 'id_token' && token.form === 'jws' && (
        <div className="inset">
          <Banner tone="info" icon={<Glyph kind="info" size={15} />}>
            <b>{t('tokens.decodedNote.title')}</b>{' '}
            {isUnsigned(opened, token.kind) ? t('tokens.decodedNote.unsigned') : t('tokens.decodedNote.text')}
          </Banner>
        </div>
      )}
    </>
  )
}

/** The verdicts about this token: those of its run, and of the calls made with it since. */
function TokenVerdicts({ checks, kind }: { readonly checks: readonly Check[]; readonly kind: TokenKind }): ReactNode {
  const { t } = useTranslation()
  const own = kind === 'refresh_token' ? [] : readChecksOf(checks, kind)
  const { pass, fail, not_checked } = countVerdicts(own)
  if (own.length === 0) return null
  return (
    <details className="tverdicts" open={fail > 0}>
      <summary>
        <Glyph kind={fail > 0 ? 'failed' : pass > 0 ? 'valid' : 'unknown'} />
        {t('tokens.verdicts', { pass, fail, unchecked: not_checked })}
      </summary>
      <ChecksList checks={own} />
    </details>
  )
}

/** The token in its parts, and what they say. */
function Columns({
  opened,
  issued,
  token,
}: {
  readonly opened: OpenedTokenSet
  readonly issued: IssuedToken
  readonly token: TokenRow
}): ReactNode {
  const decoded = useMemo(() => decodeToken(issued.value), [issued.value])
  return (
    <div className="dcols">
      <TokenText setId={opened.row.id} kind={token.kind} value={issued.value} decoded={decoded} />
      {decoded.kind === 'jws' ? (
        <ClaimsPanel opened={opened} kind={token.kind} decoded={decoded} />
      ) : (
        <TokenFacts opened={opened} issued={issued} token={token} decoded={decoded} />
      )}
    </div>
  )
}

/** One token of a set in full: its form, its disputes, its characters and its claims. */
export function TokenDetail({
  row,
  opened,
  kind,
  isMenuOpen,
  onMenu,
}: {
  readonly row: TokenSetRow
  readonly opened: OpenedTokenSet | null
  readonly kind: TokenKind
  readonly isMenuOpen: boolean
  readonly onMenu: (isOpen: boolean) => void
}): ReactNode {
  const { t } = useTranslation()
  const locked = useApp(isLocked)
  const token = row.tokens.find((one) => one.kind === kind)
  if (token === undefined) return null
  const issued = opened === null ? null : readToken(opened.tokenSet, kind)
  return (
    <section className="card tdet" aria-label={t(`tokens.kinds.${kind}`)} aria-busy={opened === null && !locked}>
      <DetailHead row={row} token={token} opened={opened} locked={locked} isMenuOpen={isMenuOpen} onMenu={onMenu} />
      {locked ? <SealedNote /> : <Notes row={row} token={token} opened={opened} />}
      {opened !== null && <TokenVerdicts checks={opened.checks} kind={kind} />}
      {opened !== null && issued !== null && <Columns opened={opened} issued={issued} token={token} />}
    </section>
  )
}
