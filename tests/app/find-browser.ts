import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'

/** Which browser the app tests run in, and where it came from. */
export interface FoundBrowser {
  readonly executablePath: string
  readonly origin: 'given' | 'playwright' | 'system' | 'installed'
}

/** Everything the search asks of the machine, so that a test can describe a machine that it does not run on. */
export interface Machine {
  readonly platform: NodeJS.Platform
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly isRoot: boolean
  readonly playwrightPath: string
  readonly exists: (path: string) => boolean
  /** Runs a command to its end and answers whether it succeeded. */
  readonly succeeds: (command: string, args: readonly string[]) => boolean
}

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']

/** The usual places of a Chromium, the best first: the search path, then where installers put it. */
export function systemPlaces(machine: Pick<Machine, 'platform' | 'environment'>): readonly string[] {
  const { platform, environment } = machine
  if (platform === 'win32') {
    const roots = [environment.PROGRAMFILES, environment['PROGRAMFILES(X86)'], environment.LOCALAPPDATA]
    const tails = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe']
    return roots.flatMap((root) => (root === undefined ? [] : tails.map((tail) => `${root}\\${tail}`)))
  }
  const onPath = (environment.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)))
  if (platform !== 'darwin') return onPath
  const applications = ['Google Chrome', 'Chromium', 'Microsoft Edge']
  return [...onPath, ...applications.map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`)]
}

/** Looks without changing the machine. */
export function lookForBrowser(machine: Machine): FoundBrowser | undefined {
  const given = machine.environment.TOKENDESK_TEST_BROWSER
  if (given !== undefined) return { executablePath: given, origin: 'given' }
  if (machine.exists(machine.playwrightPath)) return { executablePath: machine.playwrightPath, origin: 'playwright' }
  const executablePath = systemPlaces(machine).find((place) => machine.exists(place))
  return executablePath === undefined ? undefined : { executablePath, origin: 'system' }
}

/** Looks, and where there is none installs one: Playwright's, or the distribution's where we are root on Debian. */
export function findOrInstall(machine: Machine): FoundBrowser {
  const found = lookForBrowser(machine)
  if (found !== undefined) return found
  // Playwright brings the browser alone; the libraries under it can be installed by root only.
  const libraries = machine.isRoot && machine.platform === 'linux' ? ['--with-deps'] : []
  const installers = [() => machine.succeeds('npx', ['playwright', 'install', ...libraries, 'chromium'])]
  if (machine.isRoot && machine.exists('/etc/debian_version')) {
    installers.push(
      () => machine.succeeds('apt-get', ['update']) && machine.succeeds('apt-get', ['install', '-y', 'chromium']),
    )
  }
  for (const install of installers) {
    const installed = install() ? lookForBrowser(machine) : undefined
    if (installed !== undefined) return { ...installed, origin: 'installed' }
  }
  throw new Error(
    'The app tests need a Chromium and could not install one. Install it (npx playwright install chromium, or your ' +
      "system's package), or name one in TOKENDESK_TEST_BROWSER.",
  )
}

const thisMachine: Machine = {
  platform: process.platform,
  environment: process.env,
  isRoot: process.getuid?.() === 0,
  playwrightPath: chromium.executablePath(),
  exists: existsSync,
  succeeds: (command, args) => {
    const shell = process.platform === 'win32'
    return spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], shell }).status === 0
  },
}

/**
 * The browser for this run; says once which. Playwright reads its configuration again in every worker, and the workers
 * inherit the environment: the answer is left there for them.
 */
export function findBrowser(): string {
  const { executablePath, origin } = findOrInstall(thisMachine)
  if (origin !== 'given') process.stderr.write(`App tests run in ${executablePath} (${origin}).\n`)
  process.env.TOKENDESK_TEST_BROWSER = executablePath
  return executablePath
}
