import { IconEye, IconEyeOff } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Exchange } from '../../../shared/flow/exchange.ts'
import type { Problem } from '../../../shared/lib/problem.ts'
import type { ShownRequest } from '../../../shared/lib/request-part.ts'
import { copyPlainText } from '../../clipboard.ts'
import { Chip } from '../../parts/chip.tsx'
import { CopyButton } from './copy-button.tsx'
import { RequestCode } from './request-code.tsx'
import { buildCurl, readRequestLines, readRequestSummary } from './request-lines.ts'
import type { OriginContext } from './request-origin.ts'
import { RequestParameters } from './request-parameters.tsx'
import { SideCalls } from './side-calls.tsx'
import { StepFrame, StepHead } from './step-frame.tsx'
import type { StepState } from './trail-steps.ts'
import { type Reveal, useReveal } from './use-reveal.ts'

const views = ['http', 'parameters', 'curl'] as const
type RequestView = (typeof views)[number]

/** The token request as it was sent, or as it will be. */
export interface SentRequest {
  readonly request: ShownRequest
  readonly basicRaw: boolean
  readonly redirectUri: string | null
  readonly planned: boolean
  /** The provider did not accept the client. */
  readonly refused: boolean
}

function ViewChoice({
  view,
  onChange,
}: {
  readonly view: RequestView
  readonly onChange: (view: RequestView) => void
}): ReactNode {
  const { t } = useTranslation()
  return (
    <fieldset className="seg above" aria-label={t('run.requestView.label')}>
      {views.map((one) => (
        <button
          key={one}
          type="button"
          className={one === view ? 'on' : undefined}
          aria-pressed={one === view}
          onClick={() => onChange(one)}
        >
          {t(`run.requestView.${one}`)}
        </button>
      ))}
    </fieldset>
  )
}

function RevealAll({ request, reveal }: { readonly request: ShownRequest; readonly reveal: Reveal }): ReactNode {
  const { t } = useTranslation()
  const parts = request.parts.flatMap((part, index) => (part.secret ? [index] : []))
  if (parts.length === 0) return null
  const shown = parts.every((part) => reveal.values.has(part))
  return (
    <button
      type="button"
      className="btn xs ghost reveal above"
      onClick={() => (shown ? reveal.hide(parts) : void reveal.show(parts))}
    >
      {shown ? <IconEyeOff size={14} /> : <IconEye size={14} />}
      {shown ? t('run.hideSecrets') : t('run.revealSecrets', { count: parts.length })}
    </button>
  )
}

function CurlView({ request }: { readonly request: ShownRequest }): ReactNode {
  const { t } = useTranslation()
  const command = buildCurl(request)
  return (
    <div className="http curl">
      <pre>{command}</pre>
      <CopyButton label={t('run.copyCurl')} copy={() => copyPlainText(command)} />
    </div>
  )
}

function RequestBody({
  sent,
  view,
  reveal,
}: {
  readonly sent: SentRequest
  readonly view: RequestView
  readonly reveal: Reveal
}): ReactNode {
  const { request, planned } = sent
  const context: OriginContext = { ...sent, step: 'token-request' }
  if (view === 'parameters') return <RequestParameters request={request} revealed={reveal.values} planned={planned} />
  if (view === 'curl') return <CurlView request={request} />
  return (
    <RequestCode
      lines={readRequestLines(request)}
      context={context}
      reveal={planned ? null : reveal}
      refused={sent.refused}
    />
  )
}

/** Step 3: the token request, before and after it is sent. `sent` is `null` when this run never builds one. */
export function StepRequest({
  exchange,
  sent,
  problem,
  state,
  ms,
  open,
  onToggle,
}: {
  readonly exchange: Exchange
  readonly sent: SentRequest | null
  /** What kept the request from being built, if something did. */
  readonly problem: Problem | null
  readonly state: StepState
  readonly ms: number | null
  readonly open: boolean
  readonly onToggle: () => void
}): ReactNode {
  const { t } = useTranslation()
  const [view, setView] = useState<RequestView>('http')
  const reveal = useReveal(exchange.id, 'token-request')
  const isOpen = open && sent !== null
  const isPlan = sent === null || sent.planned
  const todo = state === 'todo' || state === 'live'
  const missing = state === 'skipped' ? 'skipped_front' : todo ? 'request_todo' : 'request_none'
  const words = problem === null ? t(`run.summary.${missing}`) : t(`problems.${problem.code}.title`)
  const summary = isPlan ? words : open ? '' : readRequestSummary(sent.request)
  return (
    <StepFrame state={state}>
      <div className="sheet">
        <StepHead
          step={3}
          state={state}
          ms={isPlan ? null : ms}
          open={isOpen}
          onToggle={onToggle}
          plain={isPlan}
          summary={summary}
          foldable={sent !== null}
        >
          {state === 'skipped' && <Chip tone="line">{t('run.notRepeated_front')}</Chip>}
          {isOpen && <ViewChoice view={view} onChange={setView} />}
          {isOpen && !sent.planned && <RevealAll request={sent.request} reveal={reveal} />}
          {!isOpen && sent !== null && !isPlan && (
            <span className="dim small">{t('run.parameters', { count: sent.request.parts.length })}</span>
          )}
        </StepHead>
        {isOpen && (
          <div className="sb">
            <RequestBody sent={sent} view={view} reveal={reveal} />
            <SideCalls exchange={exchange} step={3} />
          </div>
        )}
      </div>
    </StepFrame>
  )
}
