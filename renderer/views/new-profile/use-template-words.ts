import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Template } from './templates.ts'

const described = ['issuer', 'openid', 'oauth', 'blank', 'maxkey', 'xt', 'workfront', 'tkeel', 'bamboocloud'] as const
type Described = (typeof described)[number]

const isDescribed = (id: string): id is Described => described.some((one) => one === id)

/** How a start is presented. */
export interface TemplateWords {
  readonly name: string
  readonly text: string
  readonly tags: readonly string[]
}

/** The words of a start; a preset that has none of its own is presented by its source. */
export function buildTemplateWords(template: Template, t: TFunction): TemplateWords {
  if (!isDescribed(template.id)) return { name: template.name ?? template.id, text: template.dialect.source, tags: [] }
  const name = template.name ?? t(`newProfile.templates.${template.id}.name`)
  const tags = t(`newProfile.templates.${template.id}.tags`)
    .split('|')
    .filter((tag) => tag !== '-')
  return { name, text: t(`newProfile.templates.${template.id}.text`), tags }
}

export function useTemplateWords(template: Template): TemplateWords {
  const { t } = useTranslation()
  return buildTemplateWords(template, t)
}
