import { createSpotlight, Spotlight } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Chip } from '../../parts/chip.tsx'
import { Keys } from '../../parts/keys.tsx'
import { useApp } from '../../stores/app-store.ts'
import { useProfiles } from '../../stores/profile-store.ts'
import { useConnection } from '../../use-connection.ts'
import { findActions } from './find-actions.ts'
import { listActions, type PaletteAction } from './list-actions.ts'
import { PaletteLine } from './palette-line.tsx'

const [store, door] = createSpotlight()
/** The list scrolls, so it can be reached by keyboard as well. */
const reachable = { viewportProps: { tabIndex: 0 } }
const groups = ['tokens', 'profiles', 'settings'] as const

function Group({
  group,
  found,
  query,
}: {
  readonly group: PaletteAction['group']
  readonly found: readonly PaletteAction[]
  readonly query: string
}): ReactNode {
  const { t } = useTranslation()
  const members = found.filter((action) => action.group === group)
  if (members.length === 0) return null
  return (
    <div className="palg">
      <h3>{t(`shell.palette.groups.${group}`)}</h3>
      {members.map((action) => (
        <Spotlight.Action key={action.id} className="pal-action" onClick={action.run}>
          <PaletteLine action={action} query={query} />
        </Spotlight.Action>
      ))}
    </div>
  )
}

function Foot(): ReactNode {
  const { t } = useTranslation()
  return (
    <div className="palf">
      <span>
        <Keys keys={['↑', '↓']} />
        {t('shell.palette.choose')}
      </span>
      <span>
        <Keys keys={['↵']} />
        {t('shell.palette.run')}
      </span>
      <span className="grow" />
      <span>
        <Keys keys={['Esc']} />
        {t('shell.palette.close')}
      </span>
    </div>
  )
}

/** Search for a profile or an action, and run it. */
export function Palette({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation()
  const connection = useConnection()
  const rows = useProfiles((state) => state.rows)
  const view = useApp((state) => state.view)
  const [query, setQuery] = useState('')
  const actions = useMemo(() => listActions(connection, rows ?? [], view, t), [connection, rows, view, t])
  const found = useMemo(() => findActions(actions, query), [actions, query])
  useEffect(() => door.open(), [])
  return (
    <Spotlight.Root
      store={store}
      query={query}
      onQueryChange={setQuery}
      onSpotlightClose={onClose}
      shortcut={null}
      centered={false}
      yOffset={112}
      overlayProps={{ blur: 0 }}
      size={660}
      attributes={{ content: { 'aria-label': t('shell.palette.name') } }}
      classNames={{ content: 'pal-content' }}
    >
      <Spotlight.Search
        placeholder={t('shell.command')}
        aria-label={t('shell.command')}
        leftSection={<IconSearch size={19} stroke={1.75} aria-hidden="true" />}
        rightSection={<Chip tone="line">{t('shell.palette.results', { n: found.length })}</Chip>}
        rightSectionWidth={110}
      />
      <Spotlight.ActionsList className="pal-list" {...reachable}>
        {groups.map((group) => (
          <Group key={group} group={group} found={found} query={query} />
        ))}
        {found.length === 0 && <Spotlight.Empty>{t('shell.palette.nothing')}</Spotlight.Empty>}
      </Spotlight.ActionsList>
      <Foot />
    </Spotlight.Root>
  )
}
