import { IconSearch } from '@tabler/icons-react'
import type { KeyboardEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** Looks for text in the raw answer. Enter goes to the next place, Escape ends it. */
export function SearchField({
  text,
  found,
  at,
  onText,
  onNext,
  onClose,
}: {
  readonly text: string
  readonly found: number
  /** Which of the places is in sight, from 0. */
  readonly at: number
  readonly onText: (text: string) => void
  readonly onNext: () => void
  readonly onClose: () => void
}): ReactNode {
  const { t } = useTranslation()
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') onNext()
    if (event.key !== 'Escape') return
    event.stopPropagation()
    onClose()
  }
  return (
    <search className="field rawfind">
      <IconSearch size={13} aria-hidden="true" />
      <input
        value={text}
        onChange={(event) => onText(event.target.value)}
        onKeyDown={onKeyDown}
        placeholder={t('run.search')}
        aria-label={t('run.search')}
        // The field appears because the person asked for it.
        ref={(element) => element?.focus()}
      />
      {text !== '' && (
        <span className="tnum dim" role="status">
          {found === 0 ? t('run.foundNone') : t('run.foundAt', { at: at + 1, count: found })}
        </span>
      )}
    </search>
  )
}
