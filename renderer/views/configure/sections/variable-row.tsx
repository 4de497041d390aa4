import { IconPencil } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { buildPointer } from '../../../../shared/lib/json-pointer.ts'
import { readObjectsAt, readTextAt } from '../draft/document-place.ts'
import type { VariableWords } from '../draft/variable-names.ts'
import { FieldRow } from '../fields/field-row.tsx'
import { useField } from '../fields/use-field.ts'
import { useForm } from '../form-context.ts'

const declared = '/dialect/variables'

/** What the dialect tells others about a variable; one that was only used so far is declared by it. */
function VariableWordsRow({ variable }: { readonly variable: VariableWords }): ReactNode {
  const { t } = useTranslation()
  const { document, edit } = useForm()
  const all = readObjectsAt(document, declared)
  const at = all.findIndex((one) => readTextAt(one, '/name') === variable.name)
  const place = at === -1 ? `${declared}/${all.length}` : `${declared}/${at}`
  const write = (part: 'description' | 'example', text: string): void =>
    edit(place, { name: variable.name, description: variable.description, example: variable.example, [part]: text })
  return (
    <FieldRow label={t('configure.endpoints.describe')} places={[place]} isGroup>
      {(['description', 'example'] as const).map((part) => (
        <span key={part} className="field">
          <input
            className="v"
            type="text"
            value={variable[part]}
            aria-label={t(`configure.endpoints.${part}`)}
            placeholder={t(`configure.endpoints.${part}`)}
            onChange={(event) => write(part, event.currentTarget.value)}
          />
        </span>
      ))}
    </FieldRow>
  )
}

/** One variable of the templates: its value, which may itself use variables, and what it is. */
export function VariableRow({ variable }: { readonly variable: VariableWords }): ReactNode {
  const { t } = useTranslation()
  const place = `/variables${buildPointer([variable.name])}`
  const field = useField(place)
  const [isDescribing, setDescribing] = useState(false)
  const { example, description, name } = variable
  return (
    <>
      <FieldRow
        label={<span className={field.isBad ? 'var bad mono' : 'var mono'}>{name}</span>}
        places={[place]}
        {...(description === '' || isDescribing ? {} : { hint: description })}
      >
        <span className={field.isBad ? 'field code bad' : 'field code'}>
          <input
            {...field.attributes}
            className="v"
            type="text"
            value={field.text}
            placeholder={t('configure.endpoints.noValue')}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => field.edit(event.currentTarget.value)}
          />
        </span>
        {field.text === '' && example !== '' && (
          <button type="button" className="btn xs ghost" onClick={() => field.edit(example)}>
            <span className="ell">{t('configure.endpoints.useExample', { example })}</span>
          </button>
        )}
        <button
          type="button"
          className="ib xs"
          aria-expanded={isDescribing}
          aria-label={t('configure.endpoints.describeOne', { name })}
          title={t('configure.endpoints.describeOne', { name })}
          onClick={() => setDescribing(!isDescribing)}
        >
          <IconPencil size={14} stroke={1.75} aria-hidden="true" />
        </button>
      </FieldRow>
      {isDescribing && <VariableWordsRow variable={variable} />}
    </>
  )
}
