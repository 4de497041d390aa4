/** A point of the picture, in pixels from the top left of the pair of panes. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** How far the curve's handles reach past the middle of the gutter (ui.md, section 9). */
const overreach = 6

/** The curve of a wire: it leaves and arrives level. */
export function buildWirePath(from: Point, to: Point): string {
  const middle = (from.x + to.x) / 2
  return `M${from.x} ${from.y}C${middle + overreach} ${from.y} ${middle - overreach} ${to.y} ${to.x} ${to.y}`
}

/** Keeps the end of a wire at the edge of its pane when what it belongs to is scrolled out of sight. */
export function dock(y: number, top: number, bottom: number): number {
  return Math.max(top, Math.min(bottom, y))
}
