import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Check } from '../../../shared/lib/check.ts'
import { Glyph, type GlyphKind } from '../../parts/glyph.tsx'
import { groupChecks } from './check-groups.ts'
import './checks-list.css'
import { useCheckWords } from './use-check-words.ts'

/** A verdict has its own shape; that of a signature is a shield. */
export function readVerdictGlyph({ name, verdict }: Pick<Check, 'name' | 'verdict'>): GlyphKind {
  if (name === 'signature') return ({ pass: 'vok', fail: 'vbad', not_checked: 'vnone' } as const)[verdict]
  return ({ pass: 'valid', fail: 'failed', not_checked: 'unknown' } as const)[verdict]
}

/** Verdicts in a line each: what was compared, what came of it, and why. */
export function ChecksList({ checks }: { readonly checks: readonly Check[] }): ReactNode {
  const { t } = useTranslation()
  const words = useCheckWords()
  return (
    <ul className="checklist">
      {checks.map((check) => (
        <li key={`${check.of} ${check.name}`} className={check.verdict}>
          <Glyph kind={readVerdictGlyph(check)} />
          <span>
            <code>{check.name}</code> <span className="verdict">{t(`run.verdict.${check.verdict}`)}</span>
          </span>
          <span className="dim">{words(check)}</span>
        </li>
      ))}
    </ul>
  )
}

/** The same, each subject under its own name. */
export function CheckGroups({ checks }: { readonly checks: readonly Check[] }): ReactNode {
  const { t } = useTranslation()
  return groupChecks(checks).map((group) => (
    <section key={group.of} className="checkgroup" aria-label={t(`checks.of.${group.of}`)}>
      <h4>{t(`checks.of.${group.of}`)}</h4>
      <ChecksList checks={group.checks} />
    </section>
  ))
}
