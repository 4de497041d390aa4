import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readProblem } from '../../shared/flow/exchange.ts'
import { type ProfileDocument, readProfileDocument } from '../../shared/flow/profile.ts'
import { openProvider } from './open-provider.ts'
import { openLastingHost, readEnd, readValue, type TestHost } from './open-test-host.ts'

let host: TestHost
beforeAll(async () => {
  host = await openLastingHost()
})
afterAll(() => host.dispose())

/** Texts that break what was glued together carelessly. */
const texts = [
  '',
  ' ',
  'a\r\nX-Injected: yes',
  'a\nb',
  'a\0b',
  '\ud800',
  '🔑密钥',
  'a&admin=true',
  'a=b',
  'a%0d%0ab',
  '"}',
  '{client_id}',
  '{unknown}',
  '__proto__',
  'a'.repeat(5_000),
] as const

/** Places of a profile that end up in a request, each filled with a text. */
const places: readonly (readonly [name: string, build: (text: string) => Partial<ProfileDocument>])[] = [
  ['the client id', (text) => ({ clientId: text })],
  ['the client secret', (text) => ({ secrets: { client_secret: text || 'a' } })],
  ['the user name', (text) => ({ username: text })],
  ['a scope', (text) => ({ scopes: [text || 'a'] })],
  ['the name of a parameter', (text) => ({ tokenParameters: { [text]: 'a' } })],
  ['a parameter', (text) => ({ tokenParameters: { a: text } })],
  ['a variable', (text) => ({ variables: { base: text } })],
  ['the grant type', (text) => ({ dialect: { request: { grantTypes: { client_credentials: text } } } })],
  ['the name of a header', (text) => ({ dialect: { request: { token: { headers: { [text]: 'a' } } } } })],
  ['a header', (text) => ({ dialect: { request: { token: { headers: { 'X-Own': text } } } } })],
  ['the name of a renamed parameter', (text) => ({ dialect: { request: { token: { rename: { scope: text } } } } })],
]

describe.each(places)('a profile with anything in %s', (_name, build) => {
  test('sends one well-formed request or none, and ends by name', async () => {
    const provider = await openProvider(() => ({ body: { access_token: 'at', token_type: 'Bearer' } }))
    for (const [at, text] of texts.entries()) {
      const change = build(text)
      const given = typeof change.dialect === 'object' ? change.dialect : {}
      const token = `${provider.origin}/token${'variables' in change ? '/{base}' : ''}`
      const document = { id: 'hostile', name: 'Hostile', clientId: 'c', secrets: { client_secret: 's' }, ...change }
      const read = readProfileDocument({ ...document, dialect: { ...given, endpoints: { token } } })
      if (!read.ok) continue
      readValue(await host.send('profiles.save', read.value))
      const before = provider.calls.length
      const wanted = { profileId: 'hostile', grant: 'client_credentials' } as const
      const exchange = await readEnd(host, readValue(await host.send('exchanges.start', wanted)).exchangeId)
      const code = readProblem(exchange)?.code ?? 'none'
      expect([at, code]).not.toEqual([at, 'internal'])
      expect([at, provider.calls.length - before]).toEqual([at, code === 'none' ? 1 : 0])
      const call = provider.calls.at(-1)
      expect(call?.headers['x-injected']).toBe(undefined)
      expect(new URLSearchParams(call?.body).get('admin')).toBe(null)
    }
  })
})
