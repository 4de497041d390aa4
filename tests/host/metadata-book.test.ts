import { describe, expect, test } from 'vitest'
import { readChecks } from '../../shared/flow/exchange.ts'
import { readProfileDocument } from '../../shared/flow/profile.ts'
import { buildProfileFromMetadata, listMetadataDifferences } from '../../shared/flow/profile-metadata.ts'
import { fullClient } from '../fakes/full-provider-clients.ts'
import { openFullProvider } from '../fakes/open-full-provider.ts'
import { saveFullProfile } from '../fakes/save-full-profile.ts'
import { drip, openFaultServer } from './open-fault-server.ts'
import { openProvider, type TokenAnswer } from './open-provider.ts'
import { openTestHost, readValue, runToEnd } from './open-test-host.ts'

const openid = '/.well-known/openid-configuration'
const oauth = '/.well-known/oauth-authorization-server'

const buildDocument = (issuer: string, change: object = {}) => ({
  issuer,
  authorization_endpoint: `${issuer}/auth`,
  token_endpoint: `${issuer}/token`,
  response_types_supported: ['code'],
  ...change,
})

/** A host and an issuer that answers at each path as the test says, with 404 elsewhere. */
async function openIssuer(answers: (origin: string) => Readonly<Record<string, TokenAnswer>>) {
  const host = await openTestHost()
  let now = answers
  const provider = await openProvider(({ url }) => now(provider.origin)[url] ?? { status: 404, body: 'nothing here' })
  const read = (issuer = provider.origin, change: object = {}) => host.send('metadata.read', { issuer, ...change })
  const answer = (next: typeof answers): void => {
    now = next
  }
  return { host, provider, read, answer, paths: () => provider.calls.map((call) => call.url) }
}

describe('metadata that lie or are none', () => {
  const cases: readonly (readonly [string, (origin: string) => TokenAnswer, string])[] = [
    ['another issuer', () => ({ body: buildDocument('https://evil.example') }), 'issuer_differs'],
    ['a slash too many', (origin) => ({ body: buildDocument(`${origin}/`) }), 'issuer_differs'],
    ['no token endpoint', (issuer) => ({ body: { issuer, authorization_endpoint: issuer } }), 'metadata_invalid'],
    ['no JSON', () => ({ body: '{issuer}' }), 'metadata_invalid'],
    ['an array', () => ({ body: '[]' }), 'metadata_invalid'],
    ['a sign-in page', () => ({ body: '<html>', headers: { 'content-type': 'text/html' } }), 'metadata_web_page'],
    ['a redirect', () => ({ status: 302, headers: { location: '/elsewhere' }, body: '' }), 'metadata_redirected'],
    ['ten megabytes', (issuer) => ({ body: buildDocument(issuer, { x: 'x'.repeat(1e7) }) }), 'response_too_large'],
  ]

  test.each(cases)('%s: a named problem, and what came is kept', async (_, answer, code) => {
    const { host, provider, read, paths } = await openIssuer((origin) => ({ [openid]: answer(origin) }))
    const result = await read()
    expect(result).toMatchObject({ ok: false, problem: { code, evidence: { tried: expect.stringContaining(openid) } } })
    const attempts = readValue(await host.send('metadata.attempts', { issuer: provider.origin }))
    expect(attempts.map((one) => new URL(one.request.url).pathname)).toEqual([openid, oauth])
    expect(attempts[0]).toMatchObject({ response: { url: `${provider.origin}${openid}` }, problem: { code } })
    // Nothing was followed.
    expect(paths()).toEqual([openid, oauth])
  })

  test('an answer that never ends: a deadline, and no further address is asked', async () => {
    const limits = { connect: 500, headers: 500, idle: 200, total: 300, body: 1_048_576, headerBytes: 16_384 }
    const host = await openTestHost({ limits })
    const server = await openFaultServer((socket) => drip(socket, `HTTP/1.1 200 OK\r\n\r\n${'{'.repeat(1000)}`, 50))
    const result = await host.send('metadata.read', { issuer: server.origin })
    expect(result).toMatchObject({ ok: false, problem: { code: 'network_timeout' } })
    expect(server.requests.length).toBe(1)
  })

  test('nothing at all: every address that was asked is named', async () => {
    const { read, provider, paths } = await openIssuer(() => ({}))
    const { origin } = provider
    const tried = [`${origin}/one${openid} 404`, `${origin}${oauth}/one 404`, `${origin}${openid}/one 404`].join(', ')
    expect(await read(`${origin}/one`)).toMatchObject({ problem: { code: 'metadata_not_found', evidence: { tried } } })
    expect(paths()).toEqual([`/one${openid}`, `${oauth}/one`, `${openid}/one`])
  })

  test('nobody there: the network is named, and there is no answer to show', async () => {
    const host = await openTestHost()
    const issuer = 'http://127.0.0.1:1'
    expect(await host.send('metadata.read', { issuer })).toMatchObject({ problem: { code: 'network_refused' } })
    const attempts = readValue(await host.send('metadata.attempts', { issuer }))
    expect(attempts).toMatchObject([{ response: null, problem: { code: 'network_refused' } }])
  })

  test('endpoints of somebody else: a warning, not a refusal', async () => {
    const elsewhere = { userinfo_endpoint: 'https://evil.example/me' }
    const { read } = await openIssuer((origin) => ({ [openid]: { body: buildDocument(origin, elsewhere) } }))
    const { findings } = readValue(await read())
    expect(findings.map((one) => [one.code, one.severity])).toContainEqual(['metadata_other_origin', 'warning'])
  })
})

