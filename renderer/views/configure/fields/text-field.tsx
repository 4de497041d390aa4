import type { ReactNode } from 'react'
import { useField } from './use-field.ts'

type Width = 'w56' | 'w90' | 'w108' | 'w120' | 'w180'

/** A line of text at a place of the document. Numbers are kept as numbers; what is none stays text and is refused. */
export function TextField({
  place,
  label,
  isCode = false,
  isNumber = false,
  isOptional = false,
  width,
  placeholder,
  choices,
  unit,
}: {
  readonly place: string
  /** Its name, where no label of a row stands beside it. */
  readonly label?: string
  readonly isCode?: boolean
  readonly isNumber?: boolean
  /** A number that may be left open: nothing written is no value, and 0 is one. */
  readonly isOptional?: boolean
  readonly width?: Width
  readonly placeholder?: string
  /** Spellings that are offered; any other may be written. */
  readonly choices?: readonly string[]
  readonly unit?: string
}): ReactNode {
  const field = useField(place)
  const listId = choices === undefined || choices.length === 0 ? undefined : `${field.attributes.id}-choices`
  const classes = ['field', isCode || isNumber ? 'code' : '', width ?? '', field.isBad ? 'bad' : '']
  const read = (text: string): string | number | null => {
    if (isOptional && text === '') return null
    return isNumber && /^\d+$/.test(text) ? Number(text) : text
  }
  return (
    <span className={classes.filter((one) => one !== '').join(' ')}>
      <input
        {...field.attributes}
        className="v"
        type="text"
        inputMode={isNumber ? 'numeric' : undefined}
        value={field.text}
        aria-label={label}
        placeholder={placeholder}
        list={listId}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => field.edit(read(event.currentTarget.value))}
      />
      {unit !== undefined && <span className="dim">{unit}</span>}
      {listId !== undefined && (
        <datalist id={listId}>
          {choices?.map((choice) => (
            <option key={choice} value={choice} />
          ))}
        </datalist>
      )}
    </span>
  )
}
