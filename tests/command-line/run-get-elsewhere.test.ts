import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CommandLine, openCommandLine } from './run-cli.ts'

let line: CommandLine
beforeAll(async () => {
  line = await openCommandLine()
})
afterAll(() => line.remove())

const start = (grant: string, args: readonly string[] = []) =>
  line.start(['get', 'practice-oidc', '--grant', grant, '--no-browser', '--json', ...args])

/** Does on the practice page what a person does. */
async function decide(running: ReturnType<typeof start>, decision: 'allow' | 'deny'): Promise<void> {
  const address = (await running.said('open ')).slice('open '.length)
  const code = (await running.said('code ')).slice('code '.length)
  const body = new URLSearchParams({ user_code: code, decision })
  expect((await fetch(address, { method: 'POST', body })).status).toBe(200)
}

test('a code that is denied ends with 3', async () => {
  const running = start('device_code')
  await decide(running, 'deny')
  const { code, out } = await running.ended
  expect([code, JSON.parse(out).problem.code]).toEqual([3, 'authorization_refused'])
})

test('Ctrl-C ends the wait with 6', async () => {
  const running = start('device_code')
  await running.said('code ')
  running.child.kill('SIGINT')
  expect((await running.ended).code).toBe(6)
})

test('the page and the code stand on standard error, the tokens on standard output', async () => {
  const running = start('device_code')
  await decide(running, 'allow')
  const { code, out, err } = await running.ended
  expect(code).toBe(0)
  expect(JSON.parse(out)).toHaveProperty('access_token')
  expect(err).toMatch(/^open http.*\ncode \S{4}-\S{4}\nor open http.*user_code=.*\n/)
})

test('a request on another device is said to be there', async () => {
  const { code, err } = await start('ciba').ended
  expect(code).toBe(0)
  expect(err).toContain('Confirm the request on your other device.')
})