describe('metadata that are in order', () => {
  test('are found at a later address, and each attempt is there with its raw answer', async () => {
    const { read, provider } = await openIssuer((origin) => ({
      [`${oauth}/one`]: { body: buildDocument(`${origin}/one`) },
    }))
    const issuer = `${provider.origin}/one`
    const { calls, findings, url } = readValue(await read(issuer))
    expect(calls.map((call) => call.response.status)).toEqual([404, 200])
    expect(calls[0]?.request.parts).toMatchObject([{ in: 'header', name: 'Accept', value: 'application/json' }])
    expect(url).toBe(`${provider.origin}${oauth}/one`)
    expect(findings.map((one) => one.code)).toEqual(['metadata_tried'])
  })

  test('may be named by the address of the document, also where the issuer ends in a slash', async () => {
    const { read, provider } = await openIssuer((origin) => ({ [openid]: { body: buildDocument(`${origin}/`) } }))
    const { issuer, findings } = readValue(await read(`${provider.origin}${openid}`))
    expect(issuer).toBe(`${provider.origin}/`)
    expect(findings[0]).toMatchObject({ code: 'metadata_issuer_derived', evidence: { issuer } })
  })

  test('are read once and then kept, over a restart as well', async () => {
    const { host, read, provider } = await openIssuer((origin) => ({
      [openid]: { body: buildDocument(origin, { x_own: { kept: [1] } }) },
    }))
    const first = readValue(await read())
    await host.close()
    const again = await openTestHost({ home: host.home })
    const second = readValue(await again.send('metadata.read', { issuer: provider.origin }))
    expect(second).toEqual({ ...first, calls: [] })
    expect(second.document.x_own).toEqual({ kept: [1] })
    expect(provider.calls.length).toBe(1)
  })

  test('are read again when asked, with what has changed since', async () => {
    const { read, answer } = await openIssuer((origin) => ({
      [openid]: { body: buildDocument(origin, { gone: 1, same: { a: 1, b: 2 } }) },
    }))
    expect(readValue(await read()).changes).toEqual([])
    answer((origin) => ({
      [openid]: { body: buildDocument(origin, { same: { b: 2, a: 1 }, token_endpoint: `${origin}/other`, come: [1] }) },
    }))
    const { changes, issuer } = readValue(await read(undefined, { again: true }))
    expect(changes).toEqual([
      { name: 'token_endpoint', before: `"${issuer}/token"`, after: `"${issuer}/other"` },
      { name: 'gone', before: '1', after: null },
      { name: 'come', before: null, after: '[1]' },
    ])
    expect(readValue(await read(undefined, { again: true })).changes).toEqual([])
  })

  test('stay as they are when reading them again fails', async () => {
    const { read, answer } = await openIssuer((origin) => ({ [openid]: { body: buildDocument(origin) } }))
    const first = readValue(await read())
    for (const body of ['', '{}', '<html>']) {
      answer(() => ({ [openid]: { body } }))
      expect((await read(undefined, { again: true })).ok).toBe(false)
    }
    expect(readValue(await read())).toEqual({ ...first, calls: [] })
  })

  test('are shown when the vault cannot keep them, and that is said', async () => {
    const { host, read } = await openIssuer((origin) => ({ [openid]: { body: buildDocument(origin) } }))
    readValue(await host.send('vault.lock', {}))
    expect(readValue(await read()).findings.map((one) => one.code)).toContain('not_saved')
  })
})

