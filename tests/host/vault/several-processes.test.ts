import { execPath } from 'node:process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildWriter, removeWriter, startWriter } from './built-writer.ts'
import { buildProfile, createHome, expectValue, openAt } from './vault-folder.ts'

let script = ''

beforeAll(async () => {
  script = await buildWriter()
}, 60_000)

afterAll(removeWriter)

describe('a writer that is stopped by force', () => {
  test('loses nothing it was told to be stored, twenty times over', { timeout: 120_000 }, async () => {
    const home = createHome()
    const acknowledged: string[] = []
    for (let round = 0; round < 20; round += 1) {
      const writer = startWriter(execPath, [script, home, `round${round}`, '1000000'])
      await writer.reached(2 + ((round * 37) % 300))
      writer.child.kill('SIGKILL')
      await writer.ended
      expect(writer.lines[0]).toBe('open')
      acknowledged.push(...writer.lines.slice(1))
    }
    const vault = await openAt(home)
    expect(acknowledged.length).toBeGreaterThan(1000)
    const lost = acknowledged.filter(
      (id) => !expectValue(vault.tokenSets.read(id))?.sealed.startsWith(`tokens of ${id} `),
    )
    expect(lost).toEqual([])
  })
})

describe('a disk that takes no more', () => {
  test('answers not saved, and what was saved before is intact', { timeout: 60_000 }, async () => {
    const home = createHome()
    // No file may grow beyond 400 KiB (sh counts in blocks of 512); the signal is ignored, so the write fails.
    const limited = `trap '' XFSZ; ulimit -f 800; exec "$0" "$@"`
    const writer = startWriter('sh', ['-c', limited, execPath, script, home, 'full', '1000000', '4000'])
    await writer.ended
    const last = writer.lines.at(-1)
    expect(last).toMatch(/^vault_not_saved SQLITE_(FULL|IOERR)/)
    const vault = await openAt(home)
    expect(vault.status().state).toBe('open')
    const stored = expectValue(vault.tokenSets.list('full')).map((row) => row.id)
    expect([...stored].reverse()).toEqual(writer.lines.slice(1, -1))
    expect(expectValue(vault.tokenSets.read(stored[0] ?? ''))?.sealed).toContain(`tokens of ${stored[0]}`)
  })
})

describe('several processes', () => {
  test('make one vault together and write at the same time without loss', { timeout: 60_000 }, async () => {
    const home = createHome()
    const names = ['one', 'two', 'three']
    const writers = names.map((name) => startWriter(execPath, [script, home, name, '150']))
    const own = await openAt(home)
    expectValue(own.profiles.write(buildProfile('own')))
    for (let at = 0; at < 50; at += 1) {
      expectValue(own.values.write(`value-${at}`, String(at)))
    }
    await Promise.all(writers.map((writer) => writer.ended))
    for (const [at, writer] of writers.entries()) {
      expect(writer.lines).toHaveLength(151)
      expect(expectValue(own.tokenSets.list(names[at]))).toHaveLength(150)
    }
    const everything = expectValue(own.tokenSets.list())
    expect(everything.every((row) => expectValue(own.tokenSets.read(row.id)) !== null)).toBe(true)
    expect(expectValue(own.values.read('value-49'))).toBe('49')
    expect(own.status().holders).toEqual(['safe-storage'])
  })
})
