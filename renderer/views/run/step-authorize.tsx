import { IconAppWindow, IconLink, IconWorld } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type Exchange, readProblem, readStep, type TrailStep } from '../../../shared/flow/exchange.ts'
import { Chip } from '../../parts/chip.tsx'
import { RequestCode } from './request-code.tsx'
import { readRequestLines, readRequestSummary } from './request-lines.ts'
import type { OriginContext } from './request-origin.ts'
import { SideCalls } from './side-calls.tsx'
import { SignInActions } from './sign-in-actions.tsx'
import { StepFrame, StepHead } from './step-frame.tsx'
import type { StepState } from './trail-steps.ts'
import { useReveal } from './use-reveal.ts'

const icons = { system_browser: IconWorld, window: IconAppWindow, address_shown: IconLink, self: IconLink } as const

/** The request that took the place of a sign-in page: that for a device code, or that of a backchannel. */
function readAskedElsewhere(exchange: Exchange): Extract<TrailStep, { kind: 'side-call' }> | null {
  const asks = exchange.trail.find(
    (one): one is Extract<TrailStep, { kind: 'side-call' }> =>
      one.kind === 'side-call' && (one.name === 'device_authorization' || one.name === 'backchannel_authentication'),
  )
  return asks ?? null
}

/** Step 1: the authorization request, every parameter of it, and how its page was opened. */
export function StepAuthorize({
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
  const reveal = useReveal(exchange.id, 'authorization-request')
  const sent = readStep(exchange, 'authorization-request')
  const asked = readAskedElsewhere(exchange)
  const request = sent?.request ?? asked?.request ?? null
  const isOpen = open && request !== null
  const because = exchange.kind === 'refresh_token' ? 'refresh' : 'grant'
  const problem = state === 'bad' && request === null ? readProblem(exchange) : null
  const skipped = t(`run.summary.skipped_${because}`)
  const missing = t(`run.summary.authorize_${state === 'live' ? 'live' : 'none'}`)
  const words = problem === null ? (state === 'skipped' ? skipped : missing) : t(`problems.${problem.code}.title`)
  const Icon = sent === null ? null : icons[sent.opened]
  return (
    <StepFrame state={state}>
      <div className="sheet">
        <StepHead
          step={1}
          state={state}
          ms={request === null ? null : ms}
          open={isOpen}
          onToggle={onToggle}
          plain={request === null}
          summary={request === null ? words : readRequestSummary(request)}
          foldable={request !== null}
        >
          {state === 'skipped' && <Chip tone="line">{t(`run.notRepeated_${because}`)}</Chip>}
          {sent !== null && Icon !== null && (
            <Chip tone="line" icon={<Icon size={13} aria-hidden="true" />}>
              {t(`run.opened.${sent.opened}`)}
            </Chip>
          )}
        </StepHead>
        {isOpen && (
          <div className="sb">
            {sent !== null && (
              <RequestCode
                lines={readRequestLines(sent.request)}
                context={buildContext(sent.redirectUri)}
                reveal={reveal}
              />
            )}
            {sent !== null && sent.opened !== 'self' && (
              <div className="sfootline">
                <SignInActions exchangeId={exchange.id} url={sent.request.url} waiting={exchange.state === 'waiting'} />
              </div>
            )}
            <SideCalls exchange={exchange} step={1} />
          </div>
        )}
      </div>
    </StepFrame>
  )
}

const buildContext = (redirectUri: string): OriginContext => ({
  step: 'authorization-request',
  redirectUri,
  planned: false,
  basicRaw: false,
})
