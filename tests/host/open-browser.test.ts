import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser, readOpener } from '../../electron/host/open-browser.ts'

let folder = ''
const before = process.env.PATH
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tokendesk-opener-'))
})
afterAll(async () => {
  process.env.PATH = before
  await rm(folder, { recursive: true, force: true })
})

/** Puts an `xdg-open` of our own first; it writes its arguments down, one a line, and ends with `code`. */
async function placeOpener(code: number): Promise<string> {
  const log = join(folder, 'opened.txt')
  await writeFile(log, '')
  await writeFile(join(folder, 'xdg-open'), `#!/bin/sh\nprintf '%s\\n' "$@" >> '${log}'\nexit ${code}\n`)
  await chmod(join(folder, 'xdg-open'), 0o755)
  process.env.PATH = `${folder}:${before}`
  return log
}

const screen = { platform: 'linux', env: { DISPLAY: ':0' } } as const

describe('the system browser', () => {
  test.each(['javascript:alert(1)', 'file:///etc/passwd', 'https://user:word@example.com/', '--help', ''])(
    'is not asked to open %j',
    async (address) => {
      const log = await placeOpener(0)
      expect(await openBrowser(address, screen)).toMatchObject({ problem: { code: 'browser_not_opened' } })
      expect(await readFile(log, 'utf8')).toBe('')
    },
  )

  test('is not there without a screen', async () => {
    const opened = await openBrowser('https://example.com/', { platform: 'linux', env: {} })
    expect(opened).toMatchObject({ problem: { evidence: { reason: 'no_screen' } } })
  })

  test('that fails is said to have failed', async () => {
    await placeOpener(3)
    expect(await openBrowser('https://example.com/', screen)).toMatchObject({
      problem: { evidence: { reason: 'exit 3' } },
    })
  })

  test('that is not installed is said to be missing', async () => {
    process.env.PATH = join(folder, 'nothing-here')
    const opened = await openBrowser('https://example.com/', screen)
    expect(opened).toMatchObject({ problem: { evidence: { reason: 'ENOENT' } } })
  })

  test('gets the address as one argument that no shell reads', async () => {
    const log = await placeOpener(0)
    const address = 'https://example.com/a?b=%24%28id%29&c=1&d=%3B'
    expect(await openBrowser(address, screen)).toEqual({ ok: true, value: true })
    expect(await readFile(log, 'utf8')).toBe(`${address}\n`)
  })

  test('is not told the passphrase of the vault', async () => {
    await placeOpener(0)
    const log = join(folder, 'environment.txt')
    await writeFile(join(folder, 'xdg-open'), `#!/bin/sh\nenv > '${log}'\n`)
    process.env.TOKENDESK_PASSPHRASE = 'planted passphrase'
    await openBrowser('https://example.com/', screen)
    delete process.env.TOKENDESK_PASSPHRASE
    const environment = await readFile(log, 'utf8')
    expect(environment).toContain('PATH=')
    expect(environment).not.toContain('planted passphrase')
  })

  test('is reached without a command interpreter on every system', () => {
    const address = 'https://example.com/?a=1&b=2'
    expect(readOpener({ platform: 'darwin', env: {} }, address)).toEqual(['open', address])
    expect(readOpener({ platform: 'win32', env: {} }, address)).toEqual([
      'rundll32',
      'url.dll,FileProtocolHandler',
      address,
    ])
  })
})
