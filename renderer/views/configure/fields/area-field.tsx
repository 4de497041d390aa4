import type { ReactNode } from 'react'
import { useField } from './use-field.ts'

/** A text of several lines at a place of the document: JSON, certificates. */
export function AreaField({
  place,
  rows = 3,
  placeholder,
}: {
  readonly place: string
  readonly rows?: number
  readonly placeholder?: string
}): ReactNode {
  const field = useField(place)
  return (
    <textarea
      {...field.attributes}
      className={field.isBad ? 'field code area bad' : 'field code area'}
      rows={rows}
      value={field.text}
      placeholder={placeholder}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => field.edit(event.currentTarget.value)}
    />
  )
}
