import { expect, onTestFinished, test } from 'vitest'
import { openProvider } from '../host/open-provider.ts'
import { openCommandLine } from './run-cli.ts'

test('get --min-valid, asked by several commands at once, refreshes once and gives all the same token', {
  timeout: 90_000,
}, async () => {
  const line = await openCommandLine()
  onTestFinished(() => line.remove())
  // The first token lives for an hour, those of a refresh for ten; a refresh token may be used once.
  const used = new Set<string>()
  const provider = await openProvider(({ body }) => {
    const token = new URLSearchParams(body).get('refresh_token')
    if (token !== null && used.has(token)) return { status: 400, body: { error: 'invalid_grant' } }
    if (token !== null) used.add(token)
    const at = provider.calls.length
    const life = token === null ? 3600 : 36_000
    return { body: { access_token: `at-${at}`, token_type: 'Bearer', refresh_token: `rt-${at}`, expires_in: life } }
  })
  const profile = {
    ...{ id: 'own', name: 'Own', clientId: 'app', grant: 'client_credentials', secrets: { client_secret: 'word' } },
    dialect: { endpoints: { token: `${provider.origin}/token` } },
  }
  const added = await line.run(['profiles', 'add', '-'], { input: JSON.stringify(profile) })
  expect([added.code, added.err]).toEqual([0, expect.any(String)])
  expect((await line.run(['get', 'own', '--format', 'raw'])).out.trim()).toBe('at-1')
  // Long enough as it is: nothing is sent.
  expect((await line.run(['get', 'own', '--min-valid', '30m'])).out.trim()).toBe('at-1')
  expect(provider.calls.length).toBe(1)
  const commands = Array.from({ length: 5 }, () => line.run(['get', 'own', '--min-valid', '2h']))
  const ended = await Promise.all(commands)
  expect(ended.map(({ code, out, err }) => [code, out.trim(), err])).toEqual(ended.map(() => [0, 'at-2', '']))
  expect(provider.calls.length).toBe(2)
})
