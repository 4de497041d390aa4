import { useEffect } from 'react'
import type { ExchangeRow } from '../../../shared/flow/exchange.ts'
import { readNextRun } from './history-rows.ts'

/** Where keys belong to somebody else; the drawer with the run itself is a part of this view. */
const elsewhere = 'input, select, textarea, [role="dialog"]:not(:has(.hdet))'

/** Moves through the runs with the arrows, J and K, unless the person types or something lies above the view. */
export function useRunKeys(rows: readonly ExchangeRow[], chosen: string | null, onChoose: (id: string) => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
      const { target } = event
      if (target instanceof Element && target.closest(elsewhere) !== null) return
      const next = readNextRun(event.key, rows, chosen)
      if (next === null) return
      event.preventDefault()
      onChoose(next)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [rows, chosen, onChoose])
}
