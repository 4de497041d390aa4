import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { createPassphraseHolder } from '../../../electron/host/vault/passphrase-holder.ts'
import type { Vault } from '../../../electron/host/vault/vault.ts'
import { buildVaultPath } from '../../../electron/host/vault/vault-file.ts'
import { createFixedKeyHolder } from './fixed-key-holder.ts'
import { buildExchange, buildProfile, buildTokenSet, codeOf, createHome, expectValue, openAt } from './vault-folder.ts'

function fill(vault: Vault): void {
  expectValue(vault.profiles.write(buildProfile('a'), { client_secret: 's3cret' }))
  expectValue(vault.tokenSets.write(buildTokenSet('t1', 'a'), '{"access_token":"at"}'))
  expectValue(vault.exchanges.write(buildExchange('e1', 'a'), '["trail"]'))
  expectValue(vault.values.write('practice', 'key'))
}

function expectFilled(vault: Vault): void {
  expect(expectValue(vault.profiles.readSecret('a', 'client_secret'))).toBe('s3cret')
  expect(expectValue(vault.tokenSets.read('t1'))?.sealed).toBe('{"access_token":"at"}')
  expect(expectValue(vault.exchanges.read('e1'))?.sealed).toBe('["trail"]')
  expect(expectValue(vault.values.read('practice'))).toBe('key')
}

describe('a locked vault', () => {
  async function openLocked(): Promise<Vault> {
    const home = createHome()
    const first = await openAt(home)
    fill(first)
    first.close()
    return openAt(home, { holders: [] })
  }

  test('refuses every sealed read and every write', async () => {
    const vault = await openLocked()
    expect(vault.status()).toEqual({ state: 'locked', persistent: true, holders: ['safe-storage'], notice: null })
    const refused = [
      vault.profiles.readSecret('a', 'client_secret'),
      vault.profiles.readSecret('a', 'absent'),
      vault.profiles.write(buildProfile('b')),
      vault.profiles.remove('a'),
      vault.tokenSets.read('t1'),
      vault.tokenSets.write(buildTokenSet('t2', 'a'), '{}'),
      vault.tokenSets.update(buildTokenSet('t1', 'a')),
      vault.tokenSets.remove('t1'),
      vault.exchanges.read('e1'),
      vault.exchanges.write(buildExchange('e1', 'a'), '[]'),
      vault.exchanges.remove('e1'),
      vault.exchanges.clear(),
      vault.values.read('practice'),
      vault.values.write('practice', 'x'),
      vault.values.remove('practice'),
    ]
    expect(refused.map(codeOf)).toEqual(refused.map(() => 'vault_locked'))
    expect(codeOf(await vault.addPassphrase('new'))).toBe('vault_locked')
  })

  test('still lists names, ids and times', async () => {
    const vault = await openLocked()
    expect(expectValue(vault.profiles.list())).toEqual([buildProfile('a')])
    expect(expectValue(vault.profiles.secretNames('a'))).toEqual(['client_secret'])
    expect(expectValue(vault.tokenSets.latest())).toEqual([buildTokenSet('t1', 'a')])
    expect(expectValue(vault.exchanges.list({ limit: 10 }))).toEqual([buildExchange('e1', 'a')])
    expect(expectValue(vault.exchanges.nextRun('a'))).toBe(2)
  })

  test('has no passphrase to try when none was set', async () => {
    const vault = await openLocked()
    expect(codeOf(await vault.unlock('guess'))).toBe('passphrase_wrong')
  })

  test('keeps another key from opening it', async () => {
    const home = createHome()
    const first = await openAt(home)
    fill(first)
    first.close()
    const vault = await openAt(home, { holders: [createFixedKeyHolder('safe-storage', 8)] })
    expect(vault.status().state).toBe('locked')
    expect(codeOf(await vault.retry())).toBe('vault_unreadable')
  })
})

describe('a passphrase', () => {
  test('that is wrong or empty opens nothing, the right one opens all', async () => {
    const home = createHome()
    const first = await openAt(home, { holders: [createPassphraseHolder('correct horse')] })
    expect(first.status()).toEqual({ state: 'open', persistent: true, holders: ['passphrase'], notice: null })
    expect(codeOf(await first.addPassphrase(''))).toBe('input_invalid')
    fill(first)
    first.close()

    const vault = await openAt(home, { holders: [createPassphraseHolder('wrong horse')] })
    expect(vault.status().state).toBe('locked')
    expect(codeOf(await vault.unlock('wronger horse'))).toBe('passphrase_wrong')
    expect(expectValue(await vault.unlock('correct horse')).state).toBe('open')
    expectFilled(vault)
    vault.lock()
    expect(codeOf(vault.values.read('practice'))).toBe('vault_locked')
  })

  test('is the same in composed and decomposed form, and the newer one replaces the older', async () => {
    const home = createHome()
    const vault = await openAt(home)
    fill(vault)
    expectValue(await vault.addPassphrase('old'))
    expectValue(await vault.addPassphrase('caf\u00e9'))
    expect(vault.status().holders).toEqual(['safe-storage', 'passphrase'])
    vault.lock()
    expect(codeOf(await vault.unlock('old'))).toBe('passphrase_wrong')
    expectValue(await vault.unlock('cafe\u0301'))
    expectFilled(vault)
  })

  test('set while the vault is being locked never wraps a cleared key', async () => {
    const vault = await openAt(createHome())
    fill(vault)
    const adding = vault.addPassphrase('late')
    vault.lock()
    expect(codeOf(await adding)).toBe('vault_locked')
    expect(vault.status().holders).toEqual(['safe-storage'])
    expectValue(await vault.retry())
    expectFilled(vault)
  })
})

