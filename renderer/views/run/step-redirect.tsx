import { IconCheck, IconHourglass } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ShownRedirect } from '../../../shared/flow/captured-redirect.ts'
import { type Exchange, readProblem, readStep } from '../../../shared/flow/exchange.ts'
import type { Check } from '../../../shared/lib/check.ts'
import { Chip } from '../../parts/chip.tsx'
import { Glyph } from '../../parts/glyph.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { TimeLeft } from '../../parts/time-left.tsx'
import { useFormats } from '../../use-formats.ts'
import { ChecksList } from './checks-list.tsx'
import { ConfirmPane } from './confirm-pane.tsx'
import { readWay } from './run-summary.ts'
import { SideCalls } from './side-calls.tsx'
import { StepFrame, StepHead } from './step-frame.tsx'
import { type StepState, stepOf } from './trail-steps.ts'
import { WaitPane } from './wait-pane.tsx'

/** The address that came back, what it carried and how it was caught. */
function Facts({ exchange, redirect }: { readonly exchange: Exchange; readonly redirect: ShownRedirect }): ReactNode {
  const { t } = useTranslation()
  const formats = useFormats()
  const sentAt = readStep(exchange, 'token-request')?.at ?? null
  return (
    <dl className="facts">
      <dt>{t('run.redirect.caught')}</dt>
      <dd>{t(`run.maker.${redirect.maker}`)}</dd>
      <dt>{t('run.redirect.address')}</dt>
      <dd>
        <code>{redirect.url}</code>
      </dd>
      {redirect.parameters.map(([name, value], index) => (
        // A parameter may be repeated, which is one of the things to see here.
        <Parameter key={`${name} ${value} ${String(index)}`} name={name} value={value} />
      ))}
      {sentAt !== null && (
        <>
          <dt>{t('run.redirect.age')}</dt>
          <dd>{t('run.redirect.ageWhenSent', { age: formats.elapsed(Math.max(0, sentAt - redirect.capturedAt)) })}</dd>
        </>
      )}
      {redirect.ignored > 0 && (
        <>
          <dt>{t('run.redirect.ignored')}</dt>
          <dd>{t('run.redirect.ignoredCount', { count: redirect.ignored })}</dd>
        </>
      )}
    </dl>
  )
}

function Parameter({ name, value }: { readonly name: string; readonly value: string }): ReactNode {
  return (
    <>
      <dt>
        <code>{name}</code>
      </dt>
      <dd>
        <code>{value}</code>
      </dd>
    </>
  )
}

/** What the head of the step says beside its name. */
function HeadChips({
  exchange,
  checks,
}: {
  readonly exchange: Exchange
  readonly checks: readonly Check[]
}): ReactNode {
  const { t } = useTranslation()
  const redirect = readStep(exchange, 'captured-redirect')?.redirect
  const until = (readStep(exchange, 'user-action') ?? readStep(exchange, 'authorization-request'))?.until ?? null
  if (redirect === undefined) {
    if (exchange.state !== 'waiting' || until === null) return null
    return (
      <Chip tone="acc" icon={<IconHourglass size={13} aria-hidden="true" />}>
        {t('run.givesUpIn')} <TimeLeft at={until} />
      </Chip>
    )
  }
  const state = checks.find((check) => check.name === 'state')
  const isPasted = redirect.maker === 'pasted_url' || redirect.maker === 'pasted_code'
  return (
    <>
      {isPasted && <Chip tone="line">{t('run.pasted')}</Chip>}
      {redirect.maker === 'json_answer' && <Chip tone="line">{t('run.answeredDirectly')}</Chip>}
      {state?.verdict === 'pass' && (
        <Chip tone="ok" icon={<IconCheck size={13} aria-hidden="true" />}>
          {t('run.stateMatches')}
        </Chip>
      )}
      {state?.verdict === 'fail' && (
        <Chip tone="err" icon={<Glyph kind="failed" size={12} />}>
          {t('run.stateDiffers')}
        </Chip>
      )}
    </>
  )
}

/** Step 2: the redirect, before it is here and after. */
export function StepRedirect({
  exchange,
  state,
  ms,
  open,
  onToggle,
}: {
  readonly exchange: Exchange
  readonly state: StepState
  readonly ms: number | null
  readonly open: boolean
  readonly onToggle: () => void
}): ReactNode {
  const { t } = useTranslation()
  const first = readStep(exchange, 'authorization-request')
  const redirect = readStep(exchange, 'captured-redirect')?.redirect
  const checks = readStep(exchange, 'grant')?.checks ?? []
  const problem = readProblem(exchange)
  // What a captured redirect says about itself needs no second telling; the panel has the reason.
  const stoppedHere =
    problem !== null && stepOf[problem.step] === 2 && state === 'bad' && redirect === undefined ? problem : null
  const action = readStep(exchange, 'user-action')
  const way = readWay(exchange)
  const waits = redirect === undefined && exchange.state === 'waiting' && (first !== null || action !== null)
  const foldable = waits || redirect !== undefined || action !== null || stoppedHere !== null
  const isOpen = open && foldable
  const because = exchange.kind === 'refresh_token' ? 'refresh' : 'grant'
  const reached = way === 'elsewhere' ? 'confirm' : 'redirect'
  const words =
    state === 'skipped' ? t(`run.summary.skipped_${because}`) : t(`run.summary.${reached}_${waits ? 'waits' : state}`)
  return (
    <StepFrame state={state}>
      <div className="sheet">
        <StepHead
          step={2}
          {...(way === 'elsewhere' ? { title: t('steps.user-action') } : {})}
          state={state}
          ms={redirect === undefined ? null : ms}
          open={isOpen}
          onToggle={onToggle}
          plain={redirect === undefined}
          summary={redirect?.url ?? words}
          foldable={foldable}
        >
          {state === 'skipped' && <Chip tone="line">{t(`run.notRepeated_${because}`)}</Chip>}
          <HeadChips exchange={exchange} checks={checks} />
        </StepHead>
        {isOpen && (
          <div className="sb">
            {waits && first !== null && <WaitPane exchangeId={exchange.id} step={first} />}
            {action !== null && <ConfirmPane exchange={exchange} action={action} />}
            {redirect !== undefined && <Facts exchange={exchange} redirect={redirect} />}
            {checks.length > 0 && <ChecksList checks={checks} />}
            <SideCalls exchange={exchange} step={2} />
            {stoppedHere !== null && (
              <div className="stepproblem">
                <ProblemNote problem={stoppedHere} />
              </div>
            )}
          </div>
        )}
      </div>
    </StepFrame>
  )
}
