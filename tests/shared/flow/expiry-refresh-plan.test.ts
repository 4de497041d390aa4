import { describe, expect, test } from 'vitest'
import { planRefreshes, type RefreshAttempt, type RefreshCandidate } from '../../../shared/flow/expiry-refresh-plan.ts'
import { epochMs, seconds } from '../../../shared/lib/units.ts'

const noon = 1_700_000_000_000
const at = (secondsAfterNoon: number) => epochMs(noon + secondsAfterNoon * 1000)

/** A set that came at noon and lives for an hour. */
const candidateOf = (change: Partial<RefreshCandidate> = {}): RefreshCandidate => ({
  profileId: 'own',
  tokenSetId: 'set-1',
  ahead: seconds(120),
  receivedAt: at(0),
  end: at(3600),
  refreshEnd: null,
  dead: false,
  ...change,
})

/** The moments that are planned, in seconds after noon. */
function planOf(candidates: readonly RefreshCandidate[], now = 0, jitter = 0, tried: readonly RefreshAttempt[] = []) {
  const attempts = new Map(tried.map((attempt, index) => [`set-${index + 1}`, attempt]))
  return planRefreshes(candidates, attempts, at(now), () => jitter).map((one) => (one.at - noon) / 1000)
}

describe('nothing is planned', () => {
  test.each([
    ['for a set that was refused', { dead: true }],
    ['for one that does not say when it ends', { end: null }],
    ['for one without a refresh token', { refreshEnd: undefined }],
    ['for one whose refresh token has ended', { refreshEnd: at(0) }],
  ])('%s', (_, change) => expect(planOf([candidateOf(change)])).toEqual([]))
})

describe('a refresh is planned', () => {
  test.each([
    ['so long before the end as the profile says', {}, 0, 3480],
    ['a fifth of that earlier at most', {}, 1, 3456],
    ['while the refresh token lives', { refreshEnd: at(1) }, 0, 3480],
    ['not in the first half of a short life', { end: at(100) }, 0, 50],
    ['not at once where the life is nothing', { end: at(0) }, 0, 30],
    ['not at once where the set had ended when it came', { end: at(-500) }, 0, 30],
    ['far in the future as well', { end: at(6e8) }, 0, 6e8 - 120],
  ])('%s', (_, change, jitter, moment) => expect(planOf([candidateOf(change)], 0, jitter)).toEqual([moment]))

  test('in the order of the moments', () => {
    const sets = [3600, 1200, 2400].map((end, index) => candidateOf({ end: at(end), tokenSetId: `set-${index}` }))
    expect(planOf(sets)).toEqual([1080, 2280, 3480])
  })

  test('at its old moment after a sleep or a jump of the clock, whichever way', () => {
    for (const now of [-86_400, 0, 86_400]) expect(planOf([candidateOf()], now)).toEqual([3480])
  })
})

describe('after a try', () => {
  test.each([
    [1, 30],
    [2, 60],
    [3, 120],
    [7, 1920],
    [8, 3600],
    [1000, 3600],
  ])('number %d it waits %d s', (tries, pause) => {
    expect(planOf([candidateOf()], 4000, 0, [{ tries, at: at(4000) }])).toEqual([4000 + pause])
  })

  test('a clock that was set back does not make it wait for longer', () => {
    const end = at(-1000)
    const set = candidateOf({ end, receivedAt: at(-5000) })
    expect(planOf([set], 0, 0, [{ tries, at: at(86_400) }])).toEqual([30])
  })
  const tries = 1
})
