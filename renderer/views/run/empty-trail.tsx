import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type GrantName, redirectGrants } from '../../../shared/dialects/grant-names.ts'
import { Glyph } from '../../parts/glyph.tsx'

const steps = [1, 2, 3, 4, 5] as const

/** Before the first run: the five steps, each saying what it will show. */
export function EmptyTrail({ grant }: { readonly grant: GrantName }): ReactNode {
  const { t } = useTranslation()
  return (
    <>
      <div className="runbar">
        <h2>
          <Glyph kind="none" />
          {t('run.empty.title')}
        </h2>
        <span className="meta">{t('run.empty.lead')}</span>
      </div>
      <ol className="trail">
        {steps.map((step) => (
          <li key={step} className="step todo">
            <span className="mark">
              <Glyph kind="pending" />
            </span>
            <div className="sheet">
              <div className="sh">
                <h3>
                  <span className="no">{step}</span>
                  {t(`run.step.${step}`)}
                </h3>
                <span className="sum words">
                  {step < 3 && !redirectGrants.includes(grant)
                    ? t('run.summary.skipped_grant')
                    : t(`run.empty.step${step}`)}
                </span>
              </div>
            </div>
          </li>
        ))}
      </ol>
    </>
  )
}
