import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The version in the product's package.json, which lies above the sources and above what is built from them. */
export function readVersion(from: string = import.meta.url): string {
  for (let folder = dirname(fileURLToPath(from)); folder !== dirname(folder); folder = dirname(folder)) {
    try {
      const read = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { name?: string; version?: string }
      if (read.name === 'tokendesk' && read.version !== undefined) return read.version
    } catch {
      // No package.json here, or somebody else's: the next folder up.
    }
  }
  return '0.0.0'
}
