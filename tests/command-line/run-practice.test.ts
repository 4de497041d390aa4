import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CommandLine, openCommandLine } from './run-cli.ts'

let line: CommandLine
beforeAll(async () => {
  line = await openCommandLine()
})
afterAll(() => line.remove())

describe('the practice providers alone', () => {
  test('print six base addresses and their accounts, answer there, and end when asked', async () => {
    const running = line.start(['practice'])
    await running.printed('person')
    const standard = (await running.printed('OpenID Connect')).split(/\s{2,}/).at(-1) ?? ''
    const discovery = await (await fetch(`${standard}/.well-known/openid-configuration`)).json()
    expect(discovery.issuer).toBe(standard)
    running.child.kill('SIGTERM')
    const { code, out, err } = await running.ended
    expect([code, err]).toEqual([0, ''])
    const bases = out.match(/http:\/\/127\.0\.0\.1:\d+\/\w+/g) ?? []
    expect(bases.map((base) => base.split('/').at(-1))).toEqual([
      'standard',
      'maxkey',
      'xt',
      'workfront',
      'tkeel',
      'bamboocloud',
    ])
    expect(out).toContain('client_id=tokendesk-practice ')
    expect(out).toContain('client_id=tokendesk-practice-public')
  })

  test('say which port is taken, and end with 6', async () => {
    const running = line.start(['practice'])
    const port = new URL((await running.printed('XT.COM')).split(/\s+/).at(-1) ?? '').port
    const { code, err } = await line.run(['practice', '--port', port])
    expect(code).toBe(6)
    expect(err).toContain(`port: ${port}`)
    running.child.kill('SIGTERM')
    await running.ended
  })
})
