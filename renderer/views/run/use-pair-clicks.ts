import { type RefObject, useEffect, useRef } from 'react'

/** What a click in the pair of panes may hit. */
export interface PairClicks {
  readonly onLine: (key: string) => void
  readonly onRow: (id: string) => void
}

/**
 * Follows clicks on raw lines and on rows, for the pointer only: the keyboard has the list of rows. A click on a control
 * inside a line, or one that ends a selection of text, is none.
 */
export function usePairClicks(pair: RefObject<HTMLElement | null>, clicks: PairClicks): void {
  const latest = useRef(clicks)
  useEffect(() => {
    latest.current = clicks
  })
  useEffect(() => {
    const element = pair.current
    if (element === null) return
    const follow = (event: MouseEvent): void => {
      if (!(event.target instanceof Element) || event.target.closest('button, a, input') !== null) return
      if (document.getSelection()?.isCollapsed === false) return
      const row = event.target.closest<HTMLElement>('[data-row]')?.dataset.row
      const line = event.target.closest<HTMLElement>('[data-line]')?.dataset.line
      if (row !== undefined) latest.current.onRow(row)
      else if (line !== undefined) latest.current.onLine(line)
    }
    element.addEventListener('click', follow)
    return () => element.removeEventListener('click', follow)
  }, [pair])
}
