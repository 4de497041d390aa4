import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { CodeText } from '../../parts/code-text.tsx'
import { buildMonogram } from '../../parts/monogram.ts'
import { type Difference, listDifferences } from './list-differences.ts'
import type { Template } from './templates.ts'
import { useTemplateWords } from './use-template-words.ts'

function DifferenceRow({ difference }: { readonly difference: Difference }): ReactNode {
  const { t } = useTranslation()
  const standard = t(`newProfile.differences.${difference.kind}.standard`)
  const isProtocol = /^[a-z_=]+$/.test(standard)
  return (
    <tr>
      <td>{isProtocol ? <CodeText>{standard}</CodeText> : standard}</td>
      <td>
        {t(`newProfile.differences.${difference.kind}.here`)}{' '}
        {difference.value !== '' && <CodeText>{difference.value}</CodeText>}
      </td>
    </tr>
  )
}

function Differences({ template, name }: { readonly template: Template; readonly name: string }): ReactNode {
  const { t } = useTranslation()
  const differences = listDifferences(template.dialect)
  if (differences.length === 0) return null
  return (
    <table className="vs">
      <thead>
        <tr>
          <th>{t('newProfile.standard')}</th>
          <th>{name}</th>
        </tr>
      </thead>
      <tbody>
        {differences.map((difference) => (
          <DifferenceRow key={difference.kind} difference={difference} />
        ))}
      </tbody>
    </table>
  )
}

function Addresses({ template }: { readonly template: Template }): ReactNode {
  const { t } = useTranslation()
  const { authorization, token } = template.dialect.endpoints
  const lines = [authorization, token].filter((line) => line !== '')
  if (lines.length === 0) return null
  return (
    <div className="samp">
      <h3>{t('newProfile.addresses')}</h3>
      <pre className="jcode wrap">{lines.join('\n')}</pre>
      {template.dialect.variables.length > 0 && <p>{t('newProfile.braces')}</p>}
    </div>
  )
}

/** What the chosen start does otherwise than the standard, and the addresses it brings. */
export function TemplatePreview({ template }: { readonly template: Template }): ReactNode {
  const { t } = useTranslation()
  const words = useTemplateWords(template)
  const count = listDifferences(template.dialect).length
  return (
    <div className="gscroll">
      <div className="top">
        <span className="ptile" aria-hidden="true">
          {buildMonogram(words.name)}
        </span>
        <div>
          <h2>{words.name}</h2>
          <p>{count === 0 ? t('newProfile.asStandard') : t('newProfile.differenceCount', { n: count })}</p>
        </div>
      </div>
      <Differences template={template} name={words.name} />
      <Addresses template={template} />
      {template.dialect.source !== '' && (
        <p className="gsource">{t('newProfile.source', { source: template.dialect.source })}</p>
      )}
    </div>
  )
}
