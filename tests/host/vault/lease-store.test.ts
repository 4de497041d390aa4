import { describe, expect, test } from 'vitest'
import { epochMs } from '../../../shared/lib/units.ts'
import { codeOf, createHome, expectValue, noon, openAt } from './vault-folder.ts'

const wish = (owner: string, at = 0) => ({ name: 'refresh:one', owner, now: epochMs(noon + at), lasts: 1000 })

/** Two processes' views of one vault. */
async function openTwice() {
  const home = createHome()
  return [(await openAt(home)).leases, (await openAt(home)).leases] as const
}

describe('a lease', () => {
  test('is refused while the vault is locked', async () => {
    const home = createHome()
    const vault = await openAt(home)
    vault.lock()
    expect(codeOf(vault.leases.take(wish('a')))).toBe('vault_locked')
  })

  test('that one process has is held for the other until it is released', async () => {
    const [first, second] = await openTwice()
    expect(expectValue(first.take(wish('a')))).toBe('taken')
    expect(expectValue(second.take(wish('b')))).toBe('held')
    expect(expectValue(second.release('refresh:one', 'b'))).toBe(false)
    expect(expectValue(first.release('refresh:one', 'a'))).toBe(true)
    expect(expectValue(second.take(wish('b')))).toBe('taken')
  })

  test('of another name is free', async () => {
    const [first, second] = await openTwice()
    expectValue(first.take(wish('a')))
    expect(expectValue(second.take({ ...wish('b'), name: 'refresh:two' }))).toBe('taken')
  })

  test('that nobody released is left at its end, and the one who had it cannot renew it', async () => {
    const [first, second] = await openTwice()
    expectValue(first.take(wish('a')))
    expect(expectValue(second.take(wish('b', 999)))).toBe('held')
    expect(expectValue(second.take(wish('b', 1000)))).toBe('left')
    expect(expectValue(first.renew(wish('a', 1000)))).toBe(false)
    expect(expectValue(first.take(wish('a', 1001)))).toBe('held')
  })

  test('lasts longer when it is renewed', async () => {
    const [first, second] = await openTwice()
    expectValue(first.take(wish('a')))
    expect(expectValue(first.renew(wish('a', 900)))).toBe(true)
    expect(expectValue(second.take(wish('b', 1500)))).toBe('held')
  })

  test('from a clock that was set back does not hold anybody up for as long as that', async () => {
    const [first, second] = await openTwice()
    expectValue(first.take(wish('a', 86_400_000)))
    expect(expectValue(second.take(wish('b')))).toBe('left')
  })

  test('is there in a vault that is only in memory', async () => {
    const vault = await openAt(createHome(), { memoryOnly: true })
    expect(expectValue(vault.leases.take(wish('a')))).toBe('taken')
    expect(expectValue(vault.leases.take(wish('b')))).toBe('held')
  })
})
