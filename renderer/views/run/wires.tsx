import { type ReactNode, type RefObject, useCallback, useEffect, useState } from 'react'
import type { WireKind } from './reading-row.ts'
import type { WireEnds } from './wire-links.ts'
import { buildWirePath, dock, type Point } from './wire-path.ts'

interface DrawnWire {
  readonly id: string
  readonly from: Point
  readonly to: Point
  readonly classes: string
  /** What is drawn later lies above. */
  readonly rank: number
}

/** Above this many rows only the selected wire is drawn. */
const mostRows = 12
const dotRadius = 3

/** The middle of an element in the picture, kept inside the pane it scrolls in. */
function readMiddle(element: Element, pane: DOMRect, box: DOMRect): number {
  const own = element.getBoundingClientRect()
  const inset = dotRadius + 1
  return dock((own.top + own.bottom) / 2 - box.top, pane.top - box.top + inset, pane.bottom - box.top - inset)
}

function readClasses(kind: WireKind, isSelected: boolean): string {
  const ofKind = { sent: '', computed: ' dash', refused: ' bad', quiet: '' }[kind]
  return `${isSelected ? ' sel' : ''}${ofKind}`
}

function measure(pair: HTMLElement, wires: readonly WireEnds[], selected: string | null): readonly DrawnWire[] {
  const left = pair.querySelector('.raw')
  const right = pair.querySelector('.list')
  if (left === null || right === null) return []
  const box = pair.getBoundingClientRect()
  const [leftPane, rightPane] = [left.getBoundingClientRect(), right.getBoundingClientRect()]
  return wires.flatMap((wire) => {
    const line = left.querySelector(`[data-line="${CSS.escape(wire.line)}"]`)
    const row = right.querySelector(`[data-row="${CSS.escape(wire.row)}"]`)
    if (line === null || row === null) return []
    const isSelected = wire.row === selected
    const from = { x: leftPane.right - box.left, y: readMiddle(line, leftPane, box) }
    const to = { x: rightPane.left - box.left, y: readMiddle(row, rightPane, box) }
    const rank = (wire.kind === 'refused' ? 1 : 0) + (isSelected ? 2 : 0)
    return [{ id: wire.id, from, to, classes: readClasses(wire.kind, isSelected), rank }]
  })
}

/** Draws again after `draw` changed, the pair or a pane changed its size, or something in it was scrolled. */
function useRedraw(pair: RefObject<HTMLElement | null>, draw: () => void): void {
  // The pair is a parent: its ref is there only after the layout effects of its children.
  useEffect(() => {
    const element = pair.current
    if (element === null) return
    let frame = 0
    const plan = (): void => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(draw)
    }
    draw()
    const sizes = new ResizeObserver(plan)
    for (const one of [element, ...element.querySelectorAll('.raw, .list')]) sizes.observe(one)
    element.addEventListener('scroll', plan, { capture: true, passive: true })
    return () => {
      cancelAnimationFrame(frame)
      sizes.disconnect()
      element.removeEventListener('scroll', plan, { capture: true })
    }
  }, [pair, draw])
}

/**
 * The curves from raw lines to the rows that were read from them. A picture only: every row says in words where it
 * comes from, so it is hidden from assistive technology.
 */
export function Wires({
  pair,
  wires,
  selected,
  rowCount,
}: {
  readonly pair: RefObject<HTMLElement | null>
  readonly wires: readonly WireEnds[]
  readonly selected: string | null
  readonly rowCount: number
}): ReactNode {
  const [drawn, setDrawn] = useState<readonly DrawnWire[]>([])
  const draw = useCallback(() => {
    if (pair.current === null) return
    const few = rowCount <= mostRows
    const wanted = wires.filter((wire) => wire.row === selected || (few && wire.kind !== 'quiet'))
    setDrawn(measure(pair.current, wanted, selected).toSorted((one, other) => one.rank - other.rank))
  }, [pair, wires, selected, rowCount])
  useRedraw(pair, draw)
  return (
    <svg className="wires" aria-hidden="true">
      {drawn.map(({ id, from, to, classes }) => (
        <g key={id}>
          <path className={`wire${classes}`} d={buildWirePath(from, to)} />
          <circle className={`wdot${classes}`} cx={from.x} cy={from.y} r={dotRadius} />
          <circle className={`wdot${classes}`} cx={to.x} cy={to.y} r={dotRadius} />
        </g>
      ))}
    </svg>
  )
}