describe('a memory-only session', () => {
  test('says so, works, and writes no file', async () => {
    const home = createHome()
    const vault = await openAt(home, { holders: [createFixedKeyHolder('keyring', 1, () => false)] })
    expect(vault.status()).toEqual({ state: 'open', persistent: false, holders: [], notice: 'no_key_holder' })
    fill(vault)
    expectFilled(vault)
    vault.lock()
    expectFilled(vault)
    expect(existsSync(buildVaultPath(home))).toBe(false)
    const wanted = await openAt(home, { memoryOnly: true })
    expect(wanted.status()).toEqual({ state: 'open', persistent: false, holders: [], notice: null })
  })

  test('becomes persistent by a passphrase with everything it held', async () => {
    const home = createHome()
    const vault = await openAt(home, { holders: [] })
    fill(vault)
    const seen: boolean[] = []
    vault.onChange((status) => seen.push(status.persistent))
    expect(expectValue(await vault.addPassphrase('stay'))).toEqual({
      state: 'open',
      persistent: true,
      holders: ['passphrase'],
      notice: null,
    })
    expect(seen).toEqual([true])
    expectFilled(vault)
    expectValue(vault.values.write('later', 'too'))
    vault.close()
    const again = await openAt(home, { holders: [createPassphraseHolder('stay')] })
    expectFilled(again)
    expect(expectValue(again.values.read('later'))).toBe('too')
  })

  test('joins a vault that is there already only by its passphrase, and overwrites nothing in it', async () => {
    const home = createHome()
    const first = await openAt(home, { holders: [createPassphraseHolder('theirs')] })
    fill(first)
    first.close()
    const vault = await openAt(home, { memoryOnly: true })
    expectValue(vault.profiles.write({ ...buildProfile('a'), name: 'Mine' }, { other_secret: 'x' }))
    expectValue(vault.profiles.write(buildProfile('b'), { client_secret: 'mine' }))
    expect(codeOf(await vault.addPassphrase('mine'))).toBe('passphrase_wrong')
    expect(vault.status().persistent).toBe(false)
    expectValue(await vault.addPassphrase('theirs'))
    expectFilled(vault)
    expect(expectValue(vault.profiles.list()).map((profile) => profile.name)).toEqual(['Profile a', 'Profile b'])
    expect(expectValue(vault.profiles.secretNames('a'))).toEqual(['client_secret'])
    expect(expectValue(vault.profiles.readSecret('b', 'client_secret'))).toBe('mine')
  })
})

describe('a persistent vault', () => {
  test('is still there after a restart, and closed means closed', async () => {
    const home = createHome()
    const first = await openAt(home)
    expect(first.status()).toEqual({ state: 'open', persistent: true, holders: ['safe-storage'], notice: null })
    fill(first)
    first.close()
    expect(codeOf(first.values.read('practice'))).toBe('vault_locked')
    expect(codeOf(first.profiles.list())).toBe('vault_locked')
    expectFilled(await openAt(home))
  })

  test('takes the first holder that is there, and a second one on request', async () => {
    const home = createHome()
    const keyring = createFixedKeyHolder('keyring', 2)
    const absent = createFixedKeyHolder('safe-storage', 1, () => false)
    const first = await openAt(home, { holders: [absent, keyring] })
    expect(first.status().holders).toEqual(['keyring'])
    fill(first)
    expectValue(await first.addHolder(createFixedKeyHolder('safe-storage', 1)))
    expect(first.status().holders).toEqual(['safe-storage', 'keyring'])
    first.close()
    expectFilled(await openAt(home, { holders: [createFixedKeyHolder('safe-storage', 1)] }))
    expectFilled(await openAt(home, { holders: [absent, keyring] }))
  })

  test('made by two at the same moment has one key', async () => {
    const home = createHome()
    const vaults = await Promise.all([1, 2, 3, 4].map(() => openAt(home)))
    vaults.forEach((vault, at) => {
      expectValue(vault.values.write(`value-${at}`, `text-${at}`))
    })
    for (const vault of vaults) {
      expect([0, 1, 2, 3].map((at) => expectValue(vault.values.read(`value-${at}`)))).toEqual(
        [0, 1, 2, 3].map((at) => `text-${at}`),
      )
    }
  })
})
