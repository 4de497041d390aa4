import { describe, expect, test } from 'vitest'
import { buildAxis, listReadableTicks } from '../../../../../renderer/views/tokens/lifetimes/lifetime-axis.ts'
import { later, now } from '../expiry-of.ts'

const day = 86_400
const logarithmic = buildAxis('logarithmic', later(-60), later(180 * day), now)
const percent = (share: number) => Number((share * 100).toFixed(2))

describe('the logarithmic axis', () => {
  test('puts what lies before its left edge on the edge', () => {
    expect(logarithmic.place(later(-40 * day))).toBe(0)
  })

  test('puts what lies behind its right edge on the edge', () => {
    expect(logarithmic.place(later(400_000 * day))).toBe(1)
  })

  // The reference page 02-tokens has these places.
  test.each([
    [-5 * 60, 3.61],
    [0, 14.28],
    [180, 22.54],
    [3600, 38.77],
    [day, 57.6],
    [180 * day, 88.53],
  ])('draws %s seconds from now at %s percent', (seconds, place) => {
    expect(percent(logarithmic.place(later(seconds)))).toBeCloseTo(place, 1)
  })

  test('looks the same for an hour as for half a year, so that one learns to read it', () => {
    const short = buildAxis('logarithmic', later(-60), later(3600), now)
    expect(short.ticks).toEqual(logarithmic.ticks)
  })

  test('grows for a token that lives a hundred years, and leaves room for its label', () => {
    const long = buildAxis('logarithmic', now, later(100 * 365 * day), now)
    expect(long.place(later(100 * 365 * day))).toBeLessThan(0.95)
    expect(long.ticks.some(({ unit }) => unit === 'years')).toBe(true)
  })
})

describe('the linear axis', () => {
  test('does not fail when everything happens in one moment', () => {
    const axis = buildAxis('linear', now, now, now)
    expect(axis.place(now)).toBeGreaterThanOrEqual(0)
    expect(axis.ticks.length).toBeLessThan(10)
  })

  test('has now in it when every token ended long ago', () => {
    const axis = buildAxis('linear', later(-9 * day), later(-8 * day), now)
    expect(axis.now).toBeGreaterThan(axis.place(later(-8 * day)))
    expect(axis.now).toBeLessThan(1)
  })

  test('draws every minute equally wide', () => {
    const axis = buildAxis('linear', now, later(7200), now)
    const [first, second, third] = [0, 3600, 7200].map((seconds) => axis.place(later(seconds)))
    expect((second ?? 0) - (first ?? 0)).toBeCloseTo((third ?? 0) - (second ?? 0), 6)
  })

  test.each([60, 3600, day, 30 * day, 3650 * day, 400 * 365 * day])(
    'has a readable number of ticks for %s seconds',
    (length) => {
      const { ticks } = buildAxis('linear', now, later(length), now)
      expect(ticks.length).toBeGreaterThan(0)
      expect(ticks.length).toBeLessThan(11)
    },
  )
})

describe('the labels of the ticks', () => {
  test('leave out what would lie under the label of now', () => {
    const names = listReadableTicks(logarithmic, 300, 80, () => 40).map(({ amount, unit }) => `${amount} ${unit}`)
    expect(names).not.toContain('3 minutes')
    expect(names).toContain('1 hours')
  })

  test('are all there where there is room', () => {
    expect(listReadableTicks(logarithmic, 2000, 80, () => 40)).toEqual(logarithmic.ticks)
  })
})
