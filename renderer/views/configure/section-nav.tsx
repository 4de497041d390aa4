import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Glyph } from '../../parts/glyph.tsx'
import { DifferencesDialog } from './differences-dialog.tsx'
import { type FormSection, readSection } from './draft/form-sections.ts'
import { useForm } from './form-context.ts'
import { useWays } from './ways-context.ts'

function SectionLink({ name, isCurrent }: { readonly name: FormSection; readonly isCurrent: boolean }): ReactNode {
  const { t } = useTranslation()
  const { marks, differences } = useForm()
  const { showSection } = useWays()
  const wrong = marks.filter((mark) => readSection(mark.pointer) === name)
  const changed = differences.filter((one) => readSection(one.pointer) === name).length
  const isInvalid = wrong.some((mark) => mark.kind === 'invalid')
  return (
    <a
      className={isCurrent ? 'on' : undefined}
      href={`#configure-${name}`}
      aria-current={isCurrent ? 'true' : undefined}
      // The fragment of the address belongs to the key of this run, so the link only scrolls.
      onClick={(event) => {
        event.preventDefault()
        showSection(name)
      }}
    >
      <span>{t(`configure.sections.${name}`)}</span>
      {wrong.length > 0 ? (
        <>
          <Glyph kind={isInvalid ? 'failed' : 'attention'} />
          <span className="visually-hidden">{t('configure.nav.toFix', { count: wrong.length })}</span>
        </>
      ) : (
        changed > 0 && (
          <>
            <i className="chgd" />
            <span className="n" aria-hidden="true">
              {changed}
            </span>
            <span className="visually-hidden">{t('configure.nav.changes', { count: changed })}</span>
          </>
        )
      )}
    </a>
  )
}

/** The sections of the form with what is wrong or changed in each, and where the dialect comes from. */
export function SectionNav({
  current,
  names,
}: {
  readonly current: FormSection
  readonly names: readonly FormSection[]
}): ReactNode {
  const { t } = useTranslation()
  const { preset, differences } = useForm()
  const [isOpen, setOpen] = useState(false)
  return (
    <nav className="cnav" aria-label={t('configure.nav.name')}>
      {names.map((name) => (
        <SectionLink key={name} name={name} isCurrent={name === current} />
      ))}
      <div className="from">
        {t('configure.nav.startsFrom')}
        <b>{preset.name}</b>
        {differences.length > 0 && (
          <>
            <span className="legend">
              <i className="dotc" />
              {t('configure.nav.legend')}
            </span>
            <button type="button" className="link" onClick={() => setOpen(true)}>
              {t('configure.nav.differences', { count: differences.length })}
            </button>
          </>
        )}
        {differences.length === 0 && <span className="legend">{t('configure.nav.same')}</span>}
      </div>
      {isOpen && <DifferencesDialog onClose={() => setOpen(false)} />}
    </nav>
  )
}
