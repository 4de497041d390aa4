import { createHash, X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { connect, type TLSSocket } from 'node:tls'
import { describe, expect, onTestFinished, test } from 'vitest'
import { readClock } from '../../electron/host/clock.ts'
import { sendLimits } from '../../electron/host/send-limits.ts'
import { createSender, type Sender, type Sent } from '../../electron/host/send-request.ts'
import type { Transport } from '../../electron/host/tls-material.ts'
import { type Exchange, readStep } from '../../shared/flow/exchange.ts'
import type { ProfileDocument } from '../../shared/flow/profile.ts'
import { buildFullClient } from '../fakes/full-provider-clients.ts'
import {
  type MadeCertificate,
  makeSelfSigned,
  openTestAuthority,
  readCertificateJwk,
} from '../fakes/make-certificates.ts'
import { type FullProvider, openFullProvider } from '../fakes/open-full-provider.ts'
import { saveFullProfile } from '../fakes/save-full-profile.ts'
import { openTestHost, readEnd, readValue, runToEnd, type TestHost } from './open-test-host.ts'

const usual: Transport = { ca: null, certificate: null, key: null }

function openSender(): Sender {
  const sender = createSender(readClock, { ...sendLimits, connect: 2000, headers: 2000 })
  onTestFinished(() => sender.close())
  return sender
}

interface TlsOptions {
  readonly most?: 'TLSv1.1' | 'TLSv1.3'
  /** Shows a certificate for nobody's address. */
  readonly nameless?: boolean
}

const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' } as const

/** A TLS server that tells whose certificate it saw; `sockets` counts the connections. */
async function openTlsServer({ most = 'TLSv1.3', nameless = false }: TlsOptions = {}) {
  const authority = await openTestAuthority()
  const { certificate, key } = await (nameless ? authority.issueClient('nobody') : authority.issueServer())
  const versions = most === 'TLSv1.1' ? old : {}
  const options = { key, cert: certificate, requestCert: true, rejectUnauthorized: false, ...versions }
  const server = createServer(options, ({ socket }, response) => {
    const shown = (socket as TLSSocket).getPeerX509Certificate()
    response.end(JSON.stringify({ subject: shown?.subject ?? null }))
  })
  let sockets = 0
  server.on('connection', () => {
    sockets += 1
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { authority, port, url: `https://127.0.0.1:${port}/`, sockets: () => sockets }
}

const get = (sender: Sender, url: string, transport: Transport | null): Promise<Sent> =>
  sender.send({ method: 'GET', url, headers: [], body: null }, new AbortController().signal, transport)

const readSubject = (sent: Sent): unknown =>
  sent.ok ? JSON.parse(Buffer.from(sent.value.body, 'base64').toString()).subject : sent.problem

describe('what a connection trusts', () => {
  test('is the system alone, unless the transport names more, and for that transport only', async () => {
    const { authority, url } = await openTlsServer()
    const sender = openSender()
    const untrusted = { ok: false, problem: { code: 'network_tls' } }
    expect(await get(sender, url, null)).toMatchObject(untrusted)
    expect((await get(sender, url, { ...usual, ca: authority.ca })).ok).toBe(true)
    expect(await get(sender, url, null)).toMatchObject(untrusted)
    const other = await makeSelfSigned('Another authority')
    expect(await get(sender, url, { ...usual, ca: other.certificate })).toMatchObject(untrusted)
    expect((await get(sender, url, { ...usual, ca: `${other.certificate}\n${authority.ca}` })).ok).toBe(true)
  })

  test('is no certificate of another name, also with the right authority', async () => {
    const { authority, url } = await openTlsServer({ nameless: true })
    expect(await get(openSender(), url, { ...usual, ca: authority.ca })).toMatchObject({
      ok: false,
      problem: { code: 'network_tls', evidence: { reason: 'ERR_TLS_CERT_ALTNAME_INVALID' } },
    })
  })

  test('is nothing older than TLS 1.2, which another client would take', async () => {
    const { authority, url, port } = await openTlsServer({ most: 'TLSv1.1' })
    expect(await get(openSender(), url, { ...usual, ca: authority.ca })).toMatchObject({
      ok: false,
      problem: { code: 'network_tls' },
    })
    const socket = connect({ host: '127.0.0.1', port, ca: authority.ca, ...old })
    await once(socket, 'secureConnect')
    expect(socket.getProtocol()).toBe('TLSv1.1')
    socket.destroy()
  })
})

describe('what a connection shows', () => {
  test('is the certificate of the transport, on connections that no other transport uses', async () => {
    const { authority, url, sockets } = await openTlsServer()
    const sender = openSender()
    const [one, two] = [await authority.issueClient('one'), await authority.issueClient('two')]
    const show = ({ certificate, key }: MadeCertificate) => get(sender, url, { ca: authority.ca, certificate, key })
    expect(readSubject(await show(one))).toBe('CN=one')
    expect(readSubject(await show(two))).toBe('CN=two')
    expect(readSubject(await get(sender, url, { ...usual, ca: authority.ca }))).toBeNull()
    expect(readSubject(await show(one))).toBe('CN=one')
    expect(sockets()).toBe(3)
  })

  test('stays right when more transports come than connections are kept for', async () => {
    const { authority, url } = await openTlsServer()
    const sender = openSender()
    const names = Array.from({ length: 12 }, (_, at) => `client-${at}`)
    const made = await Promise.all(names.map((name) => authority.issueClient(name)))
    const shown: unknown[] = []
    for (const { certificate, key } of [...made, ...made])
      shown.push(readSubject(await get(sender, url, { ca: authority.ca, certificate, key })))
    expect(shown).toEqual([...names, ...names].map((name) => `CN=${name}`))
  })
})

/** Binds tokens to the certificate (RFC 8705, section 3). */
const binds = { tls_client_certificate_bound_access_tokens: true }

async function runTls(
  host: TestHost,
  provider: FullProvider,
  way: 'tls_client_auth' | 'self_signed_tls_client_auth',
  shown: MadeCertificate,
  change: Partial<ProfileDocument> = {},
): Promise<Exchange> {
  const id = await saveFullProfile(host, provider, {
    ...{
      clientId: 'tls-client',
      scopes: ['openid'],
      secrets: { tls_certificate: shown.certificate, tls_key: shown.key },
    },
    dialect: { request: { clientAuthentication: way } },
    ...change,
  })
  return runToEnd(host, id)
}

describe('a real provider', () => {
  test('takes tls_client_auth at every endpoint and binds the tokens to the certificate', async () => {
    const subject = { tls_client_auth_subject_dn: 'CN=tls-client' }
    const client = { client_id: 'tls-client', token_endpoint_auth_method: 'tls_client_auth', ...subject, ...binds }
    const provider = await openFullProvider({ tls: true, clients: [buildFullClient(client)] })
    const shown = await provider.authority?.issueClient('tls-client')
    if (shown === undefined) throw new Error('no authority')
    const host = await openTestHost()
    // The sign-in page is opened by a browser, which trusts no test authority: a direct grant needs none.
    const exchange = await runTls(host, provider, 'tls_client_auth', shown, { grant: 'password' })
    expect(exchange.state).toBe('received')
    expect(Object.fromEntries(new URLSearchParams(provider.at('/token').body))).toMatchObject({
      client_id: 'tls-client',
    })
    expect(provider.at('/token').body).not.toContain('client_secret')
    for (const what of ['userinfo', 'introspection', 'revocation'] as const) {
      const started = readValue(await host.send('lifecycle.start', { profileId: 'full', what }))
      expect((await readEnd(host, started.exchangeId)).state).toBe('received')
    }
    const thumb = createHash('sha256').update(new X509Certificate(shown.certificate).raw).digest('base64url')
    const introspected = provider.arrived.filter((one) => one.certificate !== null)
    expect(introspected.map((one) => one.path)).toEqual(
      expect.arrayContaining(['/token', '/me', '/token/introspection', '/token/revocation']),
    )
    for (const one of introspected)
      expect(
        createHash('sha256')
          .update(new X509Certificate(one.certificate ?? '').raw)
          .digest('base64url'),
      ).toBe(thumb)
  })

  test('takes self_signed_tls_client_auth with the certificate that is registered, and refuses another', async () => {
    const [own, other] = [await makeSelfSigned('tls-client'), await makeSelfSigned('tls-client')]
    const jwks = { keys: [readCertificateJwk(own.certificate)] }
    const client = { client_id: 'tls-client', token_endpoint_auth_method: 'self_signed_tls_client_auth', jwks }
    const provider = await openFullProvider({ tls: true, clients: [buildFullClient(client)] })
    const host = await openTestHost()
    const refused = await runTls(host, provider, 'self_signed_tls_client_auth', other, {
      grant: 'client_credentials',
      scopes: [],
    })
    expect(readStep(refused, 'token-set')?.reading).toMatchObject({ refusal: { code: 'invalid_client' } })
    const taken = await runTls(host, provider, 'self_signed_tls_client_auth', own, {
      grant: 'client_credentials',
      scopes: [],
    })
    expect(taken.state).toBe('received')
  })

  test('sees no certificate that does not fit its key: the run says so and connects to nobody', async () => {
    const provider = await openFullProvider({ tls: true })
    const [one, two] = [await makeSelfSigned('a'), await makeSelfSigned('b')]
    const crossed = { certificate: one.certificate, key: two.key }
    const exchange = await runTls(await openTestHost(), provider, 'tls_client_auth', crossed, {
      grant: 'client_credentials',
    })
    expect(exchange.trail.at(-1)).toMatchObject({
      problem: { code: 'key_invalid', evidence: { secret: 'tls_certificate', why: 'it does not belong to tls_key' } },
    })
    expect(provider.arrived).toEqual([])
  })
})
