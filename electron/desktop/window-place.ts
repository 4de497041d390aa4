import type { Rectangle } from 'electron'
import { z } from 'zod'

/** The smallest window that the interface is drawn for (ui specification), and the one that a newcomer sees. */
export const smallest = { width: 960, height: 640 } as const
export const usual = { width: 1440, height: 900 } as const

const whole = z.number().int()

/** Where the window was: its bounds while it was neither maximized nor minimized. */
export const windowPlaceSchema = z.strictObject({
  bounds: z.strictObject({ x: whole, y: whole, width: whole.min(1), height: whole.min(1) }),
  maximized: z.boolean(),
})
export type WindowPlace = Readonly<z.output<typeof windowPlaceSchema>>

/** Enough of the title bar to take hold of. */
const grip = { width: 100, height: 40 } as const

/** How far two stretches overlap; negative when there is a gap. */
function overlap(start: number, length: number, otherStart: number, otherLength: number): number {
  return Math.min(start + length, otherStart + otherLength) - Math.max(start, otherStart)
}

function isReachable(bounds: Rectangle, area: Rectangle): boolean {
  const acrossEnough = overlap(bounds.x, bounds.width, area.x, area.width) >= grip.width
  return acrossEnough && overlap(bounds.y, grip.height, area.y, area.height) >= grip.height
}

/**
 * The bounds for a new window: as they were, never smaller than the interface allows. A position on a display that is
 * gone is left to the system. `areas` are the work areas of the displays.
 */
export function buildWindowBounds(place: WindowPlace | null, areas: readonly Rectangle[]): Partial<Rectangle> {
  if (place === null) return { ...usual }
  const { x, y } = place.bounds
  const width = Math.max(place.bounds.width, smallest.width)
  const height = Math.max(place.bounds.height, smallest.height)
  return areas.some((area) => isReachable(place.bounds, area)) ? { x, y, width, height } : { width, height }
}
