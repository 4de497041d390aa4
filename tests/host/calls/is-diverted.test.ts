import { expect, test } from 'vitest'
import { openProvider, type Provider, saveProfile } from '../open-provider.ts'
import { openTestHost, readEnd, readValue, type TestHost } from '../open-test-host.ts'

const tokens = { access_token: 'at', refresh_token: 'rt', token_type: 'Bearer' }
const openOwn = () => openProvider(() => ({ body: tokens }))

/** Imports a document over the stored profile `own`, with the addresses of a provider and what else it brings. */
function replaceOwn(host: TestHost, { origin }: Provider, more: object = {}) {
  const endpoints = { authorization: `${origin}/authorize`, token: `${origin}/token` }
  const document = { id: 'own', name: 'Own', clientId: 'own-client', dialect: { endpoints }, ...more }
  return host.send('profiles.import', { text: JSON.stringify(document), store: true, replace: true })
}

test('a document that leads the stored secret to another address is not stored', async () => {
  const host = await openTestHost()
  const [own, other] = [await openOwn(), await openOwn()]
  await saveProfile(host, own)
  const before = readValue(await host.send('profiles.show', { id: 'own' }))
  const given = { secrets: { client_secret: '{{client_secret}}' } }
  expect(await replaceOwn(host, other, given)).toMatchObject({
    problem: { code: 'import_diverts', evidence: { held: 'client_secret' } },
  })
  // The address is what it is once its variables are filled.
  const dialect = { endpoints: { token: '{base}/token', authorization: `${own.origin}/authorize` } }
  expect(await replaceOwn(host, own, { dialect, variables: { base: other.origin } })).toMatchObject({ ok: false })
  // A run fills this one with the redirect URI, whatever the profile says it is.
  const hidden = { endpoints: { token: `${own.origin}/token`, authorization: 'http://{redirect_uri}' } }
  const variables = { redirect_uri: `${new URL(own.origin).host}/authorize` }
  expect(await replaceOwn(host, own, { dialect: hidden, variables })).toMatchObject({ ok: false })
  expect(readValue(await host.send('profiles.show', { id: 'own' }))).toEqual(before)
})

test('a document that leads the stored tokens to another address is not stored', async () => {
  const host = await openTestHost()
  const [own, other] = [await openOwn(), await openOwn()]
  await saveProfile(host, own)
  const start = { profileId: 'own', grant: 'client_credentials' } as const
  await readEnd(host, readValue(await host.send('exchanges.start', start)).exchangeId)
  expect(await replaceOwn(host, other, { secrets: { client_secret: 'another' } })).toMatchObject({
    problem: { code: 'import_diverts', evidence: { held: 'access_token, refresh_token' } },
  })
})

test.each([
  ['userinfo', { dialect: { endpoints: { userinfo: 'https://other.invalid/me' } } }],
  ['introspection', { dialect: { endpoints: { introspection: 'https://other.invalid/ask' } } }],
  ['jwks', { dialect: { endpoints: { jwks: 'https://other.invalid/keys' } } }],
  ['the registration', { registrationClientUri: 'https://other.invalid/reg/1' }],
])('a document that leads a call to %s elsewhere is not stored', async (_, more: object) => {
  const host = await openTestHost()
  const own = await openOwn()
  await saveProfile(host, own)
  const { origin } = own
  const { dialect = {} } = more as { dialect?: { endpoints?: object } }
  const endpoints = { authorization: `${origin}/authorize`, token: `${origin}/token`, ...dialect.endpoints }
  expect(await replaceOwn(host, own, { ...more, dialect: { endpoints } })).toMatchObject({
    problem: { code: 'import_diverts', evidence: { held: 'client_secret' } },
  })
})

test('a document that changes no address keeps the stored secret', async () => {
  const host = await openTestHost()
  const own = await openOwn()
  await saveProfile(host, own)
  expect(readValue(await replaceOwn(host, own, { name: 'Renamed' }))).toMatchObject({
    profile: { name: 'Renamed' },
    hasSecret: ['client_secret'],
  })
})

test('a document that brings every secret may bring its address as well', async () => {
  const host = await openTestHost()
  const [own, other] = [await openOwn(), await openOwn()]
  await saveProfile(host, own)
  readValue(await replaceOwn(host, other, { secrets: { client_secret: 'another' } }))
  expect(readValue(await host.send('profiles.reveal', { id: 'own', secret: 'client_secret' })).value).toBe('another')
})
