import { describe, expect, test } from 'vitest'
import { chooseDoor, type Surroundings } from '../../electron/choose-door.ts'

const desk: Surroundings = {
  argv: [],
  platform: 'linux',
  nodeVersion: '22.12.0',
  isRoot: false,
  hasDisplay: true,
  hasElectron: true,
}

describe('npm start chooses the browser mode', () => {
  test.each([['--no-open'], ['--port', '8080'], ['--port=8080']])('when %s asks for it', (...argv) => {
    const door = chooseDoor({ ...desk, argv })
    expect(door.kind).toBe('browser')
    expect(door.reason).toMatch(/^--(no-open|port) asks/)
  })

  test('where there is no display', () => {
    expect(chooseDoor({ ...desk, hasDisplay: false })).toMatchObject({
      kind: 'browser',
      reason: expect.stringContaining('display'),
    })
  })

  test('for root on Linux, because the window would have no sandbox', () => {
    expect(chooseDoor({ ...desk, isRoot: true })).toMatchObject({
      kind: 'browser',
      reason: expect.stringContaining('root'),
    })
  })

  test.each(['20.20.2', '22.11.0'])('where the binary is absent and Node %s cannot fetch it', (nodeVersion) => {
    const door = chooseDoor({ ...desk, hasElectron: false, nodeVersion })
    expect(door.kind).toBe('browser')
    expect(door.reason).toContain(nodeVersion)
  })
})

describe('npm start opens the desktop app', () => {
  test('where the binary is installed', () => {
    expect(chooseDoor(desk).kind).toBe('desktop')
  })

  test('with an old Node too, once the binary is there', () => {
    expect(chooseDoor({ ...desk, nodeVersion: '20.19.0' }).kind).toBe('desktop')
  })

  test('for root on macOS, whose sandbox does not mind', () => {
    expect(chooseDoor({ ...desk, platform: 'darwin', isRoot: true }).kind).toBe('desktop')
  })

  test.each(['22.12.0', '24.0.0'])('after fetching the binary where Node %s can', (nodeVersion) => {
    expect(chooseDoor({ ...desk, hasElectron: false, nodeVersion }).kind).toBe('fetch')
  })
})
