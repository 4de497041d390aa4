import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../../shared/lib/problem.ts'
import { CodeText } from './code-text.tsx'

/** A problem in words: what happened, at which step, what was seen, what to try. Secrets are masked in its evidence. */
export function ProblemNote({ problem }: { readonly problem: Problem }): ReactNode {
  const { t } = useTranslation()
  const facts = Object.entries(problem.evidence ?? {})
  return (
    <div className="problem">
      <p>
        <b>{t(`problems.${problem.code}.title`)}</b> <span className="dim">{t(`steps.${problem.step}`)}</span>
      </p>
      {facts.length > 0 && (
        <dl>
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>
                <CodeText>{name}</CodeText>
              </dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      <p className="t2">{t(`problems.${problem.code}.try`)}</p>
    </div>
  )
}
