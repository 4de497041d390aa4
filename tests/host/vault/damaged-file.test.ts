import { createHash } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openDatabase } from '../../../electron/host/vault/database.ts'
import type { Vault } from '../../../electron/host/vault/vault.ts'
import { buildVaultPath } from '../../../electron/host/vault/vault-file.ts'
import { buildProfile, buildTokenSet, codeOf, createHome, expectValue, openAt } from './vault-folder.ts'

function digest(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex')
}

/** A folder with a vault that holds a little of everything, closed. */
async function createFilledHome(): Promise<string> {
  const home = createHome()
  const vault = await openAt(home)
  for (const id of ['a', 'b', 'c']) {
    expectValue(vault.profiles.write(buildProfile(id), { client_secret: `secret of ${id}` }))
    expectValue(vault.tokenSets.write(buildTokenSet(`t-${id}`, id), 'x'.repeat(3000)))
  }
  vault.close()
  return home
}

async function expectQuarantined(home: string, reason: string | RegExp): Promise<void> {
  const path = buildVaultPath(home)
  const before = existsSync(path) ? digest(path) : null
  const vault = await openAt(home)
  expect(vault.status()).toEqual({ state: 'unreadable', persistent: false, holders: [], notice: 'unreadable' })
  const refused = [vault.profiles.list(), vault.profiles.write(buildProfile('z')), vault.values.read('x')]
  for (const outcome of refused) {
    expect(codeOf(outcome)).toBe('vault_unreadable')
    expect(outcome.ok ? '' : outcome.problem.evidence?.reason).toMatch(reason)
  }
  expect(codeOf(await vault.unlock('x'))).toBe('vault_unreadable')
  expect(codeOf(await vault.addPassphrase('x'))).toBe('vault_unreadable')
  vault.lock()
  vault.close()
  expect(existsSync(path) ? digest(path) : null).toBe(before)
}

describe('a file that is no readable vault is left as it is', () => {
  test.each([
    ['text', Buffer.from('hello, this is not a database')],
    ['a byte order mark', Buffer.from('\ufeff{}')],
    ['a JSON array', Buffer.from('[]')],
    ['NULs', Buffer.alloc(8192)],
    ['a header alone', Buffer.from('SQLite format 3\0')],
  ])('%s', async (_, content) => {
    const home = createHome()
    mkdirSync(home)
    writeFileSync(buildVaultPath(home), content)
    await expectQuarantined(home, /SQLITE_(NOTADB|CORRUPT)/)
  })

  test('cut off at any 512th byte', async () => {
    const home = await createFilledHome()
    const whole = readFileSync(buildVaultPath(home))
    for (let length = whole.length - 512; length > 0; length -= 512 * 7) {
      const cut = createHome()
      mkdirSync(cut)
      writeFileSync(buildVaultPath(cut), whole.subarray(0, length))
      await expectQuarantined(cut, /truncated|SQLITE_(NOTADB|CORRUPT)/)
    }
  })

  test('emptied while its log still holds data', async () => {
    const home = await createFilledHome()
    truncateSync(buildVaultPath(home), 0)
    writeFileSync(`${buildVaultPath(home)}-wal`, Buffer.alloc(4096, 1))
    await expectQuarantined(home, 'truncated')
    expect(statSync(`${buildVaultPath(home)}-wal`).size).toBe(4096)
  })

  test('written by a future version', async () => {
    const home = await createFilledHome()
    const database = openDatabase(buildVaultPath(home))
    database.exec('PRAGMA user_version = 99')
    database.checkpoint()
    await expectQuarantined(home, 'future_version')
  })

  test('a database of another program', async () => {
    const home = createHome()
    mkdirSync(home)
    const database = openDatabase(buildVaultPath(home))
    database.exec('CREATE TABLE notes (text)')
    await expectQuarantined(home, 'not_a_vault')
  })

  test('a vault whose key slots are gone', async () => {
    const home = await createFilledHome()
    const database = openDatabase(buildVaultPath(home))
    database.exec('DELETE FROM key_slots')
    database.checkpoint()
    await expectQuarantined(home, 'key_slots_missing')
  })

  test('a folder, or a data folder that is a file', async () => {
    const home = createHome()
    mkdirSync(buildVaultPath(home), { recursive: true })
    const vault = await openAt(home)
    expect(vault.status().state).toBe('unreadable')
    const file = createHome()
    writeFileSync(file, 'x')
    expect((await openAt(file)).status().state).toBe('unreadable')
  })

  test.each(['vault.db', 'vault.db-wal', 'vault.db-shm'])('a symbolic link at %s', async (name) => {
    const target = await createFilledHome()
    const home = createHome()
    mkdirSync(home)
    if (name !== 'vault.db') {
      copyFileSync(buildVaultPath(target), buildVaultPath(home))
    }
    symlinkSync(buildVaultPath(target), join(home, name))
    await expectQuarantined(home, 'symlink')
  })

  test('a symbolic link that leads nowhere', async () => {
    const home = createHome()
    mkdirSync(home)
    symlinkSync(join(home, 'elsewhere.db'), buildVaultPath(home))
    await expectQuarantined(home, 'symlink')
    expect(existsSync(join(home, 'elsewhere.db'))).toBe(false)
  })
})

