import { IconPlayerPlay, IconTrash, IconX } from '@tabler/icons-react'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TokenSetRow } from '../../../shared/contract/records.ts'
import { type Exchange, type ExchangeRow, isTokenRun, readStep } from '../../../shared/flow/exchange.ts'
import { formatClock } from '../../format-time.ts'
import { Chip } from '../../parts/chip.tsx'
import { Glyph } from '../../parts/glyph.tsx'
import { showView } from '../../stores/app-store.ts'
import { startExchange } from '../../stores/exchange-store.ts'
import { openRun } from '../../stores/opened-run-store.ts'
import { selectRow, useProfiles } from '../../stores/profile-store.ts'
import { useConnection } from '../../use-connection.ts'
import { useFormats } from '../../use-formats.ts'
import { makeFocusable } from '../run/make-focusable.ts'
import { CallResult } from '../tokens/calls/call-result.tsx'
import { readResult } from './history-rows.ts'
import { useResultWords } from './result-text.tsx'
import {
  FindingsSection,
  RequestSection,
  ResponseSection,
  TokensSection,
  TrailSection,
  VerdictsSection,
} from './run-sections.tsx'

const tones = {
  received: 'ok',
  disputed: 'conf',
  unknown: 'plain',
  cancelled: 'plain',
  running: 'acc',
  refused: 'err',
  problem: 'warn',
  answered: 'ok',
} as const

/** The whole run, read when it is chosen. */
function useWholeRun(id: string): Exchange | null {
  const connection = useConnection()
  const [exchange, setExchange] = useState<Exchange | null>(null)
  useEffect(() => {
    let isWanted = true
    void connection.send('exchanges.show', { id }).then((answer) => {
      if (isWanted) setExchange(answer.ok ? answer.value : null)
    })
    return () => {
      isWanted = false
    }
  }, [connection, id])
  return exchange?.id === id ? exchange : null
}

function DetailHead({
  row,
  tokens,
  exchange,
  onClose,
}: DetailProps & { readonly exchange: Exchange | null }): ReactNode {
  const { t } = useTranslation()
  const formats = useFormats()
  const words = useResultWords(row, tokens)
  const result = readResult(row, tokens)
  const maker = exchange === null ? undefined : readStep(exchange, 'captured-redirect')?.redirect.maker
  const from = formatClock(row.startedAt)
  const when = { date: formats.date(row.startedAt), from, to: row.endedAt === null ? '…' : formatClock(row.endedAt) }
  return (
    <div className="hd1">
      <div className="t">
        <h2>{t('history.runOf', { profile: row.profileName, run: row.run })}</h2>
        <button type="button" className="ib xs" aria-label={t('actions.close')} onClick={onClose}>
          <IconX size={15} />
        </button>
      </div>
      <p className="tnum">
        {t('history.when', when)}, {t(`history.grant.${row.kind}`)}
      </p>
      <div className="hchips">
        <Chip tone={tones[result.code]} icon={<Glyph kind={result.glyph} size={12} />}>
          {row.status === null ? words : `${row.status} ${words}`}
        </Chip>
        {maker !== undefined && <Chip tone="line">{t(`history.maker.${maker}`)}</Chip>}
      </div>
    </div>
  )
}

interface DetailProps {
  readonly row: ExchangeRow
  readonly tokens: TokenSetRow | undefined
  readonly onClose: () => void
}

/** A run for tokens: its steps, what was noticed and checked, what was sent and what came back. */
function RunSections({ exchange }: { readonly exchange: Exchange }): ReactNode {
  return (
    <>
      <TrailSection exchange={exchange} />
      <FindingsSection exchange={exchange} />
      <VerdictsSection exchange={exchange} />
      <RequestSection exchange={exchange} />
      <ResponseSection exchange={exchange} />
    </>
  )
}

/** One run of the history: when, how it went, what was noticed, what was sent and what came back. */
export function RunDetail({ onDelete, ...props }: DetailProps & { readonly onDelete: () => void }): ReactNode {
  const { t } = useTranslation()
  const connection = useConnection()
  const { row, tokens } = props
  const exchange = useWholeRun(row.id)
  const isRun = isTokenRun(row)
  const hasProfile = useProfiles((state) => selectRow(row.profileId)(state) !== undefined)
  const runAgain = async (): Promise<void> => {
    const started = await startExchange(connection, { profileId: row.profileId })
    if (started) showView({ kind: 'profile', id: row.profileId, tab: 'run' })
  }
  return (
    <aside className="hdet" aria-label={t('history.runOf', { profile: row.profileName, run: row.run })}>
      <DetailHead {...props} exchange={exchange} />
      <section className="hscroll" ref={makeFocusable} aria-label={t('history.detail')}>
        {exchange !== null && !isRun && <CallResult exchange={exchange} />}
        {exchange !== null && isRun && <RunSections exchange={exchange} />}
        <TokensSection tokens={tokens} />
      </section>
      <div className="hact">
        {isRun && (
          <>
            <button
              type="button"
              className="btn sm primary"
              disabled={!hasProfile}
              onClick={() => void openRun(connection, row.id)}
            >
              {t('history.openRun')}
            </button>
            <button type="button" className="btn sm" disabled={!hasProfile} onClick={() => void runAgain()}>
              <IconPlayerPlay size={14} />
              {t('history.runAgain')}
            </button>
          </>
        )}
        <span className="grow" />
        <button type="button" className="btn sm ghost danger" onClick={onDelete}>
          <IconTrash size={14} />
          {t('actions.delete')}
        </button>
      </div>
    </aside>
  )
}
