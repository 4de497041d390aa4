import type { EpochMs } from '../../../../shared/lib/units.ts'

export const axisKinds = ['logarithmic', 'linear'] as const
export type AxisKind = (typeof axisKinds)[number]

/** Units of a tick's label; a week and a day have words of their own. */
export type TickUnit = 'minutes' | 'hours' | 'days' | 'weeks' | 'years'

/** One mark of the axis: how far from now it lies, and where, as a share of the width. */
export interface Tick {
  readonly amount: number
  readonly unit: TickUnit
  readonly past: boolean
  readonly share: number
}

/** Places moments on the picture's width; 0 is its left edge, 1 its right one. What lies outside is put at the edge. */
export interface Axis {
  readonly kind: AxisKind
  readonly now: number
  readonly ticks: readonly Tick[]
  readonly place: (at: EpochMs) => number
}

const minuteMs = 60_000
const unitMinutes: Readonly<Record<TickUnit, number>> = {
  minutes: 1,
  hours: 60,
  days: 1440,
  weeks: 10_080,
  years: 525_960,
}

const clamp = (share: number): number => Math.max(0, Math.min(1, share))

/** sign(m) * log10(1 + |m|), m in minutes from now (ui specification, section 10). */
const stretch = (minutes: number): number => Math.sign(minutes) * Math.log10(1 + Math.abs(minutes))

const logLeft = stretch(-10)
/** Beyond 180 days there is room for the label of what ends there. */
const logRight = 6.25
/** A tick nearer than this to the right edge would have its label cut. */
const lastTick = 0.93

const logTicks: readonly (readonly [number, TickUnit])[] = [
  [-5, 'minutes'],
  [3, 'minutes'],
  [10, 'minutes'],
  [1, 'hours'],
  [6, 'hours'],
  [1, 'days'],
  [1, 'weeks'],
  [30, 'days'],
  [180, 'days'],
  [2, 'years'],
  [10, 'years'],
  [100, 'years'],
]

function buildLogarithmic(last: number, now: EpochMs): Axis {
  const right = Math.max(logRight, stretch((last - now) / minuteMs) * 1.13)
  const share = (minutes: number): number => (stretch(minutes) - logLeft) / (right - logLeft)
  const ticks = logTicks
    .map(([amount, unit]) => ({
      amount: Math.abs(amount),
      unit,
      past: amount < 0,
      share: share(amount * unitMinutes[unit]),
    }))
    .filter((tick) => tick.share < lastTick)
  return { kind: 'logarithmic', now: share(0), ticks, place: (at) => clamp(share((at - now) / minuteMs)) }
}

const linearSteps: readonly (readonly [number, TickUnit])[] = [
  [1, 'minutes'],
  [5, 'minutes'],
  [15, 'minutes'],
  [30, 'minutes'],
  [1, 'hours'],
  [3, 'hours'],
  [6, 'hours'],
  [12, 'hours'],
  [1, 'days'],
  [2, 'days'],
  [1, 'weeks'],
  [30, 'days'],
  [90, 'days'],
  [180, 'days'],
  [1, 'years'],
  [2, 'years'],
  [10, 'years'],
  [50, 'years'],
]
const mostSteps = 9

function buildLinear(first: number, last: number, now: EpochMs): Axis {
  const from = Math.min(first, now)
  const span = Math.max(Math.max(last, now) - from, 5 * minuteMs)
  // Free space: a little on the left, and on the right what a label takes.
  const start = from - span * 0.03
  const width = span * 1.2
  const share = (at: number): number => (at - start) / width
  const coarsest: readonly [number, TickUnit] = [100, 'years']
  const [amount, unit] =
    linearSteps.find(([n, of]) => width / (n * unitMinutes[of] * minuteMs) <= mostSteps) ?? coarsest
  const stepMs = amount * unitMinutes[unit] * minuteMs
  const ticks: Tick[] = []
  for (let n = Math.ceil((start - now) / stepMs); now + n * stepMs < start + width * lastTick; n++)
    if (n !== 0) ticks.push({ amount: Math.abs(n * amount), unit, past: n < 0, share: share(now + n * stepMs) })
  return { kind: 'linear', now: clamp(share(now)), ticks, place: (at) => clamp(share(at)) }
}

/**
 * Builds the axis for tokens whose first moment is `first` and whose last is `last`. The logarithmic one starts ten
 * minutes ago whatever the tokens are, so that it looks the same from token to token.
 */
export function buildAxis(kind: AxisKind, first: EpochMs, last: EpochMs, now: EpochMs): Axis {
  return kind === 'linear' ? buildLinear(first, last, now) : buildLogarithmic(last, now)
}

/** A stretch of the width that something already takes, in pixels. */
interface Taken {
  readonly from: number
  readonly to: number
}

const around = (share: number, width: number, size: number): Taken => ({
  from: share * width - size / 2,
  to: share * width + size / 2,
})

/**
 * The ticks whose labels have room beside the label of now, those further left first. `measure` gives the width of a
 * label in pixels.
 */
export function listReadableTicks(
  axis: Axis,
  width: number,
  nowSize: number,
  measure: (tick: Tick) => number,
): readonly Tick[] {
  const taken: Taken[] = [around(axis.now, width, nowSize)]
  return axis.ticks.filter((tick) => {
    const label = around(tick.share, width, measure(tick) + 8)
    if (label.from < -8 || label.to > width + 8) return false
    if (taken.some((one) => one.from < label.to && label.from < one.to)) return false
    taken.push(label)
    return true
  })
}
