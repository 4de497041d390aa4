import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findElectronBinary, findElectronPackage } from '../../electron/find-electron.ts'

let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tokendesk-electron-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** What Electron's installer leaves behind. */
function install(binary: string) {
  mkdirSync(join(folder, 'dist'))
  writeFileSync(join(folder, 'dist', binary), '')
  writeFileSync(join(folder, 'path.txt'), binary)
}

describe('the Electron binary', () => {
  test('is absent where the package was never completed', () => {
    expect(findElectronBinary(folder)).toBeUndefined()
  })

  test('is absent where only the note of its path is left', () => {
    writeFileSync(join(folder, 'path.txt'), 'electron')
    expect(findElectronBinary(folder)).toBeUndefined()
  })

  test('is absent where the other folder does not hold it', () => {
    install('electron')
    expect(findElectronBinary(folder, join(folder, 'nowhere'))).toBeUndefined()
  })

  test('is found where the installer put it', () => {
    install('electron.exe')
    expect(findElectronBinary(folder)).toBe(join(folder, 'dist', 'electron.exe'))
  })

  test('is found in the other folder, as by its own launcher', () => {
    writeFileSync(join(folder, 'electron'), '')
    expect(findElectronBinary(folder, folder)).toBe(join(folder, 'electron'))
  })
})

describe('the package electron', () => {
  test('is absent for a file that has no node_modules above it', () => {
    expect(findElectronPackage(join(folder, 'start.js'))).toBeUndefined()
  })

  test('is found from our own files', () => {
    expect(findElectronPackage(import.meta.url)).toMatch(/node_modules.electron$/)
  })
})
