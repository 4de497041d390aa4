import { IconArrowLeft, IconPlus, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { readTextsAt } from '../draft/document-place.ts'
import { useForm } from '../form-context.ts'
import { useField } from './use-field.ts'

function ListItem({
  place,
  at,
  items,
  label,
  onChange,
}: {
  readonly place: string
  readonly at: number
  readonly items: readonly string[]
  readonly label: string
  readonly onChange: (items: readonly string[]) => void
}): ReactNode {
  const { t } = useTranslation()
  const field = useField(`${place}/${at}`)
  const item = items[at] ?? ''
  const moveEarlier = (): void => onChange(items.with(at, items[at - 1] ?? '').with(at - 1, item))
  return (
    <span className={field.isBad ? 'field code item bad' : 'field code item'}>
      {at > 0 && (
        <button type="button" className="mini" aria-label={t('configure.list.earlier', { item })} onClick={moveEarlier}>
          <IconArrowLeft size={12} aria-hidden="true" />
        </button>
      )}
      <input
        {...field.attributes}
        className="v"
        type="text"
        value={item}
        aria-label={t('configure.list.item', { label, number: at + 1 })}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(items.with(at, event.currentTarget.value))}
      />
      <button
        type="button"
        className="mini"
        aria-label={t('configure.list.remove', { item })}
        onClick={() => onChange(items.toSpliced(at, 1))}
      >
        <IconX size={12} aria-hidden="true" />
      </button>
    </span>
  )
}

/** Texts in their order; the first that fits wins. `blank` is what a new one starts with. */
export function ListField({
  place,
  label,
  blank = '/',
}: {
  readonly place: string
  readonly label: string
  readonly blank?: string
}): ReactNode {
  const { t } = useTranslation()
  const { document, edit } = useForm()
  const items = readTextsAt(document, place)
  // The position is what an item is: the same text may stand twice while it is being written.
  const positions = [...items.keys()]
  const change = (next: readonly string[]): void => edit(place, next)
  return (
    <span className="items" data-place={place}>
      {positions.map((at) => (
        <ListItem key={at} place={place} at={at} items={items} label={label} onChange={change} />
      ))}
      <button
        type="button"
        className="btn xs ghost"
        aria-label={t('configure.list.addTo', { label })}
        onClick={() => change([...items, blank])}
      >
        <IconPlus size={13} aria-hidden="true" />
        {items.length === 0 && t('configure.list.add')}
      </button>
    </span>
  )
}
