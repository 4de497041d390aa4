import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openDatabase } from '../../../electron/host/vault/database.ts'
import { migrate, readVersion } from '../../../electron/host/vault/migrations.ts'
import type { Vault } from '../../../electron/host/vault/vault.ts'
import { buildVaultPath, keepBackup } from '../../../electron/host/vault/vault-file.ts'
import { buildExchange, buildProfile, buildTokenSet, createHome, expectValue, openAt } from './vault-folder.ts'

const planted = ['PLANTED-client-secret', 'PLANTED-access-token', 'PLANTED-trail', 'PLANTED-practice-key']

function plant(vault: Vault): void {
  expectValue(vault.profiles.write(buildProfile('a'), { client_secret: 'PLANTED-client-secret' }))
  expectValue(vault.tokenSets.write(buildTokenSet('t1', 'a'), 'PLANTED-access-token'))
  expectValue(vault.exchanges.write(buildExchange('e1', 'a'), 'PLANTED-trail'))
  expectValue(vault.values.write('practice', 'PLANTED-practice-key'))
}

/** Everything in the folder as one text of bytes. */
function readFolder(home: string): string {
  return readdirSync(home)
    .map((name) => readFileSync(join(home, name), 'latin1'))
    .join('\n')
}

function modesOf(home: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    readdirSync(home).map((name) => [name, (statSync(join(home, name)).mode & 0o777).toString(8)]),
  )
}

describe('modes, whatever the umask', () => {
  let before = 0
  beforeEach(() => {
    before = process.umask(0)
  })
  afterEach(() => {
    process.umask(before)
  })

  test('a new folder is 0700 and every file in it 0600', async () => {
    const home = createHome()
    plant(await openAt(home))
    expect((statSync(home).mode & 0o777).toString(8)).toBe('700')
    expect(modesOf(home)).toEqual({ 'vault.db': '600', 'vault.db-wal': '600', 'vault.db-shm': '600' })
  })

  test('a file that was readable for others is closed to them, a folder that was there keeps its mode', async () => {
    const home = createHome()
    mkdirSync(home, { mode: 0o755 })
    const first = await openAt(home)
    plant(first)
    first.close()
    for (const name of readdirSync(home)) {
      chmodSync(join(home, name), 0o644)
    }
    plant(await openAt(home))
    expect(modesOf(home)).toEqual({ 'vault.db': '600', 'vault.db-wal': '600', 'vault.db-shm': '600' })
    expect((statSync(home).mode & 0o777).toString(8)).toBe('755')
  })
})

describe('on the disk', () => {
  test('no secret can be read, neither in the file nor in its log', async () => {
    const home = createHome()
    const vault = await openAt(home)
    plant(vault)
    const running = readFolder(home)
    vault.close()
    const closed = readFolder(home)
    for (const text of [running, closed]) {
      expect(text).toContain('Profile a')
      expect(planted.filter((secret) => text.includes(secret))).toEqual([])
    }
  })

  test('what was removed is gone from the file and its log at once', async () => {
    const home = createHome()
    const vault = await openAt(home)
    plant(vault)
    expectValue(vault.profiles.write({ ...buildProfile('b'), name: 'Stays' }))
    expectValue(vault.exchanges.write({ ...buildExchange('e2', 'b'), summary: 'REMOVED-exchange' }, '[]'))
    expectValue(vault.tokenSets.write({ ...buildTokenSet('t2', 'b'), summary: 'REMOVED-token-set' }, '{}'))
    expectValue(vault.profiles.remove('a'))
    expectValue(vault.exchanges.clear('b'))
    expectValue(vault.tokenSets.remove('t2'))
    const text = readFolder(home)
    expect(text).toContain('Stays')
    expect(['Profile a', 'REMOVED-exchange', 'REMOVED-token-set'].filter((gone) => text.includes(gone))).toEqual([])
    const database = openDatabase(buildVaultPath(home))
    const sealed = ['profile_secrets', 'sealed_token_sets', 'sealed_exchanges']
    expect(sealed.map((table) => database.row(`SELECT count(*) FROM ${table}`))).toEqual([[0], [0], [0]])
  })
})

describe('an older version', () => {
  const steps = [
    { version: 1, sql: 'CREATE TABLE one (a TEXT) STRICT' },
    { version: 2, sql: 'ALTER TABLE one ADD COLUMN b TEXT' },
    { version: 3, sql: 'CREATE TABLE three (a TEXT) STRICT' },
  ]

  test('stays whole when a step fails', () => {
    const database = openDatabase(':memory:')
    migrate(database, () => undefined, steps.slice(0, 1))
    const broken = [...steps, { version: 4, sql: 'CREATE TABLE three (a TEXT) STRICT' }]
    expect(() => migrate(database, () => undefined, broken)).toThrow(/already exists/)
    expect(readVersion(database)).toBe(1)
    expect(database.row("SELECT 1 FROM sqlite_schema WHERE name = 'three'")).toBeUndefined()
  })

  test('is copied aside and then raised step by step', () => {
    const home = createHome()
    mkdirSync(home)
    const database = openDatabase(buildVaultPath(home))
    const backUp = () => keepBackup(home, readVersion(database), (path) => database.run('VACUUM INTO ?', [path]))
    migrate(database, backUp, steps.slice(0, 1))
    expect(readdirSync(home).filter((name) => name.includes('backup'))).toEqual([])
    database.run('INSERT INTO one (a) VALUES (?)', ['kept'])
    migrate(database, backUp, steps)
    expect(readVersion(database)).toBe(3)
    expect(readdirSync(home).filter((name) => name.includes('backup'))).toEqual(['vault.v1.backup.db'])
    expect(modesOf(home)['vault.v1.backup.db']).toBe('600')
    const copy = openDatabase(join(home, 'vault.v1.backup.db'))
    expect([readVersion(copy), copy.rows('SELECT a FROM one')]).toEqual([1, [['kept']]])
  })
})
