import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { OpenedTokenSet, TokenSetRow } from '../../../../shared/contract/records.ts'
import type { TokenKind } from '../../../../shared/flow/token-set.ts'
import { selectCall, useCalls } from '../../../stores/call-store.ts'
import { selectShown, useProfiles } from '../../../stores/profile-store.ts'
import { AfterlifeFacts } from './afterlife-facts.tsx'
import { CallButtons } from './call-buttons.tsx'
import { type CallKind, callKinds } from './call-kinds.ts'
import { CallResult } from './call-result.tsx'
import './calls.css'

function NewestCall({ profileId, kind }: { readonly profileId: string; readonly kind: CallKind }): ReactNode {
  const exchange = useCalls(selectCall(profileId, kind))
  return exchange === null ? null : <CallResult exchange={exchange} />
}

/** What can be asked with the tokens of a set, what was asked last, and what is known from it. */
export function CallsPanel({
  row,
  opened,
  chosen,
}: {
  readonly row: TokenSetRow
  readonly opened: OpenedTokenSet | null
  readonly chosen: TokenKind | null
}): ReactNode {
  const { t } = useTranslation()
  const profile = useProfiles((state) => selectShown(row.profileId)(state)?.profile ?? null)
  if (profile === null) return null
  return (
    <section className="card calls" aria-label={t('tokens.calls.title')}>
      <div className="dh">
        <h2>{t('tokens.calls.title')}</h2>
        <span className="grow" />
        <CallButtons key={`${row.id} ${chosen ?? ''}`} row={row} profile={profile} chosen={chosen} />
      </div>
      {opened !== null && <AfterlifeFacts afterlife={opened.afterlife} />}
      {callKinds.map((kind) => (
        <NewestCall key={kind} profileId={row.profileId} kind={kind} />
      ))}
    </section>
  )
}
