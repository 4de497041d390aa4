import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OpenedTokenSet } from '../../../../shared/contract/records.ts'
import type { DecodedToken } from '../../../../shared/flow/decoded-token.ts'
import type { TokenKind } from '../../../../shared/flow/token-set.ts'
import { copyText } from '../../../clipboard.ts'
import { CopyButton } from '../../run/copy-button.tsx'
import { Segments } from '../segments.tsx'
import { ClaimsTable } from './claims-table.tsx'
import { JsonText } from './json-text.tsx'

const views = ['explained', 'json'] as const

/** What the payload of a JWT says: in plain words, or character by character. */
export function ClaimsPanel({
  opened,
  kind,
  decoded,
}: {
  readonly opened: OpenedTokenSet
  readonly kind: TokenKind
  readonly decoded: Extract<DecodedToken, { kind: 'jws' }>
}): ReactNode {
  const { t } = useTranslation()
  const [view, setView] = useState<(typeof views)[number]>('explained')
  return (
    <div className="dcol dclaims">
      <div className="dlab">
        <h3>{t('claims.title')}</h3>
        <span className="grow" />
        {view === 'json' && <CopyButton label={t('claims.copyJson')} copy={() => copyText(decoded.payload.json)} />}
        <Segments
          label={t('claims.view')}
          value={view}
          segments={views.map((value) => ({ value, label: t(`claims.${value}`) }))}
          onPick={setView}
        />
      </div>
      {view === 'explained' ? (
        <ClaimsTable opened={opened} kind={kind} decoded={decoded} />
      ) : (
        <>
          <JsonText text={decoded.payload.json} label={t('claims.title')} className="jpl" />
          <p className="dim tnote">{t('claims.exact')}</p>
        </>
      )}
    </div>
  )
}
