import type { JsonValue } from '../../../../shared/lib/json-value.ts'
import { readTextAt } from '../draft/document-place.ts'
import { isWithin } from '../draft/form-sections.ts'
import { useForm } from '../form-context.ts'

/** The id of the control that edits a place. Its message has the same with `-message`. */
export function buildFieldId(pointer: string): string {
  return `field${pointer.replace(/[^A-Za-z0-9]+/g, '-')}`
}

/** What a control needs to edit one place of the document. */
export interface Field {
  readonly text: string
  readonly edit: (value: JsonValue | undefined) => void
  readonly isBad: boolean
  /** Spread over the control that takes the focus. */
  readonly attributes: {
    readonly id: string
    readonly 'data-place': string
    readonly 'aria-invalid': true | undefined
    readonly 'aria-describedby': string | undefined
  }
}

/** Binds a control to a place of the document, with its message. */
export function useField(pointer: string): Field {
  const { document, marks, edit } = useForm()
  const isBad = marks.some((mark) => mark.pointer === pointer)
  const id = buildFieldId(pointer)
  return {
    text: readTextAt(document, pointer),
    edit: (value) => edit(pointer, value),
    isBad,
    attributes: {
      id,
      'data-place': pointer,
      'aria-invalid': isBad ? true : undefined,
      'aria-describedby': isBad ? `${id}-message` : undefined,
    },
  }
}

/** Tells whether the dialect says something else at one of these places than its preset. */
export function useIsChanged(places: readonly string[]): boolean {
  const { differences } = useForm()
  return differences.some((one) => places.some((place) => isWithin(one.pointer, place) || isWithin(place, one.pointer)))
}
