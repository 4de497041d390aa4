import { Drawer } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconTrash } from '@tabler/icons-react'
import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExchangeRow } from '../../../shared/flow/exchange.ts'
import { Banner } from '../../parts/banner.tsx'
import { Glyph } from '../../parts/glyph.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { addProblem, useApp } from '../../stores/app-store.ts'
import { profileStore } from '../../stores/profile-store.ts'
import { useConnection } from '../../use-connection.ts'
import { makeFocusable } from '../run/make-focusable.ts'
import { DeleteQuestion } from './delete-question.tsx'
import { HistoryFilterBar } from './history-filter-bar.tsx'
import { countOutcomes, groupByDay, type HistoryFilter, matchesFilter, noFilter } from './history-rows.ts'
import { HistoryTable } from './history-table.tsx'
import './history-view.css'
import { RunDetail } from './run-detail.tsx'
import { type History, useHistory } from './use-history.ts'
import { useRunKeys } from './use-run-keys.ts'

/** What is about to be deleted: one run, or all of a profile, or all. */
type Deletion =
  | { readonly kind: 'run'; readonly row: ExchangeRow }
  | { readonly kind: 'all'; readonly profileId: string }

function HistoryHead({
  onDeleteAll,
  isEmpty,
}: {
  readonly onDeleteAll: () => void
  readonly isEmpty: boolean
}): ReactNode {
  const { t } = useTranslation()
  const isKept = useApp((state) => state.status?.vault.persistent ?? true)
  return (
    <div className="pghead">
      <h1>{t('shell.history')}</h1>
      <span className="sub">{t(isKept ? 'history.kept' : 'history.keptInMemory')}</span>
      <span className="grow" />
      <button type="button" className="btn sm ghost danger" onClick={onDeleteAll} disabled={isEmpty}>
        <IconTrash size={15} />
        {t('history.deleteAll')}
      </button>
    </div>
  )
}

/** Asks, and deletes what was named. */
function Deleting({
  deletion,
  onDone,
}: {
  readonly deletion: Deletion | null
  readonly onDone: () => void
}): ReactNode {
  const { t } = useTranslation()
  const connection = useConnection()
  if (deletion === null) return null
  const run = async (): Promise<void> => {
    onDone()
    const answer =
      deletion.kind === 'run'
        ? await connection.send('exchanges.remove', { id: deletion.row.id })
        : await connection.send('exchanges.clear', deletion.profileId === '' ? {} : { profileId: deletion.profileId })
    if (!answer.ok) addProblem(answer.problem)
  }
  const name =
    deletion.kind === 'all'
      ? profileStore.getState().rows?.find((row) => row.id === deletion.profileId)?.name
      : undefined
  const title =
    deletion.kind === 'run'
      ? t('history.deleteRun', { profile: deletion.row.profileName, run: deletion.row.run })
      : name === undefined
        ? t('history.deleteAllAsk')
        : t('history.deleteProfileAsk', { profile: name })
  return (
    <DeleteQuestion opened title={title} text={t('history.deleteText')} onDelete={() => void run()} onClose={onDone} />
  )
}

function List({
  history,
  rows,
  chosen,
  onChoose,
}: {
  readonly history: History
  readonly rows: readonly ExchangeRow[]
  readonly chosen: string | null
  readonly onChoose: (id: string) => void
}): ReactNode {
  const { t } = useTranslation()
  const days = useMemo(() => groupByDay(rows), [rows])
  if (history.rows === null) return <div className="hnote">{history.problem === null && t('history.loading')}</div>
  if (rows.length === 0)
    return <div className="hnote">{t(history.rows.length === 0 ? 'history.empty' : 'history.noMatch')}</div>
  return (
    <section className="hlist" ref={makeFocusable} aria-label={t('history.list')}>
      <HistoryTable days={days} tokens={history.tokens} chosen={chosen} onChoose={onChoose} />
      {history.hasMore && (
        <button type="button" className="btn sm hmore" onClick={history.readMore}>
          {t('history.more')}
        </button>
      )}
    </section>
  )
}

/** Every run of every profile, newest first, with the chosen one beside it. */
export function HistoryView(): ReactNode {
  const { t } = useTranslation()
  const history = useHistory()
  const isNarrow = useMediaQuery('(max-width: 1180px)') ?? false
  const [filter, setFilter] = useState<HistoryFilter>(noFilter)
  const [chosen, setChosen] = useState<string | null>(null)
  const [deletion, setDeletion] = useState<Deletion | null>(null)
  const all = history.rows
  const rows = useMemo(() => (all ?? []).filter((row) => matchesFilter(row, filter)), [all, filter])
  const counts = useMemo(() => countOutcomes(all ?? [], filter), [all, filter])
  const first = isNarrow ? null : (rows[0]?.id ?? null)
  const shown = rows.some((row) => row.id === chosen) ? chosen : chosen === '' ? null : first
  const row = rows.find((one) => one.id === shown)
  useRunKeys(rows, shown, setChosen)
  const detail = row !== undefined && (
    <RunDetail
      key={row.id}
      row={row}
      tokens={history.tokens.get(row.id)}
      onClose={() => setChosen('')}
      onDelete={() => setDeletion({ kind: 'run', row })}
    />
  )
  return (
    <>
      <HistoryHead
        isEmpty={(all ?? []).length === 0}
        onDeleteAll={() => setDeletion({ kind: 'all', profileId: filter.profileId })}
      />
      <div className={detail === false || isNarrow ? 'hist wide' : 'hist'}>
        <section className="histm" aria-label={t('history.runs')}>
          <HistoryFilterBar filter={filter} counts={counts} onChange={setFilter} />
          {history.problem !== null && (
            <Banner tone="err" icon={<Glyph kind="failed" />}>
              <ProblemNote problem={history.problem} />
            </Banner>
          )}
          <List history={history} rows={rows} chosen={shown} onChoose={setChosen} />
        </section>
        {isNarrow ? (
          <Drawer
            opened={detail !== false}
            onClose={() => setChosen('')}
            position="right"
            size={400}
            withCloseButton={false}
            classNames={{ body: 'hist-drawer' }}
          >
            {detail}
          </Drawer>
        ) : (
          detail
        )}
      </div>
      <Deleting deletion={deletion} onDone={() => setDeletion(null)} />
    </>
  )
}
