import { describe, expect, test } from 'vitest'
import { buildWindowBounds, usual, windowPlaceSchema } from '../../electron/desktop/window-place.ts'

const display = { x: 0, y: 0, width: 1920, height: 1040 }
const second = { x: 1920, y: 0, width: 1280, height: 1000 }
const at = (x: number, y: number, width = 1200, height = 800) => ({ bounds: { x, y, width, height }, maximized: false })

describe('the place of the window', () => {
  test.each([
    ['nothing', null],
    ['a fraction', { bounds: { x: 0.5, y: 0, width: 10, height: 10 }, maximized: false }],
    ['no height', { bounds: { x: 0, y: 0, width: 10, height: 0 }, maximized: false }],
    ['a foreign member', { ...at(0, 0), other: 1 }],
  ])('is not read from %s', (_name, value) => {
    expect(windowPlaceSchema.safeParse(value).success).toBe(false)
  })

  test.each([
    ['on a display that is gone', at(2400, 100)],
    ['with its title bar above the screen', at(100, -200)],
    ['with too little of it on the screen', at(1850, 100)],
  ])('keeps only the size %s', (_name, place) => {
    expect(buildWindowBounds(place, [display])).toEqual({ width: 1200, height: 800 })
  })

  test('never gets smaller than the interface', () => {
    expect(buildWindowBounds(at(10, 20, 300, 200), [display])).toEqual({ x: 10, y: 20, width: 960, height: 640 })
  })

  test('is as it was on any of the displays', () => {
    expect(buildWindowBounds(at(2400, 100), [display, second])).toEqual({ x: 2400, y: 100, width: 1200, height: 800 })
  })

  test('is the usual size at first', () => {
    expect(buildWindowBounds(null, [display])).toEqual(usual)
  })
})
