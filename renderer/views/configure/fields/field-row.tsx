import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Glyph } from '../../../parts/glyph.tsx'
import { isWithin } from '../draft/form-sections.ts'
import type { Mark } from '../draft/mark.ts'
import { useForm } from '../form-context.ts'
import { buildFieldId, useIsChanged } from './use-field.ts'

/** The sentence of a mark, where its control finds it by `aria-describedby`. */
export function FieldMessage({ mark }: { readonly mark: Mark }): ReactNode {
  const { t } = useTranslation()
  return (
    <div className="fmsg err" id={`${buildFieldId(mark.pointer)}-message`}>
      <Glyph kind="failed" size={13} />
      <span>{t(`configure.marks.${mark.word}`, { ...mark.values, count: Number(mark.values.count ?? 0) })}</span>
    </div>
  )
}

/** A label, its controls and what is to be said about them. `places` are the places of the document that it edits. */
export function FieldRow({
  label,
  places = [],
  isGroup = false,
  hint,
  children,
}: {
  readonly label: ReactNode
  readonly places?: readonly string[]
  /** Several controls, or one that is no text box: the label then names the group. */
  readonly isGroup?: boolean
  readonly hint?: ReactNode
  readonly children: ReactNode
}): ReactNode {
  const { marks } = useForm()
  const changed = useIsChanged(places) ? 'chgd' : undefined
  const here = marks.filter((mark) => places.some((place) => isWithin(mark.pointer, place)))
  const id = buildFieldId(places[0] ?? '')
  const body = (
    <>
      <div className="ctl">{children}</div>
      {here.map((mark) => (
        <FieldMessage key={mark.pointer} mark={mark} />
      ))}
      {hint !== undefined && (
        <div className="fmsg">
          <Glyph kind="info" size={13} />
          <span>{hint}</span>
        </div>
      )}
    </>
  )
  if (!isGroup)
    return (
      <div className="frow">
        <label className={changed} htmlFor={id}>
          {label}
        </label>
        {body}
      </div>
    )
  return (
    <fieldset className="frow" aria-labelledby={`${id}-label`}>
      <span className={changed === undefined ? 'flabel' : `flabel ${changed}`} id={`${id}-label`}>
        {label}
      </span>
      {body}
    </fieldset>
  )
}
