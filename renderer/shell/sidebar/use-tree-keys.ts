import type { Virtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useState } from 'react'
import type { SidebarItem } from './list-items.ts'

interface TreeActions {
  readonly open: (id: string) => void
  readonly fold: (group: string, folded: boolean) => void
}

/** How far a key moves; far enough reaches the first or the last line. */
const moves: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  j: 1,
  ArrowUp: -1,
  k: -1,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
}

const key = (item: SidebarItem): string => (item.kind === 'group' ? `group ${item.name}` : `row ${item.row.id}`)

/**
 * Keys of the list (WAI-ARIA tree pattern): the list keeps the focus and names its active line, so that lines may come
 * and go while it is scrolled.
 */
export function useTreeKeys(
  items: readonly SidebarItem[],
  openId: string | null,
  virtualizer: Virtualizer<HTMLDivElement, Element>,
  actions: TreeActions,
): { readonly active: number; readonly onKeyDown: (event: KeyboardEvent) => void } {
  const [activeKey, setActiveKey] = useState<string | null>(null)
  const found = items.findIndex((item) => key(item) === (activeKey ?? `row ${openId}`))
  const active = found === -1 ? Math.min(1, items.length - 1) : found

  const move = (to: number): void => {
    const next = items[Math.max(0, Math.min(items.length - 1, to))]
    if (next === undefined) return
    setActiveKey(key(next))
    virtualizer.scrollToIndex(items.indexOf(next))
  }
  const choose = (item: SidebarItem): void => {
    if (item.kind === 'row') actions.open(item.row.id)
    else actions.fold(item.name, !item.folded)
  }
  const foldTo = (item: SidebarItem, folded: boolean): void => {
    if (item.kind === 'group') actions.fold(item.name, folded)
  }
  const press = (pressed: string, item: SidebarItem): boolean => {
    if (pressed in moves) move(active + (moves[pressed] ?? 0))
    else if (pressed === 'Enter' || pressed === ' ') choose(item)
    else if (pressed === 'ArrowLeft' || pressed === 'ArrowRight') foldTo(item, pressed === 'ArrowLeft')
    else return false
    return true
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const item = items[active]
    if (event.ctrlKey || event.metaKey || event.altKey || item === undefined) return
    if (press(event.key, item)) event.preventDefault()
  }
  return { active, onKeyDown }
}
