import { IconFileImport, IconSearch } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Keys } from '../../parts/keys.tsx'
import { useEscape } from '../../shell/use-escape.ts'
import { goBack, showDialog } from '../../stores/app-store.ts'
import { CreateForm } from './create-form.tsx'
import { IssuerStart } from './issuer/issuer-start.tsx'
import { TemplateCard } from './template-card.tsx'
import { TemplatePreview } from './template-preview.tsx'
import { firstTemplate, issuerTemplate, type Template, templates } from './templates.ts'
import { buildTemplateWords } from './use-template-words.ts'

const sections = ['standards', 'providers'] as const

function Section({
  section,
  offered,
  chosen,
  onChoose,
}: {
  readonly section: Template['section']
  readonly offered: readonly Template[]
  readonly chosen: Template
  readonly onChoose: (template: Template) => void
}): ReactNode {
  const { t } = useTranslation()
  const members = offered.filter((template) => template.section === section)
  if (members.length === 0) return null
  return (
    <fieldset className="gsec">
      <legend>
        {t(`newProfile.sections.${section}.title`)} <span>{t(`newProfile.sections.${section}.text`)}</span>
      </legend>
      <div className="gg">
        {members.map((template) => (
          <TemplateCard
            key={template.id}
            template={template}
            isChosen={template.id === chosen.id}
            onChoose={() => onChoose(template)}
          />
        ))}
      </div>
    </fieldset>
  )
}

function ImportSection(): ReactNode {
  const { t } = useTranslation()
  return (
    <section className="gsec">
      <h2>
        {t('newProfile.sections.import.title')} <span>{t('newProfile.sections.import.text')}</span>
      </h2>
      <div className="gg">
        <button type="button" className="card gc sm" onClick={() => showDialog('import')}>
          <span className="gt" aria-hidden="true">
            <IconFileImport size={17} stroke={1.75} />
          </span>
          <b className="gn">{t('newProfile.importFile')}</b>
          <span className="gx">{t('newProfile.importFileText')}</span>
        </button>
      </div>
    </section>
  )
}

/** The gallery that a new profile is started from. */
export function NewProfile(): ReactNode {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState<Template>(firstTemplate)
  const [wanted, setWanted] = useState('')
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean)
  const offered = templates.filter((template) => {
    const { name, text, tags } = buildTemplateWords(template, t)
    const all = [name, text, ...tags].join(' ').toLowerCase()
    return words.every((word) => all.includes(word))
  })
  useEscape(goBack)
  return (
    <div className="newpage">
      <div className="pghead">
        <h1>{t('shell.newProfile')}</h1>
        <span className="sub">{t('newProfile.sub')}</span>
        <span className="grow" />
        <button type="button" className="btn sm ghost" onClick={goBack}>
          {t('actions.close')}
          <Keys keys={['Esc']} />
        </button>
      </div>
      <div className="newp">
        <section className="gal" aria-label={t('newProfile.sub')}>
          <label className="field find">
            <IconSearch size={15} stroke={1.75} aria-hidden="true" />
            <input
              type="search"
              className="v"
              value={wanted}
              placeholder={t('newProfile.search')}
              aria-label={t('newProfile.search')}
              onChange={(event) => setWanted(event.currentTarget.value)}
            />
          </label>
          {sections.map((section) => (
            <Section key={section} section={section} offered={offered} chosen={chosen} onChoose={setChosen} />
          ))}
          {offered.length === 0 && <p className="sempty">{t('newProfile.nothing')}</p>}
          <ImportSection />
        </section>
        <aside className="gprev" aria-label={t('newProfile.preview')}>
          {chosen.id === issuerTemplate.id ? (
            <IssuerStart />
          ) : (
            <>
              <TemplatePreview template={chosen} />
              <CreateForm key={chosen.id} template={chosen} />
            </>
          )}
        </aside>
      </div>
    </div>
  )
}
