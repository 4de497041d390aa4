/** One line of the table. Nothing here fails a run: a target that is missed is shown as missed. */
export interface Figure {
  readonly name: string
  readonly value: number
  /** `x` is a ratio of two medians of this run. */
  readonly unit: 'ms' | 'x' | 'MB' | 'KB' | '%' | 'count'
  /** The most it may be. */
  readonly target?: number
  /** How it was taken, in a few words. */
  readonly note?: string
}

/** A chapter of the table. */
export interface Measurement {
  /** What it is called on the command line. */
  readonly name: string
  readonly title: string
  take(): Promise<readonly Figure[]>
}

const decimals: Readonly<Record<Figure['unit'], number>> = { ms: 2, x: 2, MB: 1, KB: 1, '%': 2, count: 0 }

/** The value as the table shows it. */
export function writeValue({ value, unit }: Figure): string {
  return `${value.toFixed(decimals[unit])}${unit === 'count' ? '' : ` ${unit}`}`
}

/** The target as the table shows it. */
export function writeTarget({ value, unit, target }: Figure): string {
  if (target === undefined) return ''
  return `<= ${target}${unit === 'count' ? '' : ` ${unit}`} ${value <= target ? 'met' : 'MISSED'}`
}
