import { IconPlus, IconX } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readPlace } from '../../../../shared/lib/json-pointer.ts'
import { isJsonArray, type JsonObject, type JsonValue } from '../../../../shared/lib/json-value.ts'
import { readObjectsAt, readTextAt } from '../draft/document-place.ts'
import { ChoiceField } from '../fields/choice-field.tsx'
import { FieldRow } from '../fields/field-row.tsx'
import { SegmentField } from '../fields/segment-field.tsx'
import { TextField } from '../fields/text-field.tsx'
import { useForm } from '../form-context.ts'

const place = '/dialect/response/success'
const judge = '/dialect/response/judgeBy'
const blank: JsonObject = { place: '/code', rule: 'equals', values: [0] }

/** A word as the value it most likely is; the rules compare as text, so nothing hangs on it. */
function readValue(word: string): JsonValue {
  if (/^-?(0|[1-9]\d{0,14})$/.test(word)) return Number(word)
  return word === 'true' || word === 'false' ? word === 'true' : word
}

const readValues = (text: string): readonly JsonValue[] =>
  text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')
    .map(readValue)

function AcceptedValues({ at }: { readonly at: number }): ReactNode {
  const { t } = useTranslation()
  const { document, edit } = useForm()
  const pointer = `${place}/${at}/values`
  const values = readPlace(document, pointer)
  const stored = isJsonArray(values) ? values.map(String).join(', ') : ''
  const [written, setWritten] = useState(stored)
  const text = readValues(written).map(String).join(', ') === stored ? written : stored
  return (
    <span className="field code">
      <input
        className="v"
        type="text"
        data-place={pointer}
        value={text}
        aria-label={t('configure.success.values')}
        placeholder={t('configure.success.valuesHint')}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          setWritten(event.currentTarget.value)
          edit(pointer, readValues(event.currentTarget.value))
        }}
      />
    </span>
  )
}

function SuccessRule({ at }: { readonly at: number }): ReactNode {
  const { t } = useTranslation()
  const { document, edit } = useForm()
  const rules = readObjectsAt(document, place)
  return (
    <>
      <TextField place={`${place}/${at}/place`} label={t('configure.success.place')} isCode width="w108" />
      <ChoiceField
        place={`${place}/${at}/rule`}
        label={t('configure.success.rule')}
        choices={[
          { value: 'equals', label: t('configure.success.equals') },
          { value: 'absent', label: t('configure.success.absent') },
        ]}
        width="w108"
      />
      {readTextAt(document, `${place}/${at}/rule`) !== 'absent' && <AcceptedValues at={at} />}
      <button
        type="button"
        className="ib xs"
        aria-label={t('configure.list.remove', { item: readTextAt(document, `${place}/${at}/place`) })}
        onClick={() => edit(place, rules.toSpliced(at, 1))}
      >
        <IconX size={14} aria-hidden="true" />
      </button>
    </>
  )
}

/** When an answer counts as success: its status, and what its body says. */
export function SuccessRows(): ReactNode {
  const { t } = useTranslation()
  const { document, edit } = useForm()
  const rules = readObjectsAt(document, place)
  const add = (
    <button type="button" className="btn xs ghost" onClick={() => edit(place, [...rules, blank])}>
      <IconPlus size={13} aria-hidden="true" />
      {t('configure.success.add')}
    </button>
  )
  return (
    <>
      <FieldRow label={t('configure.success.judgeBy')} places={[judge]} isGroup>
        <SegmentField
          place={judge}
          label={t('configure.success.judgeBy')}
          segments={[
            { value: 'status', label: t('configure.success.byStatus') },
            { value: 'body', label: t('configure.success.byBody') },
          ]}
        />
        <span className="dim ell">{t('configure.success.tokenToo')}</span>
      </FieldRow>
      {[...rules.keys()].map((at) => (
        <FieldRow
          key={at}
          label={t(at === 0 ? 'configure.success.workedWhen' : 'configure.success.andWhen')}
          places={[`${place}/${at}`]}
          isGroup
        >
          <SuccessRule at={at} />
        </FieldRow>
      ))}
      <FieldRow label={rules.length === 0 ? t('configure.success.workedWhen') : ''} places={[]} isGroup>
        {rules.length === 0 && <span className="t2">{t('configure.success.noRule')}</span>}
        {add}
      </FieldRow>
    </>
  )
}