test('an issuer address, a client id and its secret are a profile that gets a token and checks it', async () => {
  const host = await openTestHost()
  const provider = await openFullProvider()
  const { issuer, document, url } = readValue(await host.send('metadata.read', { issuer: provider.issuer }))
  const built = buildProfileFromMetadata(document, issuer, { url })
  const given = { clientId: fullClient.clientId, secrets: { client_secret: fullClient.clientSecret } }
  const { profile, secrets } = readValue(readProfileDocument({ ...built.profile, ...given }))
  expect(listMetadataDifferences(profile, document)).toEqual([])
  readValue(await host.send('profiles.save', { profile, secrets }))
  const exchange = await runToEnd(host, profile.id, {})
  expect(exchange.state).toBe('received')
  expect(readChecks(exchange).filter((check) => check.verdict === 'fail')).toEqual([])
  expect(readChecks(exchange)).toContainEqual(expect.objectContaining({ name: 'signature', verdict: 'pass' }))
})

describe('with a profile', () => {
  test('its own address comes first, its variables filled', async () => {
    const { host, read, provider, paths } = await openIssuer((origin) => ({
      '/own/discovery?client_id=app': { body: buildDocument(origin) },
    }))
    const endpoints = { discovery: '{base}/own/discovery?client_id={client_id}' }
    const document = { id: 'own', name: 'Own', clientId: 'app', variables: { base: provider.origin } }
    const text = JSON.stringify({ ...document, dialect: { issuer: '{base}', endpoints } })
    readValue(await host.send('profiles.import', { text, store: true }))
    expect(readValue(await read('{base}', { profileId: 'own' })).issuer).toBe(provider.origin)
    // Another issuer is not looked for there.
    expect((await read(`${provider.origin}/two`, { profileId: 'own' })).ok).toBe(false)
    expect(paths().filter((path) => path.startsWith('/own'))).toEqual(['/own/discovery?client_id=app'])
  })

  test('that nobody knows is refused', async () => {
    const { read, provider } = await openIssuer(() => ({}))
    expect(await read(undefined, { profileId: 'nobody' })).toMatchObject({ problem: { code: 'profile_unknown' } })
    expect(provider.calls.length).toBe(0)
  })

  test('of the practice provider, it is started and read', async () => {
    const host = await openTestHost()
    for (const profileId of ['practice-oidc', 'practice-maxkey']) {
      const { profile } = readValue(await host.send('profiles.show', { id: profileId }))
      const issuer = profile.dialect.issuer || profile.dialect.endpoints.discovery
      const read = await host.send('metadata.read', { issuer, profileId })
      expect([profileId, read.ok || read.problem]).toEqual([profileId, true])
    }
    expect((await runToEnd(host, 'practice-oidc')).state).toBe('received')
  })

  test('its certificates are trusted, and without them nobody is', async () => {
    const host = await openTestHost()
    const provider = await openFullProvider({ tls: true })
    const refused = await host.send('metadata.read', { issuer: provider.issuer })
    expect(refused).toMatchObject({ ok: false, problem: { code: 'network_tls' } })
    const profileId = await saveFullProfile(host, provider, { caCertificates: provider.ca ?? '' })
    const { document, findings } = readValue(await host.send('metadata.read', { issuer: provider.issuer, profileId }))
    expect(document.issuer).toBe(provider.issuer)
    expect(findings).toEqual([])
  })
})
