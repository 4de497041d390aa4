import type { ReactNode } from 'react'
import { readTextsAt } from '../draft/document-place.ts'
import { useForm } from '../form-context.ts'

/** Any of several values at a place of the document, in the order in which they are offered. Those not offered stay. */
export function ToggleList({
  place,
  label,
  values,
}: {
  readonly place: string
  readonly label: string
  readonly values: readonly string[]
}): ReactNode {
  const { document, edit } = useForm()
  const chosen = readTextsAt(document, place)
  const all = [...values, ...chosen.filter((value) => !values.includes(value))]
  const toggle = (value: string): void =>
    edit(
      place,
      all.filter((one) => (one === value ? !chosen.includes(one) : chosen.includes(one))),
    )
  return (
    <fieldset className="toggles" aria-label={label} data-place={place}>
      {all.map((value) => (
        <label key={value} className={chosen.includes(value) ? 'on' : undefined}>
          <input type="checkbox" checked={chosen.includes(value)} onChange={() => toggle(value)} />
          {value}
        </label>
      ))}
    </fieldset>
  )
}
