import { IconArrowLeft, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { syntaxSchema } from '../../../../shared/dialects/response-rules.ts'
import { readTextsAt } from '../draft/document-place.ts'
import { ChoiceBox } from '../fields/choice-field.tsx'
import { FieldRow } from '../fields/field-row.tsx'
import { ListField } from '../fields/list-field.tsx'
import { SwitchField } from '../fields/switch-field.tsx'
import { TextField } from '../fields/text-field.tsx'
import { useForm } from '../form-context.ts'

const response = '/dialect/response'
const place = `${response}/syntaxes`
const syntaxes = syntaxSchema.options

function SyntaxItem({ at }: { readonly at: number }): ReactNode {
  const { t } = useTranslation()
  const { document, edit } = useForm()
  const chosen = readTextsAt(document, place)
  const syntax = chosen[at] ?? ''
  const known = syntaxes.find((one) => one === syntax)
  const name = known === undefined ? syntax : t(`configure.body.syntaxes.${known}`)
  return (
    <span className="field item">
      {at > 0 && (
        <button
          type="button"
          className="mini"
          aria-label={t('configure.list.earlier', { item: name })}
          onClick={() => edit(place, chosen.with(at, chosen[at - 1] ?? '').with(at - 1, syntax))}
        >
          <IconArrowLeft size={12} aria-hidden="true" />
        </button>
      )}
      <span className="v">{name}</span>
      <button
        type="button"
        className="mini"
        aria-label={t('configure.list.remove', { item: name })}
        onClick={() => edit(place, chosen.toSpliced(at, 1))}
      >
        <IconX size={12} aria-hidden="true" />
      </button>
    </span>
  )
}

/** The ways of writing that are tried, in their order; the strict ones belong first. */
function SyntaxRow(): ReactNode {
  const { t } = useTranslation()
  const { document, edit } = useForm()
  const chosen = readTextsAt(document, place)
  const absent = syntaxes.filter((syntax) => !chosen.includes(syntax))
  const choices = absent.map((value) => ({ value, label: t(`configure.body.syntaxes.${value}`) }))
  return (
    <FieldRow label={t('configure.body.readAs')} places={[place]} isGroup hint={t('configure.body.order')}>
      <span className="items" data-place={place} tabIndex={-1}>
        {[...chosen.keys()].map((at) => (
          <SyntaxItem key={at} at={at} />
        ))}
        {choices.length > 0 && (
          <ChoiceBox
            label={t('configure.body.addSyntax')}
            value=""
            choices={[{ value: '', label: t('configure.list.add') }, ...choices]}
            onChoose={(syntax) => syntax !== '' && edit(place, [...chosen, syntax])}
            width="w90"
          />
        )}
      </span>
    </FieldRow>
  )
}

/** How the body is written, and what else may be found in it. */
export function BodyRows(): ReactNode {
  const { t } = useTranslation()
  const { document } = useForm()
  const hasPrefix = readTextsAt(document, place).includes('prefixed_json')
  return (
    <>
      <SyntaxRow />
      {hasPrefix && (
        <FieldRow label={t('configure.body.prefix')} places={[`${response}/prefix`]}>
          <TextField place={`${response}/prefix`} isCode width="w180" />
        </FieldRow>
      )}
      <FieldRow
        label={t('configure.body.scopeSeparators')}
        places={[`${response}/scopeSeparators`]}
        hint={t('configure.body.scopeSeparatorsHint')}
      >
        <TextField place={`${response}/scopeSeparators`} isCode width="w90" />
      </FieldRow>
      <FieldRow label={t('configure.body.redirect')} places={[`${response}/readLocation`]} isGroup>
        <SwitchField place={`${response}/readLocation`} label={t('configure.body.readLocation')} />
      </FieldRow>
      <FieldRow label={t('configure.body.continueAt')} places={[`${response}/continueAt`]} isGroup>
        <ListField place={`${response}/continueAt`} label={t('configure.body.continueAt')} />
      </FieldRow>
      <FieldRow label={t('configure.body.knownFields')} places={[`${response}/knownFields`]} isGroup>
        <ListField place={`${response}/knownFields`} label={t('configure.body.knownFields')} blank="name" />
      </FieldRow>
    </>
  )
}
