import { IconHistory, IconPlus, IconSearch } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Keys } from '../../parts/keys.tsx'
import { showView, useApp } from '../../stores/app-store.ts'
import { setFilter, useProfiles } from '../../stores/profile-store.ts'
import { useKeys } from '../use-keys.ts'
import { filterFieldId } from './filter-field-id.ts'
import { filterRows } from './list-items.ts'
import { ProfileList } from './profile-list.tsx'

function FilterField(): ReactNode {
  const { t } = useTranslation()
  const filter = useProfiles((state) => state.filter)
  return (
    <div className="sfind">
      <label className="field find" title={t('shell.filter')}>
        <IconSearch size={15} stroke={1.75} aria-hidden="true" />
        <input
          id={filterFieldId}
          className="v ph"
          type="search"
          value={filter}
          placeholder={t('shell.filter')}
          aria-label={t('shell.filter')}
          onChange={(event) => setFilter(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setFilter('')
            if (event.key === 'ArrowDown') document.querySelector<HTMLElement>('.stree')?.focus({ preventScroll: true })
          }}
        />
        {filter === '' && <Keys keys={['/']} />}
      </label>
    </div>
  )
}

function NavigationRow({
  view,
  icon,
  label,
}: {
  readonly view: 'history' | 'new-profile'
  readonly icon: ReactNode
  readonly label: string
}): ReactNode {
  const isOpen = useApp((state) => state.view.kind === view)
  const keys = useKeys(view)
  return (
    <button
      type="button"
      className={isOpen ? 'nrow on' : 'nrow'}
      aria-current={isOpen ? 'page' : undefined}
      aria-keyshortcuts={keys.join('+')}
      aria-label={label}
      title={label}
      onClick={() => showView({ kind: view })}
    >
      {icon}
      <span>{label}</span>
      <Keys keys={keys} />
    </button>
  )
}

function EmptyNote(): ReactNode {
  const { t } = useTranslation()
  const filter = useProfiles((state) => state.filter)
  const count = useProfiles((state) => state.rows?.length ?? null)
  const found = useProfiles((state) => filterRows(state.rows ?? [], state.filter).length > 0)
  if (count === null || found) return null
  return <p className="sempty">{count === 0 ? t('shell.noProfiles') : t('shell.noMatch', { filter })}</p>
}

/** The left part of the window: filter, history, profiles, new profile. */
export function Sidebar(): ReactNode {
  const { t } = useTranslation()
  return (
    <nav className="sidebar" aria-label={t('shell.profiles')}>
      <FilterField />
      <div className="snav">
        <NavigationRow
          view="history"
          icon={<IconHistory size={16} stroke={1.75} aria-hidden="true" />}
          label={t('shell.history')}
        />
      </div>
      <EmptyNote />
      <ProfileList />
      <div className="sfoot">
        <NavigationRow
          view="new-profile"
          icon={<IconPlus size={16} stroke={1.75} aria-hidden="true" />}
          label={t('shell.newProfile')}
        />
      </div>
    </nav>
  )
}
