import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Metadata, MetadataAttempt } from '../../../shared/contract/records.ts'
import type { Finding } from '../../../shared/lib/finding.ts'
import type { Problem } from '../../../shared/lib/problem.ts'
import { CodeText } from '../../parts/code-text.tsx'
import { Glyph } from '../../parts/glyph.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { severityGlyphs, useFindingWords } from '../run/finding-item.tsx'

function Note({ finding }: { readonly finding: Finding }): ReactNode {
  const { title, text } = useFindingWords(finding)
  return (
    <li>
      <Glyph kind={severityGlyphs[finding.severity]} size={14} />
      <span>
        <b>{title}</b> {text}
      </span>
    </li>
  )
}

/** What was noticed in the metadata, and what it means for a profile. */
export function MetadataFindings({ findings }: { readonly findings: readonly Finding[] }): ReactNode {
  const { t } = useTranslation()
  if (findings.length === 0) return null
  return (
    <section aria-label={t('metadata.findings')}>
      <h3>{t('metadata.findings')}</h3>
      <ul className="mnotes">
        {findings.map((one) => (
          <Note key={`${one.code} ${JSON.stringify(one.evidence)}`} finding={one} />
        ))}
      </ul>
    </section>
  )
}

/** What the issuer says differently since it was read before. */
export function MetadataChanges({ metadata }: { readonly metadata: Metadata }): ReactNode {
  const { t } = useTranslation()
  if (metadata.changes.length === 0) return null
  return (
    <section aria-label={t('metadata.changes')}>
      <h3>{t('metadata.changes')}</h3>
      <ul className="mchanges">
        {metadata.changes.map(({ name, before, after }) => (
          <li key={name}>
            <CodeText>{name}</CodeText>
            {before !== null && <del>{before}</del>}
            {after !== null && <ins>{after}</ins>}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Why it could not be read, with every address that was asked and what it answered. */
export function IssuerFailure({
  problem,
  attempts,
}: {
  readonly problem: Problem
  readonly attempts: readonly MetadataAttempt[]
}): ReactNode {
  const { t } = useTranslation()
  // What was tried stands below, address by address.
  const { tried: _, ...evidence } = problem.evidence ?? {}
  const shown = attempts.length > 0 ? { ...problem, evidence } : problem
  return (
    <div role="alert" className="mparts">
      <ProblemNote problem={shown} />
      {attempts.length > 0 && (
        <section aria-label={t('metadata.asked')}>
          <h3>{t('metadata.asked')}</h3>
          <ol className="mtried">
            {attempts.map(({ request, response, problem: own }) => (
              <li key={request.url}>
                <CodeText>{request.url}</CodeText>
                <span className="dim">
                  {response === null ? t('metadata.noAnswer') : `HTTP ${response.status}`}
                  {own !== null && `, ${t(`problems.${own.code}.title`)}`}
                </span>
              </li>
            ))}
          </ol>
        </section>
      )}
    </div>
  )
}
