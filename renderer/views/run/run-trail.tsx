import { useMediaQuery } from '@mantine/hooks'
import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Exchange, readProblem, readStep } from '../../../shared/flow/exchange.ts'
import { buildPreview } from '../../../shared/flow/token-request-preview.ts'
import { Chip } from '../../parts/chip.tsx'
import { Glyph } from '../../parts/glyph.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { useApp } from '../../stores/app-store.ts'
import { selectShown, useProfiles } from '../../stores/profile-store.ts'
import { buildRuntimeVariables } from '../configure/draft/runtime-variables.ts'
import { readRunSummary, readStepMs, type StepNumber } from './run-summary.ts'
import { StepAuthorize } from './step-authorize.tsx'
import { StepFrame, StepHead } from './step-frame.tsx'
import { StepRedirect } from './step-redirect.tsx'
import { type SentRequest, StepRequest } from './step-request.tsx'
import { StepResponse } from './step-response.tsx'
import { readOpenSteps, readStopped, readTrailSteps, type StepState } from './trail-steps.ts'

/** The request of step 3: as sent, else as it will be sent once the redirect is here. */
function useSentRequest(exchange: Exchange): SentRequest | null {
  const shown = useProfiles(selectShown(exchange.profileId))
  const practice = useApp((state) => state.status?.practiceOrigin ?? null)
  const redirectUri = readStep(exchange, 'authorization-request')?.redirectUri ?? null
  const going = exchange.state === 'waiting' || exchange.state === 'running'
  const planned = useMemo(() => {
    if (!going || shown === null || redirectUri === null) return null
    const profile = { ...shown.profile, redirect: { kind: 'paste', uri: redirectUri } as const }
    return buildPreview(profile, buildRuntimeVariables(profile.practice, practice), shown.hasSecret).token.request
  }, [going, shown, redirectUri, practice])
  const sent = readStep(exchange, 'token-request')
  if (sent !== null) {
    const refused = readProblem(exchange)?.evidence?.error === 'invalid_client'
    const basicRaw = sent.findings.some((one) => one.code === 'basic_raw')
    return { request: sent.request, basicRaw, redirectUri, planned: false, refused }
  }
  const basicRaw = shown?.profile.dialect.request.clientAuthentication === 'basic_raw'
  return planned === null ? null : { request: planned, basicRaw, redirectUri, planned: true, refused: false }
}

/** Steps 4 and 5 before there is an answer, or when there will be none. */
function LaterStep({
  step,
  state,
  exchange,
  open,
  onToggle,
}: {
  readonly step: 4 | 5
  readonly state: StepState
  readonly exchange: Exchange
  readonly open: boolean
  readonly onToggle: () => void
}): ReactNode {
  const { t } = useTranslation()
  const problem = readProblem(exchange)
  const stopped = problem !== null && readStopped(exchange) === step ? problem : null
  const ended = state === 'none'
  const summary = ended ? '' : state === 'live' ? t('run.summary.response_live') : t(`run.empty.step${step}`)
  return (
    <StepFrame state={state}>
      <div className="sheet">
        <StepHead
          step={step}
          state={state}
          ms={null}
          open={open && stopped !== null}
          onToggle={onToggle}
          plain
          summary={stopped === null ? summary : open ? '' : t(`problems.${stopped.code}.title`)}
          foldable={stopped !== null}
        >
          {ended && <Chip icon={<Glyph kind="none" size={12} />}>{t('run.noTokens')}</Chip>}
        </StepHead>
        {open && stopped !== null && (
          <div className="sb stepproblem">
            <ProblemNote problem={stopped} />
          </div>
        )}
      </div>
    </StepFrame>
  )
}

/** Which steps are open: those the run calls for, until the person opens or folds one. */
function useOpenSteps(exchange: Exchange): readonly [(step: StepNumber) => boolean, (step: StepNumber) => () => void] {
  const isShort = useMediaQuery('(max-width: 1180px) and (max-height: 760px)') ?? false
  const [chosen, setChosen] = useState<ReadonlyMap<StepNumber, boolean>>(new Map())
  const open = readOpenSteps(exchange, isShort)
  const isOpen = (step: StepNumber): boolean => chosen.get(step) ?? open.has(step)
  const toggle = (step: StepNumber) => () => setChosen(new Map([...chosen, [step, !isOpen(step)]]))
  return [isOpen, toggle]
}

/** The trail of one run: five steps, always the same, always in this order, never hidden on failure. */
export function RunTrail({ exchange }: { readonly exchange: Exchange }): ReactNode {
  const [isOpen, toggle] = useOpenSteps(exchange)
  const sent = useSentRequest(exchange)
  const states = readTrailSteps(exchange)
  const stateOf = (step: StepNumber): StepState => states[step - 1]?.state ?? 'none'
  const summary = readRunSummary(exchange, exchange.endedAt ?? exchange.startedAt)
  const msOf = (step: StepNumber): number | null =>
    stateOf(step) === 'done' || stateOf(step) === 'attention' || stateOf(step) === 'disputed' || stateOf(step) === 'bad'
      ? readStepMs(summary, step)
      : null
  const response = readStep(exchange, 'raw-response')?.response
  const props = (step: StepNumber) => ({
    exchange,
    state: stateOf(step),
    ms: msOf(step),
    open: isOpen(step),
    onToggle: toggle(step),
  })
  return (
    <ol className="trail">
      <StepAuthorize {...props(1)} />
      <StepRedirect {...props(2)} />
      <StepRequest {...props(3)} sent={sent} problem={readStopped(exchange) === 3 ? readProblem(exchange) : null} />
      {response === undefined ? (
        <>
          <LaterStep {...props(4)} step={4} />
          <LaterStep {...props(5)} step={5} />
        </>
      ) : (
        <StepResponse
          exchange={exchange}
          response={response}
          states={[stateOf(4), stateOf(5)]}
          ms={[msOf(4), msOf(5)]}
          open={isOpen(4)}
          onToggle={toggle(4)}
        />
      )}
    </ol>
  )
}
