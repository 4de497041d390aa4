import { IconPlus, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { JsonObject } from '../../../../shared/lib/json-value.ts'
import { readObjectsAt, readTextAt } from '../draft/document-place.ts'
import { isWithin } from '../draft/form-sections.ts'
import { ChoiceBox, ChoiceField } from '../fields/choice-field.tsx'
import { FieldMessage } from '../fields/field-row.tsx'
import { TextField } from '../fields/text-field.tsx'
import { useIsChanged } from '../fields/use-field.ts'
import { useForm } from '../form-context.ts'

const place = '/dialect/response/lifetimes'
const blank: JsonObject = { of: 'access_token', place: '/expires_in', meaning: 'duration', unit: 's' }

/** The unit that the provider's document claims, where it is not the one in use. */
function DocumentedUnit({ at }: { readonly at: number }): ReactNode {
  const { t } = useTranslation()
  const { document, edit } = useForm()
  const pointer = `${place}/${at}/documentedUnit`
  return (
    <ChoiceBox
      label={t('configure.lifetimes.documented')}
      value={readTextAt(document, pointer)}
      onChoose={(unit) => edit(pointer, unit === '' ? undefined : unit)}
      choices={[
        { value: '', label: t('configure.lifetimes.same') },
        { value: 's', label: t('configure.lifetimes.units.s') },
        { value: 'ms', label: t('configure.lifetimes.units.ms') },
      ]}
    />
  )
}

/** The standard name that a misspelt member stands for. */
function MisspeltName({ at }: { readonly at: number }): ReactNode {
  const { t } = useTranslation()
  const { document, edit } = useForm()
  const pointer = `${place}/${at}/misspells`
  return (
    <input
      className="cell"
      type="text"
      data-place={pointer}
      value={readTextAt(document, pointer)}
      placeholder="–"
      aria-label={t('configure.lifetimes.misspells')}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => edit(pointer, event.currentTarget.value || undefined)}
    />
  )
}

function LifetimeRow({ at }: { readonly at: number }): ReactNode {
  const { t } = useTranslation()
  const { document, edit } = useForm()
  const rules = readObjectsAt(document, place)
  const unitPlace = `${place}/${at}/unit`
  const tokens = (['access_token', 'refresh_token', 'id_token'] as const).map((value) => ({
    value,
    label: t(`configure.fields.${value}`),
  }))
  const meanings = (['duration', 'epoch', 'date_time'] as const).map((value) => ({
    value,
    label: t(`configure.lifetimes.meanings.${value}`),
  }))
  const units = (['s', 'ms'] as const).map((value) => ({ value, label: t(`configure.lifetimes.units.${value}`) }))
  return (
    <tr>
      <td className="in">
        <ChoiceField place={`${place}/${at}/of`} label={t('configure.lifetimes.of')} choices={tokens} />
      </td>
      <td className="in">
        <TextField place={`${place}/${at}/place`} label={t('configure.lifetimes.place')} isCode />
      </td>
      <td className="in">
        <ChoiceField place={`${place}/${at}/meaning`} label={t('configure.lifetimes.meaning')} choices={meanings} />
      </td>
      <td className="in">
        <ChoiceField place={unitPlace} label={t('configure.lifetimes.unit')} choices={units} />
      </td>
      <td className="in">
        <DocumentedUnit at={at} />
      </td>
      <td className="in">
        <MisspeltName at={at} />
      </td>
      <td>
        <button
          type="button"
          className="ib xs"
          aria-label={t('configure.list.remove', { item: readTextAt(rules[at] ?? {}, '/place') })}
          onClick={() => edit(place, rules.toSpliced(at, 1))}
        >
          <IconX size={14} aria-hidden="true" />
        </button>
      </td>
    </tr>
  )
}

/** Every place that says how long a token lives, with its meaning and unit. */
export function LifetimeTable(): ReactNode {
  const { t } = useTranslation()
  const { document, edit, marks } = useForm()
  const isChanged = useIsChanged([place])
  const rules = readObjectsAt(document, place)
  return (
    <div className="tablerow">
      <div className={isChanged ? 'flabel chgd' : 'flabel'}>{t('configure.lifetimes.title')}</div>
      <table className="ptable lifetimes">
        <thead>
          <tr>
            {(['of', 'place', 'meaning', 'unit', 'documented', 'misspells'] as const).map((name) => (
              <th key={name} scope="col">
                {t(`configure.lifetimes.${name}`)}
              </th>
            ))}
            <th scope="col" aria-label={t('configure.list.removeHead')} />
          </tr>
        </thead>
        <tbody>
          {[...rules.keys()].map((at) => (
            <LifetimeRow key={at} at={at} />
          ))}
        </tbody>
      </table>
      {marks
        .filter((mark) => isWithin(mark.pointer, place))
        .map((mark) => (
          <FieldMessage key={mark.pointer} mark={mark} />
        ))}
      <button type="button" className="btn xs ghost" onClick={() => edit(place, [...rules, blank])}>
        <IconPlus size={13} aria-hidden="true" />
        {t('configure.lifetimes.add')}
      </button>
    </div>
  )
}
