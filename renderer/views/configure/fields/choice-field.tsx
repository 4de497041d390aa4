import { IconChevronDown } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useField } from './use-field.ts'

export interface Choice {
  readonly value: string
  readonly label: string
  /** Choices that follow each other with the same group stand under its name. */
  readonly group?: string
}

const asOption = ({ value, label }: Choice): ReactNode => (
  <option key={value} value={value}>
    {label}
  </option>
)

/** The choices with their groups; those without one stand by themselves. */
function listOptions(choices: readonly Choice[]): ReactNode {
  const groups = [...new Set(choices.map(({ group }) => group))]
  return groups.map((group) => {
    const options = choices.filter((choice) => choice.group === group).map(asOption)
    return group === undefined ? (
      options
    ) : (
      <optgroup key={group} label={group}>
        {options}
      </optgroup>
    )
  })
}

/** A list to choose one from. A value that is not offered is kept and shown as it is. */
export function ChoiceBox({
  label,
  value,
  choices,
  onChoose,
  width = '',
  isCode = false,
  isBad = false,
  attributes = {},
}: {
  readonly label?: string | undefined
  readonly value: string
  readonly choices: readonly Choice[]
  readonly onChoose: (value: string) => void
  readonly width?: string
  readonly isCode?: boolean
  readonly isBad?: boolean
  readonly attributes?: Readonly<Record<string, string | true | undefined>>
}): ReactNode {
  const offered = choices.some((choice) => choice.value === value) ? choices : [...choices, { value, label: value }]
  return (
    <span className={['field', 'choice', width, isCode ? 'code' : '', isBad ? 'bad' : ''].join(' ')}>
      <select
        {...attributes}
        className="v"
        aria-label={label}
        value={value}
        onChange={(event) => onChoose(event.currentTarget.value)}
      >
        {listOptions(offered)}
      </select>
      <IconChevronDown size={14} stroke={1.75} aria-hidden="true" />
    </span>
  )
}

/** One of several values at a place of the document. */
export function ChoiceField({
  place,
  label,
  choices,
  width,
  isCode,
}: {
  readonly place: string
  readonly label?: string
  readonly choices: readonly Choice[]
  readonly width?: string
  readonly isCode?: boolean
}): ReactNode {
  const field = useField(place)
  return (
    <ChoiceBox
      label={label}
      value={field.text}
      choices={choices}
      onChoose={field.edit}
      width={width ?? ''}
      isCode={isCode ?? false}
      isBad={field.isBad}
      attributes={field.attributes}
    />
  )
}
