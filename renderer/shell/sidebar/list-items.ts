import type { ProfileRow } from '../../../shared/contract/records.ts'

/** One line of the sidebar: a group's head or a profile in it. `place` and `size` count within the group. */
export type SidebarItem =
  | { readonly kind: 'group'; readonly name: string; readonly count: number; readonly folded: boolean }
  | { readonly kind: 'row'; readonly row: ProfileRow; readonly place: number; readonly size: number }

const searched = new WeakMap<ProfileRow, string>()

/** What a row is found by; made once per row, because every keystroke looks at all of them. */
function readSearchedText(row: ProfileRow): string {
  const known = searched.get(row)
  if (known !== undefined) return known
  const text = `${row.name}\n${row.group}\n${row.id}`.toLowerCase()
  searched.set(row, text)
  return text
}

/** The rows whose name, group or id has every word that was typed. */
export function filterRows(rows: readonly ProfileRow[], filter: string): readonly ProfileRow[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return rows
  return rows.filter((row) => words.every((word) => readSearchedText(row).includes(word)))
}

/** The lines of the sidebar, group by group in the order in which the groups first occur. A filter unfolds them all. */
export function buildItems(
  rows: readonly ProfileRow[],
  filter: string,
  folded: ReadonlySet<string>,
): readonly SidebarItem[] {
  const groups = new Map<string, ProfileRow[]>()
  for (const row of filterRows(rows, filter)) {
    const group = groups.get(row.group)
    if (group === undefined) groups.set(row.group, [row])
    else group.push(row)
  }
  return [...groups].flatMap(([name, members]): readonly SidebarItem[] => {
    const isFolded = filter.trim() === '' && folded.has(name)
    const head: SidebarItem = { kind: 'group', name, count: members.length, folded: isFolded }
    if (isFolded) return [head]
    return [
      head,
      ...members.map((row, index): SidebarItem => ({ kind: 'row', row, place: index + 1, size: members.length })),
    ]
  })
}
