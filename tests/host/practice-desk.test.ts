import { describe, expect, test } from 'vitest'
import { readClock } from '../../electron/host/clock.ts'
import { createPracticeDesk } from '../../electron/host/practice-desk.ts'
import { readPracticeProfiles } from '../../electron/host/practice-profiles.ts'
import { openVault } from '../../electron/host/vault/vault.ts'
import type { Profile } from '../../shared/flow/profile.ts'
import { profileOf } from '../shared/flow/profile-of.ts'
import { readValue } from './open-test-host.ts'
import { isListening } from './send-raw.ts'

/** A desk on a vault in memory, with the number of times it said that it has started. */
async function openDesk() {
  const vault = await openVault({ home: '', holders: [], now: readClock, memoryOnly: true })
  let changes = 0
  const desk = createPracticeDesk(vault, readClock, () => changes++)
  return { desk, vault, changes: () => changes }
}

const practiceProfile = (change: Partial<Profile['practice']> = {}): Profile => {
  const found = readPracticeProfiles().find(({ profile }) => profile.id === 'practice-maxkey')?.profile
  if (found?.practice === undefined || found.practice === null) throw new Error('no practice profile')
  return { ...found, practice: { ...found.practice, ...change } }
}

describe('the practice desk', () => {
  test.each([
    { provider: 'nobody' },
    { shape: 'odd' },
    { fault: 'none_such' },
    { fault: 'external_idp' },
    { provider: '../../etc' },
  ])('names a choice that there is not, and starts nothing: %j', async (change) => {
    const { desk } = await openDesk()
    expect(await desk.variables(practiceProfile(change))).toMatchObject({
      problem: { code: 'profile_invalid', evidence: { '/practice': expect.any(String) } },
    })
    expect(desk.origin()).toBe(null)
    await desk.close()
  })

  test('starts nothing for a profile that does not use it', async () => {
    const { desk } = await openDesk()
    expect(readValue(await desk.variables(profileOf()))).toEqual({})
    const named = { ...practiceProfile(), variables: { base: 'https://as.example' } }
    expect(readValue(await desk.variables(named))).toEqual({})
    expect(desk.origin()).toBe(null)
  })

  test('listens where it listened before, so that its issuer stays the same, and elsewhere while that is taken', async () => {
    const { desk, vault } = await openDesk()
    const { origin } = readValue(await desk.start())
    const second = createPracticeDesk(vault, readClock, () => {})
    expect(readValue(await second.start()).origin).not.toBe(origin)
    await Promise.all([desk.close(), second.close()])
    const third = createPracticeDesk(vault, readClock, () => {})
    expect(readValue(await third.start()).origin).toBe(origin)
    await third.close()
  })

  test('starts once for all who ask at the same time, says so once, and ends with its listener', async () => {
    const { desk, changes } = await openDesk()
    const asked = await Promise.all([desk.start(), desk.start(), desk.variables(practiceProfile({ fault: 'slow' }))])
    const [one, two] = asked.map((answer) => readValue<object>(answer))
    expect(one).toEqual(two)
    expect(changes()).toBe(1)
    const port = Number(new URL(desk.origin() ?? '').port)
    expect(asked[2]).toEqual({ ok: true, value: { practice: `127.0.0.1:${port}/maxkey.real.slow` } })
    expect(await isListening(port)).toBe(true)
    await desk.close()
    expect(await isListening(port)).toBe(false)
  })

  test('keeps its keys in the vault, so that the next one knows its tokens', async () => {
    const { desk, vault } = await openDesk()
    await desk.start()
    await desk.close()
    const key = vault.values.read('practice.signing-key')
    const next = createPracticeDesk(vault, readClock, () => undefined)
    await next.start()
    await next.close()
    expect(readValue(key)).toMatch(/^\{/)
    expect(vault.values.read('practice.signing-key')).toEqual(key)
  })

  test('works for the session where the vault takes nothing', async () => {
    const { desk, vault } = await openDesk()
    vault.close()
    expect((await desk.start()).ok).toBe(true)
    await desk.close()
  })

  test('that never started has nothing to close', async () => {
    await (await openDesk()).desk.close()
  })
})
