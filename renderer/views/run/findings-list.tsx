import { IconCheck, IconChevronRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type Exchange, readChecks } from '../../../shared/flow/exchange.ts'
import type { Check } from '../../../shared/lib/check.ts'
import { Glyph } from '../../parts/glyph.tsx'
import { countVerdicts } from './check-groups.ts'
import { CheckGroups, readVerdictGlyph } from './checks-list.tsx'
import { FindingItem } from './finding-item.tsx'
import { ProblemItem } from './problem-item.tsx'
import type { PassedCheck, RunFindings } from './run-findings.ts'
import { useIsLongWait, WaitingNote } from './waiting-note.tsx'

function Checks({ checks }: { readonly checks: readonly PassedCheck[] }): ReactNode {
  const { t } = useTranslation()
  return (
    <div className="checks">
      <h3>
        <Glyph kind="valid" />
        {t('run.checksPassed', { count: checks.length })}
      </h3>
      <ul>
        {checks.map((check) => (
          <li key={check.code}>
            <IconCheck size={14} aria-hidden="true" />
            {t(`run.check.${check.code}`, check.values)}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** The verdicts that the run gave: the failed ones open, then those that passed, then those that could not be given, with the reason. */
function Verdicts({ exchange }: { readonly exchange: Exchange }): ReactNode {
  const { t } = useTranslation()
  const checks = readChecks(exchange)
  const counts = countVerdicts(checks)
  const of = (verdict: Check['verdict']): readonly Check[] => checks.filter((one) => one.verdict === verdict)
  if (checks.length === 0) return null
  return (['fail', 'pass', 'not_checked'] as const)
    .filter((verdict) => counts[verdict] > 0)
    .map((verdict) => (
      <details key={verdict} className="notchecked" open={verdict === 'fail'}>
        <summary>
          <Glyph kind={readVerdictGlyph({ name: 'state', verdict })} />
          {t(`run.verdicts.${verdict}`, { count: counts[verdict] })}
          <span className="chev" aria-hidden="true">
            <IconChevronRight size={15} />
          </span>
        </summary>
        <CheckGroups checks={of(verdict)} />
      </details>
    ))
}

/** Everything that was noticed about a run, the gravest first, and the checks that passed. */
export function FindingsList({
  exchange,
  all,
}: {
  readonly exchange: Exchange | null
  readonly all: RunFindings
}): ReactNode {
  const { t } = useTranslation()
  const isLong = useIsLongWait(exchange)
  if (exchange === null) return <p className="findnote">{t('run.noRunNote')}</p>
  const { profileId } = exchange
  const nothing = all.problem === null && all.findings.length === 0 && !isLong
  return (
    <>
      {all.problem !== null && <ProblemItem problem={all.problem} exchange={exchange} />}
      {isLong && <WaitingNote />}
      {all.findings.map((finding, index) => (
        // The same thing may be found twice, at two steps or fields.
        <FindingItem key={`${finding.code} ${finding.step} ${String(index)}`} finding={finding} profileId={profileId} />
      ))}
      {nothing && <p className="findnote">{exchange.endedAt === null ? t('run.nothingYet') : t('run.nothingFound')}</p>}
      {all.checks.length > 0 && <Checks checks={all.checks} />}
      <Verdicts exchange={exchange} />
    </>
  )
}
