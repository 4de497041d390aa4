import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { getConfig, validateConfiguration } from 'app-builder-lib/out/util/config/config.js'
import { DebugLogger } from 'builder-util'
import { describe, expect, test } from 'vitest'
import { projectRoot } from './architecture/source-file.ts'

interface Manifest {
  readonly main: string
  readonly bin: Readonly<Record<string, string>>
  readonly dependencies: Readonly<Record<string, string>>
}

const readManifest = (path: string): Manifest => JSON.parse(readFileSync(join(projectRoot, path), 'utf8'))

const config = await getConfig(projectRoot, null, null)

describe('the packaged application', () => {
  test('is described in the words of its packager, and a wrong word would be noticed', async () => {
    await expect(validateConfiguration({ ...config, ...{ asarUnpak: [] } }, new DebugLogger(false))).rejects.toThrow(
      /asarUnpak/,
    )
    await expect(validateConfiguration(config, new DebugLogger(false))).resolves.toBeUndefined()
  })

  test('has the fuses of requirement E-19', () => {
    expect(config.electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    })
  })

  test('starts from what the build writes and carries only what the bundles leave outside', () => {
    const manifest = readManifest('package.json')
    expect(manifest.main).toBe('dist/electron/main.js')
    expect(manifest.bin).toEqual({ tokendesk: 'dist/electron/cli.js' })
    const outside =
      /const external = \[(.*)\]/.exec(readFileSync(join(projectRoot, 'vite.config.ts'), 'utf8'))?.[1] ?? ''
    const names = [...outside.matchAll(/'([^']+)'/g)].flatMap(([, name]) => name ?? [])
    expect(Object.keys(manifest.dependencies).sort()).toEqual(names.filter((name) => name !== 'electron').sort())
  })
})

test('the lock file carries no download addresses', () => {
  expect(readFileSync(join(projectRoot, 'package-lock.json'), 'utf8')).not.toMatch(/"resolved"|https?:\/\/[^"]*\.tgz/)
})
