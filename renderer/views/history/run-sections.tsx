import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { TokenSetRow } from '../../../shared/contract/records.ts'
import { type Exchange, readChecks, readStep } from '../../../shared/flow/exchange.ts'
import { epochMs } from '../../../shared/lib/units.ts'
import { useClockValue } from '../../clock.ts'
import { Glyph } from '../../parts/glyph.tsx'
import { TimeLeft } from '../../parts/time-left.tsx'
import { useFormats } from '../../use-formats.ts'
import { CheckGroups } from '../run/checks-list.tsx'
import { buildMaskedBody } from '../run/exchange-text.ts'
import { severityGlyphs, useFindingWords } from '../run/finding-item.tsx'
import { readRequestLines } from '../run/request-lines.ts'
import { readRunFindings } from '../run/run-findings.ts'
import { readRunSummary, readStepMs } from '../run/run-summary.ts'
import { stepGlyphs } from '../run/step-frame.tsx'
import { readTrailSteps } from '../run/trail-steps.ts'

const barClass = { app: undefined, person: 'user', network: 'net' } as const

/** The five steps and when in the run each of them was. */
export function TrailSection({ exchange }: { readonly exchange: Exchange }): ReactNode {
  const { t } = useTranslation()
  const formats = useFormats()
  const summary = readRunSummary(exchange, exchange.endedAt ?? exchange.startedAt)
  const whole = Math.max(1, summary.totalMs)
  const startOf = (step: number): number =>
    summary.stretches.reduce((sum, one) => (one.step < step ? sum + one.ms : sum), 0)
  return (
    <div className="hsec">
      <h3>{t('history.trail')}</h3>
      {readTrailSteps(exchange).map(({ step, state }) => {
        const ms = readStepMs(summary, step)
        const stretch = summary.stretches.find((one) => one.step === step)
        const left = `${Math.min(99, (startOf(step) / whole) * 100)}%`
        return (
          <div className="hfl" key={step}>
            <Glyph kind={stepGlyphs[state]} />
            <span>{t(`run.step.${step}`)}</span>
            <span className="tr2" aria-hidden="true">
              {stretch !== undefined && (
                <i className={barClass[stretch.by]} style={{ left, width: `${(stretch.ms / whole) * 100}%` }} />
              )}
            </span>
            <span className="r">{ms === null || state === 'none' ? '–' : formats.elapsed(ms)}</span>
          </div>
        )
      })}
    </div>
  )
}

function FindingLine({ finding }: { readonly finding: Parameters<typeof useFindingWords>[0] }): ReactNode {
  const words = useFindingWords(finding)
  return (
    <li title={words.text}>
      <Glyph kind={severityGlyphs[finding.severity]} />
      <span>{words.title}</span>
    </li>
  )
}

/** What stopped the run and what was noticed, in a line each. */
export function FindingsSection({ exchange }: { readonly exchange: Exchange }): ReactNode {
  const { t } = useTranslation()
  const { problem, findings } = readRunFindings(exchange, { listens: false, keptRun: null })
  if (problem === null && findings.length === 0) return null
  return (
    <div className="hsec">
      <h3>{t('shell.findings')}</h3>
      <ul className="hfinds">
        {problem !== null && (
          <li>
            <Glyph kind="failed" />
            <span>{t(`problems.${problem.code}.title`)}</span>
          </li>
        )}
        {findings.map((finding, index) => (
          <FindingLine key={`${finding.code} ${String(index)}`} finding={finding} />
        ))}
      </ul>
    </div>
  )
}

/** The verdicts of the run in a line each. */
export function VerdictsSection({ exchange }: { readonly exchange: Exchange }): ReactNode {
  const { t } = useTranslation()
  const checks = readChecks(exchange)
  if (checks.length === 0) return null
  return (
    <div className="hsec">
      <h3>{t('steps.checks')}</h3>
      <CheckGroups checks={checks} />
    </div>
  )
}

/** The token request in short, secrets masked. */
export function RequestSection({ exchange }: { readonly exchange: Exchange }): ReactNode {
  const { t } = useTranslation()
  const request = readStep(exchange, 'token-request')?.request
  if (request === undefined) return null
  const lines = readRequestLines(request).filter((line) => line.kind === 'start' || line.kind === 'parameter')
  return (
    <div className="hsec">
      <h3>{t('history.request')}</h3>
      <div className="hcode">
        {lines.map((line) => (
          <div key={line.id}>
            <span className={line.kind === 'start' ? 'acc' : undefined}>{line.lead}</span>
            <span className={line.secret ? 'mask' : line.kind === 'start' ? undefined : 'js'}>{line.value}</span>
          </div>
        ))}
      </div>
    </div>
  )
}

const longestShown = 360

/** The beginning of the answer. Opening the run shows all of it. */
export function ResponseSection({ exchange }: { readonly exchange: Exchange }): ReactNode {
  const { t } = useTranslation()
  const formats = useFormats()
  const response = readStep(exchange, 'raw-response')?.response
  if (response === undefined) return null
  const text = buildMaskedBody(exchange, response)
  return (
    <div className="hsec">
      <h3>
        {t('history.response')}
        <span className="grow" />
        <span className="dim plain">{`${response.status} · ${formats.size(response.size)}`}</span>
      </h3>
      <div className="hcode">
        {response.size === 0 ? (
          <span className="cm">{t('run.emptyBody')}</span>
        ) : (
          <>
            {text.slice(0, longestShown)}
            {text.length > longestShown && (
              <span className="cm"> {t('run.moreCharacters', { count: text.length - longestShown })}</span>
            )}
          </>
        )}
      </div>
    </div>
  )
}

const kindClass = { access_token: 'ka', refresh_token: 'kr', id_token: 'ki' } as const

/** The tokens of the run that are still here, with the time each has left. */
export function TokensSection({ tokens }: { readonly tokens: TokenSetRow | undefined }): ReactNode {
  const { t } = useTranslation()
  const formats = useFormats()
  const now = useClockValue((at) => Math.floor(at / 60_000) * 60_000)
  if (tokens === undefined) return null
  return (
    <div className="hsec last">
      <h3>{t('history.tokens')}</h3>
      {tokens.tokens.map(({ kind, expiry }) => (
        <div className={`htk ${kindClass[kind]}`} key={kind}>
          <Glyph kind={expiry.disputed ? 'conflict' : expiry.at === null ? 'unknown' : 'valid'} />
          <span>{t(`history.kind.${kind}`)}</span>
          <span className="dim tnum">
            {expiry.at === null ? t('history.endUnknown') : formats.moment(expiry.at, epochMs(now))}
          </span>
          <TimeLeft at={expiry.at} />
        </div>
      ))}
    </div>
  )
}
