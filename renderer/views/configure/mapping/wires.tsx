import { type ReactNode, type RefObject, useLayoutEffect, useState } from 'react'

/** A line from a value of the sample to the meaning that is read from it. */
export interface Wire {
  readonly from: string
  readonly to: string
  /** Not taken as it is sent, but computed (a time). */
  readonly isComputed: boolean
  readonly isSelected: boolean
}

interface DrawnWire extends Wire {
  readonly start: readonly [x: number, y: number]
  readonly end: readonly [x: number, y: number]
}

/** A line whose value is scrolled out of sight docks at the edge of its pane. */
function readMiddle(element: Element, frame: DOMRect, pane: DOMRect): number {
  const box = element.getBoundingClientRect()
  return Math.max(pane.top, Math.min(pane.bottom, (box.top + box.bottom) / 2)) - frame.top
}

function measure(container: HTMLElement, wires: readonly Wire[]): readonly DrawnWire[] {
  const frame = container.getBoundingClientRect()
  const [left, right] = [container.querySelector('.raw'), container.querySelector('.list')]
  if (left === null || right === null) return []
  const [leftBox, rightBox] = [left.getBoundingClientRect(), right.getBoundingClientRect()]
  return wires.flatMap((wire) => {
    const from = left.querySelector(`[data-path="${CSS.escape(wire.from)}"]`)
    const to = right.querySelector(`[data-meaning="${CSS.escape(wire.to)}"]`)
    if (from === null || to === null) return []
    const start = [leftBox.right - frame.left, readMiddle(from, frame, leftBox)] as const
    const end = [rightBox.left - frame.left, readMiddle(to, frame, rightBox)] as const
    return [{ ...wire, start, end }]
  })
}

function buildPath({ start: [x1, y1], end: [x2, y2] }: DrawnWire): string {
  const middle = (x1 + x2) / 2
  return `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`
}

/** The curves between the two panes. They repeat what the rows say in words, so nobody has to hear them. */
export function Wires({
  container,
  wires,
}: {
  readonly container: RefObject<HTMLElement | null>
  readonly wires: readonly Wire[]
}): ReactNode {
  const [drawn, setDrawn] = useState<readonly DrawnWire[]>([])
  const key = JSON.stringify(wires)
  useLayoutEffect(() => {
    const element = container.current
    if (element === null) return
    const draw = (): void => setDrawn(measure(element, JSON.parse(key)))
    draw()
    const observer = new ResizeObserver(draw)
    observer.observe(element)
    element.addEventListener('scroll', draw, true)
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', draw, true)
    }
  }, [container, key])
  return (
    <svg className="wires" aria-hidden="true">
      {drawn.map((wire) => {
        const state = wire.isSelected ? ' sel' : ''
        return (
          <g key={`${wire.from} ${wire.to}`}>
            <path className={`wire${wire.isComputed ? ' dash' : ''}${state}`} d={buildPath(wire)} />
            <circle className={`wdot${state}`} cx={wire.start[0]} cy={wire.start[1]} r="3" />
            <circle className={`wdot${state}`} cx={wire.end[0]} cy={wire.end[1]} r="3" />
          </g>
        )
      })}
    </svg>
  )
}
