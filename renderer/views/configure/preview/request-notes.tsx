import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { PreviewedRequest } from '../../../../shared/flow/token-request-preview.ts'
import type { FindingCode } from '../../../../shared/lib/finding.ts'
import type { Problem } from '../../../../shared/lib/problem.ts'
import { Glyph } from '../../../parts/glyph.tsx'
import { useForm } from '../form-context.ts'
import { useWays } from '../ways-context.ts'

/** What is worth a warning before anything was sent. */
const noted = [
  'secret_in_url',
  'credentials_in_url',
  'insecure_transport',
  'grant_discouraged',
  'state_not_sent',
  'pkce_plain',
] as const satisfies readonly FindingCode[]

/** What keeps the request from being sent, with a way to the place that changes it. */
function ProblemLine({
  problem,
  missing,
}: {
  readonly problem: Problem
  readonly missing: readonly string[]
}): ReactNode {
  const { t } = useTranslation()
  const { marks } = useForm()
  const { showPlace } = useWays()
  const [first] = marks
  // The mark says what a schema cannot: which setting it is, and what it should be.
  const say = ({ code }: Problem): string =>
    code === 'profile_invalid' && first !== undefined
      ? t(`configure.marks.${first.word}`, { ...first.values, count: Number(first.values.count ?? 0) })
      : t(`problems.${code}.title`)
  const names = missing.map((name) => `{${name}}`).join(', ')
  return (
    <div className="pnote">
      <Glyph kind="failed" />
      <span>
        <b>{t('configure.preview.cannot')}</b>{' '}
        {missing.length > 0 ? t('configure.preview.noValue', { names, count: missing.length }) : say(problem)}{' '}
        {first !== undefined && (
          <button type="button" className="link" onClick={() => showPlace(first.pointer)}>
            {t('configure.preview.show')}
          </button>
        )}
      </span>
    </div>
  )
}

/** What stands in the way, and what a person should know before it is sent. */
export function RequestNotes({ one }: { readonly one: PreviewedRequest }): ReactNode {
  const { t } = useTranslation()
  const found = noted.filter((code) => one.findings.some((finding) => finding.code === code))
  return (
    <>
      {one.problem !== null && <ProblemLine problem={one.problem} missing={one.missing} />}
      {found.map((code) => (
        <div className="pnote" key={code}>
          <Glyph kind="attention" />
          <span>
            <b>{t(`configure.preview.notes.${code}.title`)}</b> {t(`configure.preview.notes.${code}.text`)}
          </span>
        </div>
      ))}
    </>
  )
}
