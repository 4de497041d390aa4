import { IconSearch, IconTextWrap } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { SearchField } from './search-field.tsx'
import type { ResponseSearch } from './use-response-search.ts'

/** The tools of the raw pane: look for text, wrap long lines. They lie over its first line, which is short. */
export function ResponseTools({
  search,
  wrapped,
  onWrap,
}: {
  readonly search: ResponseSearch
  readonly wrapped: boolean
  readonly onWrap: () => void
}): ReactNode {
  const { t } = useTranslation()
  const isSearching = search.text !== null
  return (
    <span className="rawtools">
      {search.text !== null && (
        <SearchField
          text={search.text}
          found={search.found.length}
          at={search.at}
          onText={search.set}
          onNext={search.next}
          onClose={() => search.set(null)}
        />
      )}
      <button
        type="button"
        className="ib xs"
        aria-label={t('run.search')}
        title={t('run.search')}
        aria-pressed={isSearching}
        onClick={() => search.set(isSearching ? null : '')}
      >
        <IconSearch size={14} />
      </button>
      <button
        type="button"
        className="ib xs"
        aria-label={t('run.wrap')}
        title={t('run.wrap')}
        aria-pressed={wrapped}
        onClick={onWrap}
      >
        <IconTextWrap size={14} />
      </button>
    </span>
  )
}
