import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Finding, FindingCode } from '../../../shared/lib/finding.ts'
import { Glyph } from '../../parts/glyph.tsx'
import { showTab } from '../../stores/app-store.ts'
import { FixRow } from './fix-row.tsx'
import { useFailedCheckWords } from './use-check-words.ts'

/** The shape of a severity; the same in the head of the panel. */
export const severityGlyphs = { error: 'failed', warning: 'attention', info: 'info' } as const

/** Findings that a setting of the profile answers. */
const answeredByProfile: ReadonlySet<FindingCode> = new Set([
  'secret_in_url',
  'pkce_plain',
  'pkce_off',
  'insecure_transport',
  'place_missed',
  'field_wrong_type',
  'field_misspelt',
  'field_with_spaces',
  'unit_contradiction',
  'lifetime_looks_epoch',
  'scope_reduced',
])

/** What a finding says in the language that is spoken now, with its evidence in the sentence. */
export function useFindingWords(finding: Finding): { readonly title: string; readonly text: string } {
  const { t } = useTranslation()
  const sayCheck = useFailedCheckWords()
  const values: Record<string, string | number> =
    finding.code === 'check_failed' ? { ...finding.evidence, ...sayCheck(finding) } : finding.evidence
  return { title: t(`findings.${finding.code}.title`, values), text: t(`findings.${finding.code}.text`, values) }
}

/** One thing that was noticed: what, why we think so, and what can be done about it. */
export function FindingItem({
  finding,
  profileId,
}: {
  readonly finding: Finding
  readonly profileId: string
}): ReactNode {
  const { t } = useTranslation()
  const words = useFindingWords(finding)
  return (
    <div className="find-i">
      <Glyph kind={severityGlyphs[finding.severity]} />
      <div>
        <h3>{words.title}</h3>
        <p>{words.text}</p>
        {finding.fix !== undefined && <FixRow profileId={profileId} fix={finding.fix} />}
        <div className="at">
          {answeredByProfile.has(finding.code) && (
            <button type="button" className="btn xs" onClick={() => showTab('configure')}>
              {t('run.action.configure')}
            </button>
          )}
          <span className="chip path">{t(`steps.${finding.step}`)}</span>
        </div>
      </div>
    </div>
  )
}
