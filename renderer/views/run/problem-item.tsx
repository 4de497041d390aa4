import { IconPlayerPlay } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type Exchange, readStep } from '../../../shared/flow/exchange.ts'
import type { Problem } from '../../../shared/lib/problem.ts'
import { Glyph } from '../../parts/glyph.tsx'
import { showDialog, showTab } from '../../stores/app-store.ts'
import { startExchange } from '../../stores/exchange-store.ts'
import { useConnection } from '../../use-connection.ts'
import { FixRow } from './fix-row.tsx'
import { type ProblemAction, readProblemActions } from './problem-actions.ts'
import { explainedErrors } from './reading-row.ts'

type SimpleAction = Exclude<ProblemAction['kind'], 'fix'>

/** One thing to do about a problem. The first of them is the filled one. */
export function ActionButton({
  kind,
  profileId,
  primary,
}: {
  readonly kind: SimpleAction
  readonly profileId: string
  readonly primary: boolean
}): ReactNode {
  const { t } = useTranslation()
  const connection = useConnection()
  const run: Readonly<Record<SimpleAction, () => void>> = {
    run_again: () => void startExchange(connection, { profileId }),
    configure: () => showTab('configure'),
    unlock: () => showDialog('unlock'),
  }
  return (
    <button type="button" className={primary ? 'btn xs primary' : 'btn xs'} onClick={run[kind]}>
      {kind === 'run_again' && <IconPlayerPlay size={13} />}
      {t(`run.action.${kind}`)}
    </button>
  )
}

/** The first sentence: for a refusal what its code means, for everything else what happened. */
function useTitle(problem: Problem): string {
  const { t } = useTranslation()
  const code = explainedErrors.find((one) => one === problem.evidence?.error)
  if (problem.code !== 'provider_refused' || code === undefined) return t(`problems.${problem.code}.title`)
  return t(`run.reading.means_${code}`)
}

/** The facts of a problem; of a refusal also the provider's own words. */
function readFacts(problem: Problem, exchange: Exchange): readonly (readonly [name: string, text: string])[] {
  const facts = Object.entries(problem.evidence ?? {})
  const reading = readStep(exchange, 'token-set')?.reading
  const description = reading?.kind === 'refused' ? reading.refusal.description : null
  return description === null ? facts : [...facts, ['error_description', description]]
}

/** What stopped the run: the first thing in the panel, with the facts, what to try, and the buttons that do it. */
export function ProblemItem({
  problem,
  exchange,
}: {
  readonly problem: Problem
  readonly exchange: Exchange
}): ReactNode {
  const { t } = useTranslation()
  const title = useTitle(problem)
  const actions = readProblemActions(problem)
  const facts = readFacts(problem, exchange)
  const { profileId } = exchange
  const simple = actions.flatMap((action) => (action.kind === 'fix' ? [] : [action.kind]))
  const hasFix = simple.length < actions.length
  return (
    <div className="find-i">
      <Glyph kind="failed" />
      <div>
        <h3>{title}</h3>
        <p>{t(`problems.${problem.code}.try`)}</p>
        {facts.length > 0 && (
          <dl className="evidence">
            {facts.map(([name, value]) => (
              <div key={name}>
                <dt>
                  <code>{name}</code>
                </dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        )}
        {actions.map((action) =>
          action.kind === 'fix' ? <FixRow key={action.fix.place} profileId={profileId} fix={action.fix} /> : null,
        )}
        {simple.length > 0 && (
          <div className="at">
            {simple.map((kind, index) => (
              <ActionButton key={kind} kind={kind} profileId={profileId} primary={index === 0 && !hasFix} />
            ))}
          </div>
        )}
      </div>
    </div>
  )
}
