import { IconFile, IconFlask, IconId, IconShieldLock, IconWorldSearch } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Chip } from '../../parts/chip.tsx'
import { buildMonogram } from '../../parts/monogram.ts'
import type { Template } from './templates.ts'
import { useTemplateWords } from './use-template-words.ts'

const icon = { size: 17, stroke: 1.75, 'aria-hidden': true } as const

function Tile({ template }: { readonly template: Template }): ReactNode {
  if (template.id === 'issuer') return <IconWorldSearch {...icon} />
  if (template.id === 'openid') return <IconId {...icon} />
  if (template.id === 'oauth') return <IconShieldLock {...icon} />
  return template.name === null ? <IconFile {...icon} /> : buildMonogram(template.name)
}

/** One start, as a choice of a group of radio buttons. */
export function TemplateCard({
  template,
  isChosen,
  onChoose,
}: {
  readonly template: Template
  readonly isChosen: boolean
  readonly onChoose: () => void
}): ReactNode {
  const { t } = useTranslation()
  const words = useTemplateWords(template)
  return (
    <label className={isChosen ? 'card gc on' : 'card gc'}>
      <input type="radio" name="template" className="visually-hidden" checked={isChosen} onChange={onChoose} />
      <span className="gt" aria-hidden="true">
        <Tile template={template} />
      </span>
      <b className="gn">{words.name}</b>
      <span className="gx">{words.text}</span>
      <span className="tags">
        {template.section === 'providers' && (
          <Chip tone="acc" icon={<IconFlask size={13} stroke={1.75} aria-hidden="true" />}>
            {t('shell.chips.practice')}
          </Chip>
        )}
        {words.tags.map((tag) => (
          <Chip key={tag} tone="line">
            {tag}
          </Chip>
        ))}
      </span>
    </label>
  )
}
