/** What decides between the desktop app and the browser mode when somebody types `npm start`. */
export interface Surroundings {
  readonly argv: readonly string[]
  readonly platform: string
  /** As in `process.versions.node`. */
  readonly nodeVersion: string
  readonly isRoot: boolean
  readonly hasDisplay: boolean
  /** Whether the Electron binary is on this machine. */
  readonly hasElectron: boolean
}

/** The door that opens, and why, in words that complete "because ...". `fetch`: the desktop app once its binary has been fetched. */
export interface Door {
  readonly kind: 'desktop' | 'browser' | 'fetch'
  readonly reason: string
}

/** Flags that only the browser mode understands: whoever gives one asks for it. */
const browserFlags = ['--no-open', '--port']

/** Electron's own installer is written for Node 22.12 and newer. */
const canFetch = (nodeVersion: string) => {
  const [major = 0, minor = 0] = nodeVersion.split('.').map(Number)
  return major > 22 || (major === 22 && minor >= 12)
}

/** Chooses the door; asks nothing of the machine itself. */
export function chooseDoor(around: Surroundings): Door {
  const flag = around.argv.find((argument) =>
    browserFlags.some((one) => argument === one || argument.startsWith(`${one}=`)),
  )
  if (flag !== undefined) return { kind: 'browser', reason: `${flag.split('=')[0]} asks for it` }
  if (!around.hasDisplay) return { kind: 'browser', reason: 'there is no display for a desktop window' }
  // Chromium's sandbox does not start as root on Linux, and this app does not run without it.
  if (around.platform === 'linux' && around.isRoot)
    return { kind: 'browser', reason: 'Electron has no sandbox for root' }
  if (around.hasElectron) return { kind: 'desktop', reason: 'the Electron binary is installed' }
  if (canFetch(around.nodeVersion)) return { kind: 'fetch', reason: 'the Electron binary was fetched' }
  return {
    kind: 'browser',
    reason: `the Electron binary is not installed and its installer needs Node 22.12 or newer (this is ${around.nodeVersion})`,
  }
}
