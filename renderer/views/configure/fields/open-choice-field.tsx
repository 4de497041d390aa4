import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Choice, ChoiceBox } from './choice-field.tsx'
import { TextField } from './text-field.tsx'
import { useField } from './use-field.ts'

/** Never a value of the document: it only opens the box beside the list. */
const another = '\u0000another'

/** One of the usual values of a place, or any text of one's own in a box that appears beside the list. */
export function OpenChoiceField({
  place,
  label,
  choices,
}: {
  readonly place: string
  readonly label: string
  readonly choices: readonly Choice[]
}): ReactNode {
  const { t } = useTranslation()
  const { text, edit, isBad, attributes } = useField(place)
  const [wantsOwn, setWantsOwn] = useState(false)
  const isOwn = wantsOwn || !choices.some((choice) => choice.value === text)
  const choose = (value: string): void => {
    setWantsOwn(value === another)
    if (value !== another) edit(value)
  }
  return (
    <>
      <ChoiceBox
        label={isOwn ? t('configure.list.usual', { label }) : undefined}
        value={isOwn ? another : text}
        choices={[...choices, { value: another, label: t('configure.list.another') }]}
        onChoose={choose}
        isBad={isBad && !isOwn}
        width={isOwn ? 'w180' : ''}
        attributes={isOwn ? {} : attributes}
      />
      {isOwn && <TextField place={place} isCode />}
    </>
  )
}
