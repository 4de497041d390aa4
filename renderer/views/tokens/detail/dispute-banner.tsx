import type { TFunction } from 'i18next'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { TokenSetRow } from '../../../../shared/contract/records.ts'
import type { Expiry } from '../../../../shared/flow/expiry.ts'
import { formatDuration } from '../../../format-time.ts'
import { Glyph } from '../../../parts/glyph.tsx'
import { CodeWords } from '../code-words.tsx'
import type { Dispute } from './dispute.ts'
import { DisputeSources } from './dispute-sources.tsx'
import { SettleUnit } from './settle-unit.tsx'

/** A whole number with its thousands apart, as the proof of a unit is easiest to compare. */
const writeNumber = (value: number, language: string): string => new Intl.NumberFormat(language).format(value)

function writeReason(dispute: Dispute, row: TokenSetRow, expiry: Expiry, t: TFunction, language: string): string {
  const { used } = dispute
  if (dispute.kind === 'sources') {
    const apart = Math.abs((dispute.other.at ?? 0) - (used.at ?? 0))
    return t('tokens.dispute.sourcesText', {
      used: used.field,
      other: dispute.other.field,
      difference: formatDuration(apart, 'text', t),
      why: t(`tokens.dispute.why.${used.kind}`),
    })
  }
  const { field, documented, proved } = dispute
  const claim = t('tokens.dispute.unitText', {
    field,
    documented: t(`tokens.dispute.units.${documented}`),
    proved: t(`tokens.dispute.units.${proved}`),
  })
  const sent = dispute.sources.find((source) => source.field === field)?.sent ?? ''
  if (used.kind !== 'jwt_exp' || used.at === null) return claim
  const isFromReceipt = expiry.issuedAt === row.receivedAt
  const difference = writeNumber(Math.round((used.at - expiry.issuedAt) / 1000), language)
  const values = { exp: used.field, difference, field, sent }
  const proof = isFromReceipt ? t('tokens.dispute.byReceipt', values) : t('tokens.dispute.byIssue', values)
  return `${claim} ${proof}`
}

/** Two sources of a token's end that contradict each other: all of them, which one counts, and why. */
export function DisputeBanner({
  row,
  expiry,
  dispute,
}: {
  readonly row: TokenSetRow
  readonly expiry: Expiry
  readonly dispute: Dispute
}): ReactNode {
  const { t, i18n } = useTranslation()
  const title = dispute.kind === 'unit' ? t('tokens.dispute.unitTitle') : t('tokens.dispute.sourcesTitle')
  return (
    <section className="dispute" aria-label={t('tokens.dispute.label')}>
      <div className="dtop">
        <Glyph kind="conflict" size={16} />
        <p>
          <b>{title}</b> <CodeWords>{writeReason(dispute, row, expiry, t, i18n.language)}</CodeWords>
        </p>
      </div>
      <DisputeSources sources={dispute.sources} used={dispute.used} />
      {dispute.kind === 'unit' && <SettleUnit row={row} documented={dispute.documented} proved={dispute.proved} />}
    </section>
  )
}
