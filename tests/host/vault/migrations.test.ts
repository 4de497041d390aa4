import { copyFileSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openDatabase } from '../../../electron/host/vault/database.ts'
import { readLatestVersion, readVersion } from '../../../electron/host/vault/migrations.ts'
import { buildVaultPath } from '../../../electron/host/vault/vault-file.ts'
import { buildProfile, createHome, expectValue, noon, openAt } from './vault-folder.ts'

const samples = join(import.meta.dirname, '../../samples/vault')

// One file per released version, written by that version: a profile with a secret, a token set, a trail and a value.
test.each([['vault.v1.db', 1]])('%s opens with everything in it, and a copy of it is kept', async (file, version) => {
  const home = createHome()
  mkdirSync(home)
  copyFileSync(join(samples, file), buildVaultPath(home))
  const vault = await openAt(home)
  expect(vault.status()).toMatchObject({ state: 'open', persistent: true })
  expect(expectValue(vault.profiles.list())).toEqual([buildProfile('kept')])
  expect(expectValue(vault.profiles.readSecret('kept', 'client_secret'))).toBe('kept-secret')
  expect(expectValue(vault.tokenSets.read('set-1'))?.sealed).toBe('tokens of set-1')
  expect(expectValue(vault.exchanges.read('run-1'))?.sealed).toBe('trail of run-1')
  expect(expectValue(vault.values.read('practice.keys'))).toBe('kept-keys')
  const wish = { name: 'refresh:set-1', owner: 'a', now: noon, lasts: 1000 }
  expect(expectValue(vault.leases.take(wish))).toBe('taken')
  vault.close()
  expect(readVersion(openDatabase(buildVaultPath(home)))).toBe(readLatestVersion())
  expect(readdirSync(home)).toContain(`vault.v${version}.backup.db`)
  expect(readVersion(openDatabase(join(home, `vault.v${version}.backup.db`)))).toBe(version)
})
