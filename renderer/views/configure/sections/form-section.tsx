import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { FormSection } from '../draft/form-sections.ts'

/** A part of the form with its heading; the navigation leads here. */
export function Section({
  name,
  hint,
  actions,
  children,
}: {
  readonly name: FormSection
  readonly hint?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
}): ReactNode {
  const { t } = useTranslation()
  return (
    <section className="csec" id={`configure-${name}`} data-section={name} aria-labelledby={`configure-${name}-title`}>
      <h2>
        <span className="nowrap" id={`configure-${name}-title`}>
          {t(`configure.sections.${name}`)}
        </span>
        {hint !== undefined && <span className="hint">{hint}</span>}
        <span className="grow" />
        {actions}
      </h2>
      {children}
    </section>
  )
}
