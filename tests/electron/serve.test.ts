import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readServeOptions } from '../../electron/serve.ts'
import { type CommandLine, openCommandLine } from '../command-line/run-cli.ts'

let line: CommandLine
let entry: CommandLine
beforeAll(async () => {
  line = await openCommandLine()
  entry = await openCommandLine('serve.js')
})
afterAll(async () => {
  await line.remove()
  await entry.remove()
})

const addressPattern = /^Tokendesk: (http:\/\/127\.0\.0\.1:(\d+))\/#key=([\w-]{43})$/

describe('the arguments of the browser mode', () => {
  test.each([['--port'], ['--port=x'], ['--port=-1'], ['--port=65536'], ['--open-everything'], ['extra']])(
    'are refused in words: %s',
    (...argv) => {
      expect(typeof readServeOptions(argv)).toBe('string')
    },
  )

  test('are a free port and an opened page unless told', () => {
    expect(readServeOptions([])).toEqual({ port: 0, open: true })
    expect(readServeOptions(['--port', '8123', '--no-open'])).toEqual({ port: 8123, open: false })
  })
})

describe('the browser mode', () => {
  test('that finds its port taken says so, and ends with 6', async () => {
    const first = line.start(['serve', '--no-open'])
    const port = addressPattern.exec(await first.printed('Tokendesk'))?.[2] ?? ''
    const second = await entry.run(['--no-open', '--port', port])
    expect(second.code).toBe(6)
    expect(second.err).toContain(port)
    first.child.kill('SIGTERM')
    expect((await first.ended).code).toBe(0)
  })

  test.each(['SIGINT', 'SIGTERM'] as const)(
    'prints one line, serves until %s, then ends in order and leaves nothing open behind',
    async (signal) => {
      for (const [start, args] of [
        [line.start, ['serve', '--no-open']],
        [entry.start, ['--no-open', '--port', '0']],
      ] as const) {
        const running = start(args)
        const [, origin = '', , key = ''] = addressPattern.exec(await running.printed('Tokendesk')) ?? []
        const page = await fetch(origin)
        expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
        // A window that listens must not keep the program from ending.
        const events = await fetch(`${origin}/events`, { headers: { 'x-tokendesk-key': key } })
        running.child.kill(signal)
        const { code, out, err } = await running.ended
        expect([code, err]).toEqual([0, ''])
        expect(out.replace(/\n$/, '')).toMatch(addressPattern)
        await events.text()
      }
      const files = await readdir(line.home)
      expect(files.filter((name) => name.endsWith('.lock'))).toEqual([])
      // The library lets go of a connection when its statements are collected, so the log itself may outlive the process; it is empty.
      const logs = files.filter((name) => name.endsWith('-wal'))
      expect(await Promise.all(logs.map(async (name) => (await stat(join(line.home, name))).size))).toEqual(
        logs.map(() => 0),
      )
    },
  )

  test('keeps the key of its run out of everything that it stores', async () => {
    const running = line.start(['serve', '--no-open'])
    const key = addressPattern.exec(await running.printed('Tokendesk'))?.[3] ?? ''
    running.child.kill('SIGTERM')
    await running.ended
    for (const name of await readdir(line.home))
      expect((await readFile(join(line.home, name))).includes(key), name).toBe(false)
  })
})
