import { Drawer } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconChevronDown } from '@tabler/icons-react'
import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Exchange } from '../../../shared/flow/exchange.ts'
import type { Finding } from '../../../shared/lib/finding.ts'
import { Glyph, type GlyphKind } from '../../parts/glyph.tsx'
import { selectShown, useProfiles } from '../../stores/profile-store.ts'
import { selectTokenSets, useTokens } from '../../stores/token-store.ts'
import { severityGlyphs, useFindingWords } from './finding-item.tsx'
import './findings.css'
import { FindingsList } from './findings-list.tsx'
import { makeFocusable } from './make-focusable.ts'
import { readProblemActions } from './problem-actions.ts'
import { ActionButton } from './problem-item.tsx'
import { countFindings, type RunFindings, readRunFindings } from './run-findings.ts'
import { useIsLongWait } from './waiting-note.tsx'

const nothing: RunFindings = { problem: null, findings: [], checks: [], verdicts: 0 }
const counted = ['error', 'warning', 'info', 'passed'] as const

function Counts({ all, isLongWait }: { readonly all: RunFindings; readonly isLongWait: boolean }): ReactNode {
  const { t } = useTranslation()
  const found = countFindings(all)
  const counts = isLongWait ? { ...found, info: found.info + 1 } : found
  return counted
    .filter((one) => counts[one] > 0)
    .map((one) => {
      const glyph: GlyphKind = one === 'passed' ? 'valid' : severityGlyphs[one]
      return (
        <span key={one} className="c" title={t(`run.count.${one}`, { count: counts[one] })}>
          <Glyph kind={glyph} />
          <span aria-hidden="true">{counts[one]}</span>
          <span className="silent">{t(`run.count.${one}`, { count: counts[one] })}</span>
        </span>
      )
    })
}

/** In a narrow window: the gravest finding with its first action. */
function Gravest({ all, profileId }: { readonly all: RunFindings; readonly profileId: string }): ReactNode {
  const { t } = useTranslation()
  const [first] = all.findings
  if (all.problem !== null) {
    const action = readProblemActions(all.problem).find((one) => one.kind !== 'fix')
    return (
      <span className="only-s grow-s">
        <span className="ell t2">{t(`problems.${all.problem.code}.title`)}</span>
        {action !== undefined && <ActionButton kind={action.kind} profileId={profileId} primary={false} />}
      </span>
    )
  }
  return (
    <span className="only-s grow-s">
      {first === undefined ? <span className="ell t2">{t('run.nothingFound')}</span> : <FindingTitle finding={first} />}
    </span>
  )
}

function FindingTitle({ finding }: { readonly finding: Finding }): ReactNode {
  return <span className="ell t2">{useFindingWords(finding).title}</span>
}

/** The findings of a run: a column beside the trail, a strip above it with a drawer where the window is narrow. */
export function FindingsPanel({
  exchange,
  profileId,
}: {
  readonly exchange: Exchange | null
  readonly profileId: string
}): ReactNode {
  const { t } = useTranslation()
  const isNarrow = useMediaQuery('(max-width: 1180px)') ?? false
  const [open, setOpen] = useState(false)
  const listens = useProfiles((state) => selectShown(profileId)(state)?.profile.redirect.kind === 'loopback')
  const keptRun = useTokens((state) => selectTokenSets(profileId)(state)?.[0]?.run ?? null)
  const all = useMemo(
    () => (exchange === null ? nothing : readRunFindings(exchange, { listens, keptRun })),
    [exchange, listens, keptRun],
  )
  const isLongWait = useIsLongWait(exchange)
  const title = t('shell.findings')
  return (
    <aside className="finds" aria-label={title}>
      <div className="fh">
        <h2>{title}</h2>
        {exchange !== null && <Gravest all={all} profileId={profileId} />}
        <Counts all={all} isLongWait={isLongWait} />
        <button
          type="button"
          className="only-s ib xs"
          aria-label={t('run.openFindings')}
          aria-expanded={open}
          aria-haspopup="dialog"
          onClick={() => setOpen(true)}
        >
          <IconChevronDown size={15} />
        </button>
      </div>
      {isNarrow ? (
        <Drawer
          opened={open}
          onClose={() => setOpen(false)}
          position="right"
          size={360}
          title={title}
          closeButtonProps={{ 'aria-label': t('actions.close') }}
          classNames={{ content: 'finds-drawer' }}
        >
          <FindingsList exchange={exchange} all={all} />
        </Drawer>
      ) : (
        <section className="findscroll" aria-label={t('run.findingsList')} ref={makeFocusable}>
          <FindingsList exchange={exchange} all={all} />
        </section>
      )}
    </aside>
  )
}
