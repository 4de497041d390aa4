import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type Exchange,
  readChecks,
  readFindings,
  readProblem,
  type TrailStep,
} from '../../../../shared/flow/exchange.ts'
import type { Finding } from '../../../../shared/lib/finding.ts'
import { useClockValue } from '../../../clock.ts'
import { Glyph, type GlyphKind } from '../../../parts/glyph.tsx'
import { ProblemNote } from '../../../parts/problem-note.tsx'
import { useFormats } from '../../../use-formats.ts'
import { ChecksList } from '../../run/checks-list.tsx'
import { severityGlyphs, useFindingWords } from '../../run/finding-item.tsx'
import { SideCallItem } from '../../run/side-calls.tsx'
import { SignInActions } from '../../run/sign-in-actions.tsx'

function readGlyph(exchange: Exchange): GlyphKind {
  if (exchange.endedAt === null) return 'running'
  if (exchange.state === 'cancelled') return 'none'
  if (exchange.state !== 'received') return 'failed'
  return readChecks(exchange).some((one) => one.verdict === 'fail') ? 'attention' : 'valid'
}

function FindingLine({ finding }: { readonly finding: Finding }): ReactNode {
  const { title, text } = useFindingWords(finding)
  return (
    <li>
      <Glyph kind={severityGlyphs[finding.severity]} />
      <span>
        <b>{title}</b> {text}
      </span>
    </li>
  )
}

/** The page that a logout opens, while it waits. */
function LogoutPage({ exchange }: { readonly exchange: Exchange }): ReactNode {
  const step = exchange.trail.find((one) => one.kind === 'authorization-request')
  if (step === undefined) return null
  return (
    <div className="callrow">
      <SignInActions exchangeId={exchange.id} url={step.request.url} waiting={exchange.endedAt === null} />
    </div>
  )
}

/** One call as it went: what was sent, what came back, what was checked, what stopped it. */
export function CallResult({ exchange }: { readonly exchange: Exchange }): ReactNode {
  const { t } = useTranslation()
  const formats = useFormats()
  const moment = useClockValue((now) => formats.moment(exchange.startedAt, now))
  const problem = readProblem(exchange)
  const checks = readChecks(exchange)
  const calls = exchange.trail.filter(
    (one): one is Extract<TrailStep, { kind: 'side-call' }> => one.kind === 'side-call',
  )
  return (
    <section className="callresult" aria-label={t(`history.grant.${exchange.kind}`)}>
      <h4>
        <Glyph kind={readGlyph(exchange)} />
        {t(`history.grant.${exchange.kind}`)}
        <span className="dim plain">{t(`tokens.calls.state.${exchange.state}`)}</span>
        <span className="grow" />
        <span className="dim plain tnum">{moment}</span>
      </h4>
      {problem !== null && problem.code !== 'cancelled' && <ProblemNote problem={problem} />}
      {checks.length > 0 && <ChecksList checks={checks} />}
      <ul className="callfindings">
        {readFindings(exchange).map((finding, index) => (
          <FindingLine key={`${finding.code} ${String(index)}`} finding={finding} />
        ))}
      </ul>
      {exchange.kind === 'logout' && <LogoutPage exchange={exchange} />}
      {calls.map((call) => (
        <SideCallItem key={`${call.name} ${String(call.at)}`} exchange={exchange} call={call} />
      ))}
    </section>
  )
}
