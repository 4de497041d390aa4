import { type RefObject, useMemo, useState } from 'react'
import type { ResponseLine } from './response-lines.ts'
import { findLines } from './response-search.ts'

/** The state of looking for text in a raw answer. `text` is `null` while nobody looks. */
export interface ResponseSearch {
  readonly text: string | null
  readonly found: readonly string[]
  readonly at: number
  readonly set: (text: string | null) => void
  readonly next: () => void
}

/** Looks for text in the rows of a body and brings each place into sight. */
export function useResponseSearch(lines: readonly ResponseLine[], pair: RefObject<HTMLElement | null>): ResponseSearch {
  const [text, setText] = useState<string | null>(null)
  const [at, setAt] = useState(0)
  const found = useMemo(() => findLines(lines, text ?? ''), [lines, text])
  const show = (keys: readonly string[], index: number): void => {
    setAt(index)
    const key = keys[index]
    if (key === undefined) return
    pair.current?.querySelector(`[data-line="${CSS.escape(key)}"]`)?.scrollIntoView({ block: 'nearest' })
  }
  return {
    text,
    found,
    at,
    set: (next) => {
      setText(next)
      show(findLines(lines, next ?? ''), 0)
    },
    next: () => show(found, found.length === 0 ? 0 : (at + 1) % found.length),
  }
}
