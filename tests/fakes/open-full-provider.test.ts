import { request } from 'node:https'
import { decodeJwt, exportJWK, generateKeyPair, SignJWT } from 'jose'
import { describe, expect, test } from 'vitest'
import { customGrantType, grantTypeNames } from '../../electron/host/practice/standard/own-grants.ts'
import { openTestHost, runToEnd } from '../host/open-test-host.ts'
import { buildFullClient, fullClient, fullPerson, fullPublicClientId } from './full-provider-clients.ts'
import { makeSelfSigned, readCertificateJwk } from './make-certificates.ts'
import { openFullProvider } from './open-full-provider.ts'
import { saveFullProfile } from './save-full-profile.ts'

type Parameters = Readonly<Record<string, string>>
type Answer = Readonly<Record<string, string>>

const own = { client_id: fullClient.clientId, client_secret: fullClient.clientSecret }
const redirectUri = 'http://127.0.0.1:4567/callback'

const post = (url: string, form: Parameters, headers: Parameters = {}): Promise<Response> =>
  fetch(url, { method: 'POST', body: new URLSearchParams(form), headers })

const readJson = async (response: Response): Promise<Answer> => (await response.json()) as Answer

/** What an authorization request brings, wherever it stands in the redirect. */
async function authorize(origin: string, parameters: Parameters): Promise<URLSearchParams> {
  const query = new URLSearchParams({ client_id: own.client_id, redirect_uri: redirectUri, ...parameters })
  const response = await fetch(`${origin}/auth?${query}`, { redirect: 'manual' })
  const location = new URL(response.headers.get('location') ?? `none:${response.status}${await response.text()}`)
  return new URLSearchParams(location.search || location.hash.slice(1))
}

describe('grants', () => {
  test('a code is exchanged and refreshed, and what arrived can be read back', async () => {
    const { origin, at } = await openFullProvider()
    const came = await authorize(origin, { response_type: 'code', scope: 'openid', state: 's', nonce: 'n' })
    expect(came.get('iss')).toBe(origin)
    const form = { grant_type: 'authorization_code', code: came.get('code') ?? '', redirect_uri: redirectUri }
    const tokens = await readJson(await post(`${origin}/token`, { ...own, ...form }))
    expect(decodeJwt(tokens.id_token ?? '')).toMatchObject({ iss: origin, sub: fullPerson.subject, nonce: 'n' })
    expect(new URLSearchParams(at('/token').body).get('code')).toBe(form.code)
    const again = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token ?? '' }
    const rotated = await readJson(await post(`${origin}/token`, { ...own, ...again }))
    expect(rotated.refresh_token).not.toBe(tokens.refresh_token)
  })

  test.each(['id_token', 'id_token token', 'code id_token', 'code token', 'code id_token token'])(
    '%s comes in the fragment',
    async (type) => {
      const { origin } = await openFullProvider()
      const came = await authorize(origin, { response_type: type, scope: 'openid', state: 's', nonce: 'n' })
      const names = { code: 'code', id_token: 'id_token', token: 'access_token' } as const
      for (const one of type.split(' ')) expect(came.get(names[one as keyof typeof names])).toBeTruthy()
    },
  )

  test.each<[string, Parameters]>([
    ['client_credentials', {}],
    ['password', { username: fullPerson.username, password: fullPerson.password }],
    [grantTypeNames.token_exchange, { subject_token: 't', subject_token_type: 'urn:ietf:params:oauth:token-type:jwt' }],
    [grantTypeNames.saml2_bearer, { assertion: Buffer.from('<saml:Assertion />').toString('base64url') }],
    [customGrantType, { note: 'kept' }],
  ])('%s gives a token', async (grantType, parameters) => {
    const { origin } = await openFullProvider()
    const answer = await post(`${origin}/token`, { ...own, grant_type: grantType, ...parameters })
    expect([answer.status, (await readJson(answer)).access_token]).toEqual([200, expect.any(String)])
  })

  test('a device code and a CIBA request wait for the person only when they are told to', async () => {
    const waiting = await openFullProvider({ person: 'when_told' })
    const code = await readJson(await post(`${waiting.origin}/device/auth`, { ...own, scope: 'openid' }))
    const poll = { ...own, grant_type: grantTypeNames.device_code, device_code: code.device_code ?? '' }
    expect(await readJson(await post(`${waiting.origin}/token`, poll))).toMatchObject({
      error: 'authorization_pending',
    })
    await waiting.decide(code.user_code ?? '', 'deny')
    expect(await readJson(await post(`${waiting.origin}/token`, poll))).toMatchObject({ error: 'access_denied' })
    const { origin } = await openFullProvider()
    const hinted = { ...own, scope: 'openid', login_hint: fullPerson.username, binding_message: 'Till 4!' }
    const asked = await readJson(await post(`${origin}/backchannel`, hinted))
    const ciba = { ...own, grant_type: grantTypeNames.ciba, auth_req_id: asked.auth_req_id ?? '' }
    expect(await readJson(await post(`${origin}/token`, ciba))).toHaveProperty('id_token')
  })
})

