import type { ReactNode } from 'react'
import { readPlace } from '../../../../shared/lib/json-pointer.ts'
import { useForm } from '../form-context.ts'
import { useField } from './use-field.ts'

/** A switch with its words beside it. */
export function Switch({
  isOn,
  label,
  onSwitch,
  attributes = {},
}: {
  readonly isOn: boolean
  readonly label: string
  readonly onSwitch: (isOn: boolean) => void
  readonly attributes?: Readonly<Record<string, string | true | undefined>>
}): ReactNode {
  return (
    <button
      {...attributes}
      type="button"
      className="switch-line"
      role="switch"
      aria-checked={isOn}
      onClick={() => onSwitch(!isOn)}
    >
      <span className={isOn ? 'switch on' : 'switch'} aria-hidden="true">
        <i />
      </span>
      <span className="t2">{label}</span>
    </button>
  )
}

/** A yes or no at a place of the document. */
export function SwitchField({ place, label }: { readonly place: string; readonly label: string }): ReactNode {
  const { document } = useForm()
  const field = useField(place)
  return (
    <Switch
      isOn={readPlace(document, place) === true}
      label={label}
      onSwitch={field.edit}
      attributes={field.attributes}
    />
  )
}
