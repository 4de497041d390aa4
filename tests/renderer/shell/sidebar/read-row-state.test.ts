import { describe, expect, test } from 'vitest'
import { readRowGlyph } from '../../../../renderer/shell/sidebar/read-row-state.ts'
import type { ProfileRow } from '../../../../shared/contract/records.ts'
import { epochMs } from '../../../../shared/lib/units.ts'

const now = epochMs(1_795_170_378_000)
const ends = (inMs: number | null, disputed = false): ProfileRow['expiry'] => ({
  at: inMs === null ? null : epochMs(now + inMs),
  issuedAt: now,
  disputed,
})

const row = (part: Partial<ProfileRow>): ProfileRow => ({
  id: 'one',
  name: 'One',
  group: '',
  preset: '',
  practice: false,
  missing: 0,
  expiry: null,
  lastRun: null,
  ...part,
})

describe('the one state of a row', () => {
  const cases: readonly [string, Partial<ProfileRow>, boolean][] = [
    ['running', { lastRun: 'waiting', missing: 1, expiry: ends(-1) }, true],
    ['locked', { lastRun: 'refused', expiry: ends(-1) }, true],
    ['failed', { lastRun: 'refused', expiry: ends(1000, true) }, false],
    ['conflict', { expiry: ends(-1000, true) }, false],
    ['expired', { missing: 2, expiry: ends(0) }, false],
    ['expiring', { missing: 2, expiry: ends(299_000) }, false],
    ['attention', { missing: 2, expiry: ends(null) }, false],
    ['unknown', { expiry: ends(null) }, false],
    ['valid', { expiry: ends(300_000) }, false],
    ['none', { lastRun: 'cancelled' }, false],
  ]

  test.each(cases)('is %s before everything that comes after it', (glyph, part, locked) => {
    expect(readRowGlyph(row(part), now, locked)).toBe(glyph)
  })
})