describe('requests', () => {
  test('a signed request that was pushed brings a signed answer', async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256')
    const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'ES256', use: 'sig' }] }
    const client = { client_id: 'jar', request_object_signing_alg: 'ES256', jwks }
    const { origin } = await openFullProvider({ clients: [buildFullClient(client)] })
    const claims = { response_type: 'code', redirect_uri: redirectUri, scope: 'openid', response_mode: 'jwt' }
    const signed = await new SignJWT({ ...claims, client_id: 'jar', iss: 'jar', aud: origin })
      .setProtectedHeader({ alg: 'ES256', kid: 'k' })
      .sign(privateKey)
    const pushed = await readJson(await post(`${origin}/request`, { ...own, client_id: 'jar', request: signed }))
    const came = await authorize(origin, { client_id: 'jar', request_uri: pushed.request_uri ?? '' })
    expect(decodeJwt(came.get('response') ?? '')).toMatchObject({ iss: origin, aud: 'jar' })
  })

  test('details and resources are granted', async () => {
    const { origin } = await openFullProvider()
    const details = '[{"type":"payment_initiation","actions":["pay"]}]'
    const wanted = { resource: 'https://api.invalid/', authorization_details: details }
    const came = await authorize(origin, { response_type: 'code', scope: 'openid api:read', ...wanted })
    const form = { grant_type: 'authorization_code', code: came.get('code') ?? '', redirect_uri: redirectUri }
    const redeemed = await post(`${origin}/token`, { ...own, ...form, resource: wanted.resource })
    const tokens = (await redeemed.json()) as { access_token: string; authorization_details: unknown }
    expect(tokens.authorization_details).toEqual(JSON.parse(details))
    expect(decodeJwt(tokens.access_token)).toMatchObject({ aud: wanted.resource, scope: 'openid api:read' })
    const direct = { ...own, grant_type: 'client_credentials', authorization_details: details }
    expect(await readJson(await post(`${origin}/token`, direct))).toHaveProperty('authorization_details')
  })

  test('a proof without the nonce is told the nonce', async () => {
    const { origin } = await openFullProvider({ requireNonce: true })
    const { privateKey, publicKey } = await generateKeyPair('ES256')
    const prove = async (nonce?: string): Promise<string> =>
      new SignJWT({ htm: 'POST', htu: `${origin}/token`, jti: `j${nonce}`, ...(nonce ? { nonce } : {}) })
        .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk: await exportJWK(publicKey) })
        .setIssuedAt()
        .sign(privateKey)
    const form = { ...own, grant_type: 'client_credentials' }
    const refused = await post(`${origin}/token`, form, { dpop: await prove() })
    expect(await readJson(refused)).toMatchObject({ error: 'use_dpop_nonce' })
    const nonce = refused.headers.get('dpop-nonce') ?? ''
    expect(await readJson(await post(`${origin}/token`, form, { dpop: await prove(nonce) }))).toMatchObject({
      token_type: 'DPoP',
    })
  })
})