describe('a sealed cell that was changed', () => {
  async function tamper(sql: string): Promise<Vault> {
    const home = await createFilledHome()
    openDatabase(buildVaultPath(home)).exec(sql)
    return openAt(home)
  }

  test('answers unreadable for its own row only', async () => {
    const flipped = `x'00' || substr(sealed, 2)`
    const vault = await tamper(`UPDATE profile_secrets SET sealed = CAST(${flipped} AS BLOB) WHERE profile_id = 'a'`)
    const read = vault.profiles.readSecret('a', 'client_secret')
    expect(read.ok ? null : read.problem).toMatchObject({ step: 'vault', code: 'vault_unreadable' })
    expect(expectValue(vault.profiles.readSecret('b', 'client_secret'))).toBe('secret of b')
    expect(expectValue(vault.profiles.list())).toHaveLength(3)
  })

  test('does not open in the place of another one', async () => {
    const vault = await tamper(`
      CREATE TEMP TABLE kept AS SELECT profile_id, sealed FROM profile_secrets;
      UPDATE profile_secrets SET sealed = (SELECT sealed FROM kept WHERE profile_id = 'b') WHERE profile_id = 'a';
      UPDATE profile_secrets SET sealed = (SELECT sealed FROM kept WHERE profile_id = 'a') WHERE profile_id = 'b'`)
    expect(codeOf(vault.profiles.readSecret('a', 'client_secret'))).toBe('vault_unreadable')
    expect(codeOf(vault.profiles.readSecret('b', 'client_secret'))).toBe('vault_unreadable')
    expect(expectValue(vault.profiles.readSecret('c', 'client_secret'))).toBe('secret of c')
  })

  test('that was cut short or removed hides no other', async () => {
    const vault = await tamper(`
      UPDATE sealed_token_sets SET sealed = x'0102' WHERE id = 't-a'; DELETE FROM sealed_token_sets WHERE id = 't-b'`)
    expect(codeOf(vault.tokenSets.read('t-a'))).toBe('vault_unreadable')
    expect(codeOf(vault.tokenSets.read('t-b'))).toBe('vault_unreadable')
    expect(expectValue(vault.tokenSets.read('t-c'))?.sealed).toHaveLength(3000)
    expect(expectValue(vault.tokenSets.list())).toHaveLength(3)
  })
})

test('a key slot that was changed leaves the vault locked, not overwritten', async () => {
  const home = await createFilledHome()
  openDatabase(buildVaultPath(home)).exec(`UPDATE key_slots SET wrapped = x'00'`)
  const vault = await openAt(home)
  expect(vault.status()).toMatchObject({ state: 'locked', holders: ['safe-storage'] })
  expect(expectValue(vault.profiles.list())).toHaveLength(3)
})

test('a journal left by a process that died while it made the vault is rolled back', async () => {
  const half = createHome()
  mkdirSync(half)
  const database = openDatabase(buildVaultPath(half))
  database.exec('CREATE TABLE gone (a); DROP TABLE gone; PRAGMA cache_size = 1')
  database.exec('BEGIN IMMEDIATE; CREATE TABLE half (a)')
  database.run(
    'WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 9999) INSERT INTO half SELECT i FROM n',
  )
  const home = createHome()
  mkdirSync(home)
  for (const suffix of ['', '-journal']) {
    copyFileSync(buildVaultPath(half) + suffix, buildVaultPath(home) + suffix)
  }
  const vault = await openAt(home)
  expect(vault.status().state).toBe('open')
  expect(expectValue(vault.profiles.list())).toEqual([])
})
