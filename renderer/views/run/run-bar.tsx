import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type Exchange, readProblem, readStep } from '../../../shared/flow/exchange.ts'
import { readClock, useClockValue } from '../../clock.ts'
import { formatClock } from '../../format-time.ts'
import { Glyph, type GlyphKind } from '../../parts/glyph.tsx'
import { useFormats } from '../../use-formats.ts'
import { type RunSummary, readReached, readRunSummary, readShare } from './run-summary.ts'
import { hasFailedCheck } from './trail-steps.ts'

const glyphs: Readonly<Record<Exchange['state'], GlyphKind>> = {
  running: 'running',
  waiting: 'running',
  received: 'valid',
  refused: 'failed',
  failed: 'failed',
  cancelled: 'none',
}

const barClass = { app: undefined, person: 'user', network: 'net' } as const

/** What the run came to, in one line. */
function useHeadline(exchange: Exchange): string {
  const { t } = useTranslation()
  const problem = readProblem(exchange)
  const refusal = problem?.evidence?.error
  switch (exchange.state) {
    case 'waiting':
      if (readStep(exchange, 'user-action') !== null) return t('run.state.confirming')
      return readStep(exchange, 'authorization-request')?.opened === 'address_shown'
        ? t('run.state.address')
        : t('run.state.waiting')
    case 'running':
      return t(`run.state.running_${readReached(exchange)}`)
    case 'received':
      return exchange.kind === 'refresh_token' ? t('run.state.refreshed') : t('run.state.received')
    case 'refused':
      if (refusal === undefined) return t('run.state.refused')
      return refusal === 'invalid_client'
        ? t('run.state.client', { code: refusal })
        : t('run.state.refusedWith', { code: refusal })
    case 'failed':
      return problem === null ? t('run.state.interrupted') : t(`problems.${problem.code}.title`)
    case 'cancelled':
      return t('run.state.cancelled')
  }
}

function useGrantName(exchange: Exchange): string {
  const { t } = useTranslation()
  const usesPkce = readStep(exchange, 'authorization-request')?.request.parts.some(
    (part) => part.origin === 'code_challenge',
  )
  return t(usesPkce === true ? 'run.grant.authorization_code_pkce' : `run.grant.${exchange.kind}`)
}

/** Where the time went, as a picture; the figures stand beside it. */
function TimeBar({ summary }: { readonly summary: RunSummary }): ReactNode {
  const { t } = useTranslation()
  const formats = useFormats()
  const spoken = summary.stretches
    .map((one) => t('run.stretch', { step: t(`run.step.${one.step}`), time: formats.elapsed(one.ms) }))
    .join(', ')
  return (
    <span className="wf" role="img" aria-label={t('run.timeBar', { stretches: spoken })} title={spoken}>
      {summary.stretches.map((one) => (
        <i key={one.step} className={barClass[one.by]} style={{ flex: readShare(one.ms) }} />
      ))}
    </span>
  )
}

function Took({ exchange }: { readonly exchange: Exchange }): ReactNode {
  const { t } = useTranslation()
  const formats = useFormats()
  const now = useClockValue((at) => (exchange.endedAt === null ? at : null)) ?? readClock()
  const summary = readRunSummary(exchange, now)
  const total = exchange.endedAt === null ? formats.duration(summary.totalMs, 'text') : formats.elapsed(summary.totalMs)
  const signedIn = exchange.state === 'received' && summary.personMs > 0
  return (
    <>
      <TimeBar summary={summary} />
      <span className="tnum t2 small">
        {signedIn ? t('run.took', { total, person: formats.elapsed(summary.personMs) }) : total}
      </span>
    </>
  )
}

/** The line above the trail: how the run ended, which run it is, and who spent its time. */
export function RunBar({ exchange }: { readonly exchange: Exchange }): ReactNode {
  const { t } = useTranslation()
  const headline = useHeadline(exchange)
  const grant = useGrantName(exchange)
  const heading = useRef<HTMLHeadingElement>(null)
  const before = useRef(exchange.state)
  const isBad = exchange.state === 'refused' || exchange.state === 'failed'
  useEffect(() => {
    const wasGoing = before.current === 'running' || before.current === 'waiting'
    before.current = exchange.state
    // On a refusal the summary takes the focus once, so that it is read first (ui.md, section 15).
    if (wasGoing && isBad) heading.current?.focus({ preventScroll: true })
  }, [exchange.state, isBad])
  return (
    <div className="runbar">
      <h2 ref={heading} tabIndex={-1} className={isBad ? 'err' : undefined}>
        <Glyph
          kind={exchange.state === 'received' && hasFailedCheck(exchange) ? 'attention' : glyphs[exchange.state]}
        />
        {headline}
      </h2>
      <span className="meta">{t('run.meta', { grant, run: exchange.run, time: formatClock(exchange.startedAt) })}</span>
      <span className="grow" />
      <Took exchange={exchange} />
    </div>
  )
}
