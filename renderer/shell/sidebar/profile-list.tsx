import { useMediaQuery } from '@mantine/hooks'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type MouseEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { showView, useApp } from '../../stores/app-store.ts'
import { useProfiles } from '../../stores/profile-store.ts'
import { buildItems, type SidebarItem } from './list-items.ts'
import { ProfileRowContent } from './profile-row.tsx'
import { useTreeKeys } from './use-tree-keys.ts'

const wide = { group: 36, row: 32 }
const narrow = { group: 13, row: 49 }

function GroupHead({ item }: { readonly item: Extract<SidebarItem, { kind: 'group' }> }): ReactNode {
  const { t } = useTranslation()
  const Icon = item.folded ? IconChevronRight : IconChevronDown
  const name = item.name === 'Practice' ? t('shell.practiceGroup') : item.name || t('shell.ungrouped')
  return (
    <span className="sgroup" title={name}>
      <Icon size={12} stroke={1.75} aria-hidden="true" />
      <span>{name}</span>
      <span className="cnt">{item.count}</span>
    </span>
  )
}

const noRows: readonly [] = []

/** The profiles, group by group. Only the lines in sight exist, so a thousand cost as much as thirty. */
export function ProfileList(): ReactNode {
  const { t } = useTranslation()
  const rows = useProfiles((state) => state.rows) ?? noRows
  const filter = useProfiles((state) => state.filter)
  const openId = useApp((state) => (state.view.kind === 'profile' ? state.view.id : null))
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  const items = useMemo(() => buildItems(rows, filter, folded), [rows, filter, folded])
  const heights = useMediaQuery('(max-width: 1180px)') === true ? narrow : wide
  const scroller = useRef<HTMLDivElement>(null)
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => heights[items[index]?.kind ?? 'row'],
    overscan: 8,
  })
  useEffect(() => {
    if (heights.row > 0) virtualizer.measure()
  }, [heights, virtualizer])
  const open = (id: string): void => showView({ kind: 'profile', id, tab: 'run' })
  const fold = (group: string, isFolded: boolean): void =>
    setFolded((before) => new Set(isFolded ? [...before, group] : [...before].filter((one) => one !== group)))
  const { active, onKeyDown } = useTreeKeys(items, openId, virtualizer, { open, fold })
  const onClick = (event: MouseEvent): void => {
    const line = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-index]') : null
    const item = items[Number(line?.dataset.index ?? -1)]
    if (item?.kind === 'row') open(item.row.id)
    if (item?.kind === 'group') fold(item.name, !item.folded)
  }
  return (
    <div className="slist" ref={scroller}>
      <div
        role="tree"
        tabIndex={0}
        className="stree"
        aria-label={t('shell.profiles')}
        aria-activedescendant={items.length > 0 ? `line-${active}` : undefined}
        onKeyDown={onKeyDown}
        onClick={onClick}
        style={{ height: virtualizer.getTotalSize() }}
      >
        {virtualizer.getVirtualItems().map(({ index, start, size }) => {
          const item = items[index]
          if (item === undefined) return null
          return (
            <SidebarLine
              key={item.kind === 'group' ? `group ${item.name}` : item.row.id}
              item={item}
              index={index}
              isActive={index === active}
              openId={openId}
              top={start}
              height={size}
            />
          )
        })}
      </div>
    </div>
  )
}

interface SidebarLineProps {
  readonly item: SidebarItem
  readonly index: number
  readonly isActive: boolean
  readonly openId: string | null
  readonly top: number
  readonly height: number
}

function SidebarLine({ item, index, isActive, openId, top, height }: SidebarLineProps): ReactNode {
  const isOpen = item.kind === 'row' && item.row.id === openId
  const state =
    item.kind === 'group'
      ? { 'aria-level': 1, 'aria-expanded': !item.folded }
      : { 'aria-level': 2, 'aria-posinset': item.place, 'aria-setsize': item.size, 'aria-selected': isOpen }
  return (
    <div
      role="treeitem"
      id={`line-${index}`}
      className={isActive ? 'sline active' : 'sline'}
      style={{ transform: `translateY(${top}px)`, height }}
      tabIndex={-1}
      data-index={index}
      {...state}
    >
      {item.kind === 'group' ? <GroupHead item={item} /> : <ProfileRowContent row={item.row} isOpen={isOpen} />}
    </div>
  )
}
