import { describe, expect, test } from 'vitest'
import { ok } from '../../../shared/lib/outcome.ts'
import { openTestHost } from '../open-test-host.ts'

describe('deciding about the clipboard', () => {
  test('does nothing where the host has no clipboard', async () => {
    const host = await openTestHost({ clipboard: null })
    expect(await host.send('tokens.settleCopy', { clear: true })).toEqual(ok({ done: false }))
  })

  test.each([true, false])('is handed to the clipboard as it was decided: clear %s', async (clear) => {
    const decisions: boolean[] = []
    const host = await openTestHost({
      clipboard: {
        copy: async () => ok({ clearsAt: null }),
        settle: async (decision) => {
          decisions.push(decision)
        },
      },
    })
    expect(await host.send('tokens.settleCopy', { clear })).toEqual(ok({ done: true }))
    expect(decisions).toEqual([clear])
  })
})
