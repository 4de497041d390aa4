import { describe, expect, test } from 'vitest'
import { buildPracticePath, readPracticePath } from '../../../electron/host/practice/practice-accounts.ts'
import { practiceFaultsOf, practiceProviders, practiceShapes } from '../../../shared/dialects/practice-choices.ts'

describe('readPracticePath', () => {
  test.each([
    '',
    'nobody',
    'maxkey.imagined',
    'maxkey.real.imagined',
    'maxkey.real.none.more',
    'maxkey.slow',
    'MAXKEY',
  ])('plays nothing at "%s"', (segment) => {
    expect(readPracticePath(segment)).toBeUndefined()
  })

  test('plays a fault only where it means something', () => {
    expect(readPracticePath('xt.real.location_tokens')).toBeUndefined()
    expect(readPracticePath('tkeel.real.wrong_state')).toBeUndefined()
  })

  test('reads back every path that can be built', () => {
    for (const provider of practiceProviders)
      for (const shape of practiceShapes)
        for (const fault of practiceFaultsOf(provider))
          expect(readPracticePath(buildPracticePath(provider, shape, fault))).toEqual({ provider, shape, fault })
  })
})

test('says no more in a path than is needed', () => {
  expect(buildPracticePath('maxkey')).toBe('maxkey')
  expect(buildPracticePath('maxkey', 'documented')).toBe('maxkey.documented')
  expect(buildPracticePath('maxkey', 'real', 'slow')).toBe('maxkey.real.slow')
})
