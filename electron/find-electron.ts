import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** Where the package `electron` lies, seen from `from` (a file or its URL); absent when it is not installed. */
export function findElectronPackage(from: string): string | undefined {
  try {
    return dirname(createRequire(from).resolve('electron/package.json'))
  } catch {
    return undefined
  }
}

/**
 * The Electron binary of that package; absent when it was never fetched. Reads what Electron's installer leaves behind
 * (`path.txt`, `dist/`) and does not import the package, which would try to download the binary. `otherFolder` is
 * ELECTRON_OVERRIDE_DIST_PATH, which replaces `dist/` as it does in Electron's own launcher.
 */
export function findElectronBinary(folder: string, otherFolder?: string): string | undefined {
  const pathFile = join(folder, 'path.txt')
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : undefined
  if (otherFolder !== undefined) {
    const binary = join(otherFolder, name ?? 'electron')
    return existsSync(binary) ? binary : undefined
  }
  if (name === undefined) return undefined
  const binary = join(folder, 'dist', name)
  return existsSync(binary) ? binary : undefined
}
