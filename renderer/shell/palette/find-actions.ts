import type { PaletteAction } from './list-actions.ts'

const mostShown = 30

/** The actions that have every word that was typed; those whose label begins with one come first. */
export function findActions(actions: readonly PaletteAction[], query: string): readonly PaletteAction[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  const text = (action: PaletteAction): string => `${action.label} ${action.detail}`.toLowerCase()
  const begins = (action: PaletteAction): number =>
    words.some((word) => action.label.toLowerCase().startsWith(word)) ? 0 : 1
  return actions
    .filter((action) => words.length > 0 || !action.quiet)
    .filter((action) => words.every((word) => text(action).includes(word)))
    .toSorted((one, other) => begins(one) - begins(other))
    .slice(0, mostShown)
}

/** A text in pieces, those that were typed marked. */
export function markWords(text: string, query: string): readonly { readonly text: string; readonly marked: boolean }[] {
  const words = query.split(/\s+/).filter(Boolean)
  if (words.length === 0) return [{ text, marked: false }]
  const pattern = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')
  return text
    .split(new RegExp(`(${pattern})`, 'i'))
    .map((piece, index) => ({ text: piece, marked: index % 2 === 1 }))
    .filter((piece) => piece.text !== '')
}
