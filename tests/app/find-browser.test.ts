import { describe, expect, test } from 'vitest'
import { findOrInstall, lookForBrowser, type Machine, systemPlaces } from './find-browser.ts'

const bare: Machine = {
  platform: 'linux',
  environment: { PATH: '/usr/local/bin:/usr/bin' },
  isRoot: false,
  playwrightPath: '/cache/chrome',
  exists: () => false,
  succeeds: () => false,
}

/** A machine whose files are `files`; a command in `installs` adds its file. */
function machineWith(files: readonly string[], installs: Readonly<Record<string, string>> = {}, isRoot = true) {
  const present = new Set(files)
  const ran: string[] = []
  const succeeds = (command: string, args: readonly string[]) => {
    const line = [command, ...args].join(' ')
    ran.push(line)
    const added = installs[line]
    if (added !== undefined) present.add(added)
    return added !== undefined
  }
  return { ran, machine: { ...bare, isRoot, exists: (path: string) => present.has(path), succeeds } }
}

const playwrightInstall = 'npx playwright install --with-deps chromium'
const debian = { 'apt-get update': '/var/lib/apt', 'apt-get install -y chromium': '/usr/bin/chromium' }

describe('finding a browser', () => {
  test('says what to do when nothing is there and nothing can be installed', () => {
    expect(() => findOrInstall(bare)).toThrow(/npx playwright install chromium/)
  })

  test('does not try the system installer without root', () => {
    const { machine, ran } = machineWith(['/etc/debian_version'], debian, false)
    expect(() => findOrInstall(machine)).toThrow()
    expect(ran).toEqual(['npx playwright install chromium'])
  })

  test('does not try apt-get outside Debian', () => {
    const { machine, ran } = machineWith([], debian)
    expect(() => findOrInstall(machine)).toThrow()
    expect(ran).toEqual([playwrightInstall])
  })

  test('takes the browser that was named, before all others', () => {
    const machine = { ...bare, environment: { TOKENDESK_TEST_BROWSER: '/opt/mine' }, exists: () => true }
    expect(lookForBrowser(machine)).toEqual({ executablePath: '/opt/mine', origin: 'given' })
  })

  test("prefers Playwright's own to the system's and installs nothing", () => {
    const { machine, ran } = machineWith(['/cache/chrome', '/usr/bin/chromium'])
    expect(findOrInstall(machine)).toEqual({ executablePath: '/cache/chrome', origin: 'playwright' })
    expect(ran).toEqual([])
  })

  test("takes the system's where Playwright's is absent", () => {
    const { machine, ran } = machineWith(['/usr/bin/google-chrome'])
    expect(findOrInstall(machine)).toEqual({ executablePath: '/usr/bin/google-chrome', origin: 'system' })
    expect(ran).toEqual([])
  })

  test("installs Playwright's first", () => {
    const { machine, ran } = machineWith(['/etc/debian_version'], { [playwrightInstall]: '/cache/chrome', ...debian })
    expect(findOrInstall(machine)).toEqual({ executablePath: '/cache/chrome', origin: 'installed' })
    expect(ran).toEqual([playwrightInstall])
  })

  test("falls back to Debian's package as root", () => {
    const { machine } = machineWith(['/etc/debian_version'], debian)
    expect(findOrInstall(machine)).toEqual({ executablePath: '/usr/bin/chromium', origin: 'installed' })
  })

  test('knows the usual places of macOS and Windows', () => {
    const mac = systemPlaces({ platform: 'darwin', environment: {} })
    expect(mac).toContain('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome')
    const windows = systemPlaces({ platform: 'win32', environment: { PROGRAMFILES: 'C:\\Program Files' } })
    expect(windows).toContain('C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe')
  })
})
