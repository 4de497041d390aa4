import { describe, expect, test } from 'vitest'
import { placeContradiction, placeEndLabel } from '../../../../../renderer/views/tokens/lifetimes/place-label.ts'

describe('the words of an end', () => {
  test('stand before it where the picture ends', () => {
    expect(placeEndLabel(980, 70, 1000)).toEqual({ fits: false, span: { from: 898, to: 980 } })
  })

  test('stand behind it where there is room', () => {
    expect(placeEndLabel(400, 70, 1000).fits).toBe(true)
  })
})

describe('the words of a contradiction', () => {
  const far = { from: 900, to: 980 }

  test('are left out where both sides are taken', () => {
    expect(placeContradiction(60, 150, 1000, { from: 70, to: 200 })).toBe('none')
  })

  test('stand on the left where they would cover the words of the end', () => {
    expect(placeContradiction(400, 150, 1000, { from: 450, to: 560 })).toBe('left')
  })

  test('stand on the left where the picture ends', () => {
    expect(placeContradiction(950, 150, 1000, { from: 100, to: 200 })).toBe('left')
  })

  test('stand on the right where there is room', () => {
    expect(placeContradiction(400, 150, 1000, far)).toBe('right')
  })
})
