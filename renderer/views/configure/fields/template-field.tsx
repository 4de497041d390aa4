import { type KeyboardEvent, type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readMissingNames, readVariableNames } from '../draft/variable-names.ts'
import { useForm } from '../form-context.ts'
import { buildCompletions, buildTemplatePieces } from './template-pieces.ts'
import { useField } from './use-field.ts'

/** The same text behind the box, with its variables coloured; the box's own letters are transparent. */
function ColouredTemplate({ template, scroll }: { readonly template: string; readonly scroll: number }): ReactNode {
  const form = useForm()
  const coloured = useRef<HTMLSpanElement>(null)
  useLayoutEffect(() => {
    if (coloured.current !== null) coloured.current.scrollLeft = scroll
  })
  const classes = { text: undefined, variable: 'var', missing: 'var bad' } as const
  return (
    <span className="coloured" ref={coloured} aria-hidden="true">
      {buildTemplatePieces(template, readMissingNames(form.marks)).map((piece) => (
        <span key={piece.at} className={classes[piece.kind]}>
          {piece.text}
        </span>
      ))}
    </span>
  )
}

/** What the keys do while variables are offered. */
function useCompletion(template: string, onTake: (template: string, caret: number) => void) {
  const form = useForm()
  const [caret, setCaret] = useState<number | null>(null)
  const [at, setAt] = useState(0)
  const offered = caret === null ? [] : buildCompletions(template, caret, readVariableNames(form.document))
  const chosen = offered[Math.min(at, offered.length - 1)]
  const take = (one: (typeof offered)[number]): void => {
    onTake(one.template, one.caret)
    setCaret(null)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (chosen === undefined) return
    if (event.key === 'ArrowDown') setAt((at + 1) % offered.length)
    else if (event.key === 'ArrowUp') setAt((at + offered.length - 1) % offered.length)
    else if (event.key === 'Enter' || event.key === 'Tab') take(chosen)
    else if (event.key === 'Escape') setCaret(null)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const look = (position: number | null): void => {
    setCaret(position)
    setAt(0)
  }
  return { offered, chosen, take, onKeyDown, look }
}

/** An address with `{variables}`: coloured while it is written, completed after a brace, red where a value is missing. */
export function TemplateField({ place, label }: { readonly place: string; readonly label?: string }): ReactNode {
  const { t } = useTranslation()
  const field = useField(place)
  const box = useRef<HTMLInputElement>(null)
  const [scroll, setScroll] = useState(0)
  const completion = useCompletion(field.text, (template, caret) => {
    field.edit(template)
    requestAnimationFrame(() => box.current?.setSelectionRange(caret, caret))
  })
  const listId = `${field.attributes.id}-variables`
  const isOpen = completion.offered.length > 0
  return (
    <span className={field.isBad ? 'field code template bad' : 'field code template'}>
      <span className="v template-box">
        <ColouredTemplate template={field.text} scroll={scroll} />
        <input
          {...field.attributes}
          ref={box}
          type="text"
          value={field.text}
          placeholder={'https://'}
          role="combobox"
          aria-label={label}
          aria-expanded={isOpen}
          aria-controls={isOpen ? listId : undefined}
          aria-autocomplete="list"
          aria-activedescendant={isOpen ? `${listId}-${completion.chosen?.name}` : undefined}
          autoComplete="off"
          spellCheck={false}
          onScroll={(event) => setScroll(event.currentTarget.scrollLeft)}
          onBlur={() => completion.look(null)}
          onKeyDown={completion.onKeyDown}
          onChange={(event) => {
            field.edit(event.currentTarget.value)
            completion.look(event.currentTarget.selectionStart)
          }}
        />
      </span>
      {isOpen && (
        <div className="offer" id={listId} role="listbox" aria-label={t('configure.endpoints.variables')}>
          {completion.offered.map((one) => (
            <div
              key={one.name}
              id={`${listId}-${one.name}`}
              role="option"
              tabIndex={-1}
              aria-selected={one === completion.chosen}
              // The box must keep the focus, so that writing goes on.
              onMouseDown={(event) => {
                event.preventDefault()
                completion.take(one)
              }}
            >
              {`{${one.name}}`}
            </div>
          ))}
        </div>
      )}
    </span>
  )
}
