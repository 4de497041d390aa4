import { IconArchive } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Exchange } from '../../../shared/flow/exchange.ts'
import { useClockValue } from '../../clock.ts'
import { showTab } from '../../stores/app-store.ts'
import { selectTokenSets, useTokens } from '../../stores/token-store.ts'
import { useFormats } from '../../use-formats.ts'

/** Says after a failed run that the earlier tokens are still there, and how they stand. Nothing when there were none. */
export function KeptNote({ exchange }: { readonly exchange: Exchange }): ReactNode {
  const { t } = useTranslation()
  const formats = useFormats()
  const sets = useTokens(selectTokenSets(exchange.profileId))
  const ended = exchange.state === 'refused' || exchange.state === 'failed' || exchange.state === 'cancelled'
  const kept = ended ? (sets?.find((set) => set.receivedAt < exchange.startedAt) ?? null) : null
  const end = kept?.tokens.find((token) => token.kind === 'access_token')?.expiry.at ?? null
  const standing = useClockValue((now) => {
    if (kept === null) return ''
    if (end === null) return t('run.kept.unknown')
    return end > now
      ? t('run.kept.valid', { left: formats.left(end, now, 'text') })
      : t('run.kept.ended', { ago: formats.left(end, now, 'text') })
  })
  if (kept === null) return null
  return (
    <div className="kept">
      <IconArchive size={15} aria-hidden="true" />
      <span className="grow">
        <b>{t('run.kept.title')}</b>{' '}
        {kept.run === null ? t('run.kept.imported') : t('run.kept.fromRun', { run: kept.run })} {standing}
      </span>
      <button type="button" className="btn xs ghost" onClick={() => showTab('tokens')}>
        {kept.run === null ? t('run.kept.show') : t('run.kept.showRun', { run: kept.run })}
      </button>
    </div>
  )
}