describe('around the tokens', () => {
  test('userinfo and introspection are signed for a client that is registered so', async () => {
    const client = { client_id: 'signed', userinfo_signed_response_alg: 'PS256' }
    const { origin } = await openFullProvider({ clients: [buildFullClient(client)] })
    const mine = { ...own, client_id: 'signed' }
    const form = { grant_type: 'password', username: fullPerson.username, password: fullPerson.password }
    const tokens = await readJson(await post(`${origin}/token`, { ...mine, ...form, scope: 'openid' }))
    const token = tokens.access_token ?? ''
    const info = await post(`${origin}/me`, { access_token: token })
    expect(decodeJwt(await info.text())).toMatchObject({ sub: fullPerson.subject })
    const accept = { accept: 'application/token-introspection+jwt' }
    const introspected = await post(`${origin}/token/introspection`, { ...mine, token }, accept)
    expect(decodeJwt(await introspected.text())).toMatchObject({ token_introspection: { active: true } })
    await post(`${origin}/token/revocation`, { ...mine, token })
    expect(await readJson(await post(`${origin}/token/introspection`, { ...mine, token }))).toEqual({ active: false })
  })

  test('a client registers itself, reads itself and is gone', async () => {
    const { origin } = await openFullProvider()
    const body = JSON.stringify({ redirect_uris: [redirectUri], application_type: 'native' })
    const headers = { 'content-type': 'application/json' }
    const made = await readJson(await fetch(`${origin}/reg`, { method: 'POST', body, headers }))
    const authorization = { authorization: `Bearer ${made.registration_access_token}` }
    const uri = made.registration_client_uri ?? ''
    expect(await readJson(await fetch(uri, { headers: authorization }))).toMatchObject({ client_id: made.client_id })
    expect((await fetch(uri, { method: 'DELETE', headers: authorization })).status).toBe(204)
    expect((await fetch(uri, { headers: authorization })).status).toBe(401)
  })

  test('the metadata names every endpoint', async () => {
    const { origin } = await openFullProvider()
    const metadata = await readJson(await fetch(`${origin}/.well-known/openid-configuration`))
    const named = Object.keys(metadata).filter((name) => name.endsWith('_endpoint') || name === 'jwks_uri')
    expect(named).toHaveLength(11)
  })
})

describe('over TLS', () => {
  interface Sent {
    readonly status: number
    readonly body: Answer
  }

  const send = (url: string, form: Parameters, options: object): Promise<Sent> =>
    new Promise((resolve, reject) => {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' }
      const sending = request(url, { method: 'POST', headers, ...options }, (response) => {
        let text = ''
        response.on('data', (chunk) => {
          text += chunk
        })
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) as Answer }))
      })
      sending.on('error', reject)
      sending.end(new URLSearchParams(form).toString())
    })

  test('a certificate proves the client, binds its token, and is kept with what arrived', async () => {
    const self = await makeSelfSigned('self')
    const { origin, authority, ca, at } = await openFullProvider({
      tls: true,
      clients: [
        buildFullClient({
          ...{ client_id: 'mtls', client_secret: undefined, token_endpoint_auth_method: 'tls_client_auth' },
          ...{ tls_client_auth_subject_dn: 'CN=mtls', tls_client_certificate_bound_access_tokens: true },
        }),
        buildFullClient({
          ...{ client_id: 'self', client_secret: undefined },
          token_endpoint_auth_method: 'self_signed_tls_client_auth',
          jwks: { keys: [readCertificateJwk(self.certificate)] },
        }),
      ],
    })
    const form = { grant_type: 'client_credentials', resource: 'https://api.invalid/', scope: 'api:read' }
    const issued = await authority?.issueClient('mtls')
    const shown = { ca: ca ?? '', cert: issued?.certificate, key: issued?.key }
    const { body } = await send(`${origin}/token`, { ...form, client_id: 'mtls' }, shown)
    const { 'x5t#S256': thumbprint } = readCertificateJwk(issued?.certificate ?? '')
    expect(decodeJwt(body.access_token ?? '').cnf).toEqual({ 'x5t#S256': thumbprint })
    expect(at('/token').certificate).toContain('BEGIN CERTIFICATE')
    const other = { ca: ca ?? '', cert: self.certificate, key: self.key }
    expect((await send(`${origin}/token`, { ...form, client_id: 'self' }, other)).status).toBe(200)
    expect((await send(`${origin}/token`, { ...form, client_id: 'mtls' }, other)).status).toBe(401)
    const bare = { ca: ca ?? '' }
    expect((await send(`${origin}/token`, { ...form, client_id: fullPublicClientId }, bare)).status).toBe(200)
    expect(at('/token').certificate).toBeNull()
  })

  test('nobody else trusts it', async () => {
    const { origin } = await openFullProvider({ tls: true })
    await expect(send(`${origin}/token`, {}, {})).rejects.toThrow(/certificate/)
  })
})

test('a profile for it gets a token', async () => {
  const host = await openTestHost()
  const provider = await openFullProvider()
  expect((await runToEnd(host, await saveFullProfile(host, provider))).state).toBe('received')
})
