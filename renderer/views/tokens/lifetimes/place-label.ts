/** A stretch of the picture in pixels. */
export interface Span {
  readonly from: number
  readonly to: number
}

const overlap = (one: Span, other: Span): boolean => one.from < other.to && other.from < one.to

/** What stands at the end of a bar: behind it, or before it where there is no room. */
export function placeEndLabel(
  end: number,
  size: number,
  width: number,
): { readonly fits: boolean; readonly span: Span } {
  const fits = end + size + 12 <= width
  return { fits, span: fits ? { from: end, to: end + size + 12 } : { from: end - size - 12, to: end } }
}

/**
 * On which side of its diamond the words of a contradicted reading stand, so that they cover neither the words of the end
 * nor the edge; `none` when neither side has room, and the diamond stands alone.
 */
export function placeContradiction(at: number, size: number, width: number, taken: Span): 'right' | 'left' | 'none' {
  const right = { from: at - 6, to: at + size + 24 }
  if (right.to <= width && !overlap(right, taken)) return 'right'
  const left = { from: at - size - 24, to: at + 6 }
  return left.from >= 0 && !overlap(left, taken) ? 'left' : 'none'
}
