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

/** The unit in use and, where the provider's document claims another one, that too: one choice says both. */
function UnitChoice({ at }: { readonly at: number }): ReactNode {
  const { t } = useTranslation()
  const { document, edit } = useForm()
  const rule = readObjectsAt(document, place)[at] ?? {}
  const [unit, documented] = [readTextAt(rule, '/unit'), readTextAt(rule, '/documentedUnit')]
  const choose = (value: string): void => {
    const [inUse = 's', claimed] = value.split(' ')
    const { documentedUnit: _, ...others } = rule
    edit(`${place}/${at}`, { ...others, unit: inUse, ...(claimed === undefined ? {} : { documentedUnit: claimed }) })
  }
  return (
    <ChoiceBox
      label={t('configure.lifetimes.unit')}
      value={documented === '' || documented === unit ? unit : `${unit} ${documented}`}
      onChoose={choose}
      choices={[
        { value: 's', label: t('configure.lifetimes.units.s') },
        { value: 'ms', label: t('configure.lifetimes.units.ms') },
        { value: 's ms', label: t('configure.lifetimes.units.sNotMs') },
        { value: 'ms s', label: t('configure.lifetimes.units.msNotS') },
      ]}
      attributes={{ 'data-place': `${place}/${at}/unit` }}
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
  const tokens = (['access_token', 'refresh_token', 'id_token'] as const).map((value) => ({
    value,
    label: t(`configure.lifetimes.tokens.${value}`),
  }))
  const meanings = (['duration', 'epoch', 'date_time'] as const).map((value) => ({
    value,
    label: t(`configure.lifetimes.meanings.${value}`),
  }))
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
        <UnitChoice at={at} />
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
            {(['of', 'place', 'meaning', 'unit', 'misspells'] as const).map((name) => (
              <th key={name} scope="col">
                {t(`configure.lifetimes.${name}`)}
              </th>
            ))}
            <th scope="col">
              <span className="visually-hidden">{t('configure.list.removeHead')}</span>
            </th>
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
