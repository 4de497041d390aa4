import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { projectRoot } from '../architecture/source-file.ts'

/** Runs what `npm start` runs until it has printed an address, ends it as Ctrl-C does, and answers what it said. */
async function start(home: string, ...flags: readonly string[]) {
  const child = spawn(process.execPath, ['dist/electron/start.js', ...flags], {
    cwd: projectRoot,
    env: { ...process.env, TOKENDESK_HOME: home, TOKENDESK_PASSPHRASE: 'correct horse battery staple' },
  })
  const said = { results: '', notes: '', code: -1 }
  child.stderr.on('data', (chunk: Buffer) => {
    said.notes += chunk
  })
  child.stdout.on('data', (chunk: Buffer) => {
    said.results += chunk
    if (said.results.includes('\n')) child.kill('SIGINT')
  })
  const [code] = await once(child, 'close')
  return { ...said, code }
}

test.describe('npm start', () => {
  let home = ''
  test.beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'tokendesk-start-'))
  })
  test.afterEach(() => rm(home, { recursive: true, force: true }))

  test('refuses a port that is none, with the exit code of a wrong use', async () => {
    const { results, notes, code } = await start(home, '--port', 'eighty')
    expect({ results, code }).toEqual({ results: '', code: 2 })
    expect(notes).toContain('--port eighty')
  })

  test('prints the address alone on stdout, and on stderr one line that says which door and why', async () => {
    const { results, notes, code } = await start(home, '--no-open')
    expect(results).toMatch(/^\S*:? ?http:\/\/127\.0\.0\.1:\d+\/\S*\n$/)
    expect(notes).toBe('Opening the browser mode, because --no-open asks for it.\n')
    expect(code).toBe(0)
  })
})
