import { expect, test } from 'vitest'
import { createPracticeLedger } from '../../../electron/host/practice/practice-ledger.ts'

test('does not recall what it was not told', () => {
  expect(createPracticeLedger().recall('a')).toBeUndefined()
})

test('forgets the oldest beyond its limit, counting a repeated one as new', () => {
  const ledger = createPracticeLedger(2)
  ledger.remember('a')
  ledger.remember('b')
  ledger.remember('a', 'again')
  ledger.remember('c')
  expect([ledger.recall('a'), ledger.recall('b'), ledger.recall('c')]).toEqual(['again', undefined, ''])
})
