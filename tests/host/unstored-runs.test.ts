import { describe, expect, test } from 'vitest'
import { createUnstoredRuns } from '../../electron/host/unstored-runs.ts'
import { createExchange, type Exchange } from '../../shared/flow/exchange.ts'
import { problem } from '../../shared/lib/problem.ts'
import { epochMs } from '../../shared/lib/units.ts'

function build(id: string, isEnded: boolean): Exchange {
  const start = { id, profileId: 'p', profileName: 'P', run: 1, kind: 'password' } as const
  return { ...createExchange(start, epochMs(1)), endedAt: isEnded ? epochMs(2) : null }
}

const failed = problem('vault', 'vault_not_saved')

describe('a run that the vault does not hold', () => {
  test('is known while it goes on, and until it is stored', () => {
    const runs = createUnstoredRuns()
    runs.note({ exchange: build('a', false), sent: {} })
    runs.settle(build('a', false), null)
    expect(runs.find('a')).not.toBe(null)
    runs.settle(build('a', true), null)
    expect(runs.find('a')).toBe(null)
  })

  test('stays when the vault refuses it, the newest twenty of them', () => {
    const runs = createUnstoredRuns()
    runs.note({ exchange: build('going', false), sent: {} })
    for (let at = 0; at < 25; at++) {
      runs.note({ exchange: build(`run-${at}`, true), sent: {} })
      runs.settle(build(`run-${at}`, true), failed)
    }
    const ids = runs.list().map((exchange) => exchange.id)
    expect(ids).toEqual(['going', ...Array.from({ length: 20 }, (_, at) => `run-${at + 5}`)])
  })

  test('goes with its profile', () => {
    const runs = createUnstoredRuns()
    runs.note({ exchange: build('a', true), sent: {} })
    runs.settle(build('a', true), problem('vault', 'profile_unknown'))
    expect(runs.list()).toEqual([])
  })

  test('does not come back once it was removed', () => {
    const runs = createUnstoredRuns()
    runs.note({ exchange: build('a', false), sent: {} })
    runs.drop((exchange) => exchange.id === 'a')
    runs.note({ exchange: build('a', true), sent: {} })
    expect([runs.find('a'), runs.isDropped('a'), runs.isDropped('b')]).toEqual([null, true, false])
  })
})
