import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto'
import { expect } from 'vitest'
import type { Arrived } from './open-recording-provider.ts'
import type { Left, WireSetting } from './wire-settings.ts'

const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
/** The key that the profile signs with. */
export const signingKey: string = JSON.stringify({ ...keys.privateKey.export({ format: 'jwk' }), kid: 'signing-1' })
const publicKey = createPublicKey(keys.privateKey)

/** Signs with the key above. */
const signs = { '/authorization/requestObject': 'signed', '/signing/algorithm': 'ES256' }
const pushes = { '/dialect/endpoints/pushedAuthorization': '{provider}/par' }

/** The claims of a request object whose signature is right. */
function readRequestObject(jwt: string): { readonly header: object; readonly claims: Record<string, unknown> } {
  const [header = '', payload = '', signature = ''] = jwt.split('.')
  const signed = Buffer.from(`${header}.${payload}`)
  const key = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const
  expect(verify('sha256', signed, key, Buffer.from(signature, 'base64url'))).toBe(true)
  const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
  return { header: read(header), claims: read(payload) }
}

const readForm = ({ body }: Arrived): URLSearchParams => new URLSearchParams(body)
const readNames = (parameters: URLSearchParams): readonly string[] => [...parameters.keys()].toSorted()

/** A setting that is one parameter of the authorization request, as it is. */
const plain = (place: string, value: unknown, parameter: string, sent: string): WireSetting => ({
  place,
  value,
  shows: ({ authorize, form }) => {
    expect(authorize().query.getAll(parameter)).toEqual([sent])
    // What is asked of a person is not asked again with the code.
    expect(form().has(parameter)).toBe(false)
  },
})

const claims = '{"userinfo":{"email":null},"id_token":{"auth_time":{"essential":true}}}'
const details = '[{"type":"payment_initiation","actions":["pay"]}]'

const parameterSettings: readonly WireSetting[] = [
  plain('/authorization/prompt', 'login consent', 'prompt', 'login consent'),
  plain('/authorization/maxAge', 0, 'max_age', '0'),
  plain('/authorization/maxAge', 3600, 'max_age', '3600'),
  plain('/authorization/loginHint', 'a+b@example.com', 'login_hint', 'a+b@example.com'),
  plain('/authorization/acrValues', 'urn:a urn:b', 'acr_values', 'urn:a urn:b'),
  plain('/authorization/uiLocales', 'zh-CN en', 'ui_locales', 'zh-CN en'),
  plain('/authorization/claims', claims, 'claims', claims),
  plain('/authorization/responseMode', 'form_post', 'response_mode', 'form_post'),
  plain('/authorization/responseMode', 'fragment', 'response_mode', 'fragment'),
  plain('/access/audience', 'https://api.example/orders', 'audience', 'https://api.example/orders'),
  plain('/access/authorizationDetails', details, 'authorization_details', details),
  {
    place: '/access/resource',
    value: ['https://a.example/', 'https://b.example/?x=1'],
    shows: ({ authorize, form }) => {
      const wanted = ['https://a.example/', 'https://b.example/?x=1']
      expect(authorize().query.getAll('resource')).toEqual(wanted)
      expect(form().getAll('resource')).toEqual(wanted)
    },
  },
  {
    place: '/authorization/responseType',
    value: 'code id_token',
    besides: { '/grant': 'hybrid' },
    shows: ({ authorize }) => {
      expect(authorize().query.get('response_type')).toBe('code id_token')
      // An ID token is asked for, whatever the scopes are.
      expect(authorize().query.get('nonce')).not.toBe(null)
    },
  },
]

function readPushed({ provider, authorize }: Left): URLSearchParams {
  expect(readNames(authorize().query)).toEqual(['client_id', 'request_uri'])
  expect(authorize().query.get('request_uri')).toBe('urn:pushed:1')
  return readForm(provider.at('/par'))
}

const carriedSettings: readonly WireSetting[] = [
  {
    place: '/authorization/requestObject',
    value: 'signed',
    besides: {
      ...{ ...signs, '/scopes': ['openid'], '/authorization/maxAge': 0, '/authorization/claims': claims },
      ...{ '/access/resource': ['https://a.example/', 'https://b.example/'], '/access/authorizationDetails': details },
    },
    shows: ({ authorize, provider }) => {
      const { query } = authorize()
      expect(readNames(query)).toEqual(['client_id', 'request', 'response_type', 'scope'])
      const { header, claims: inside } = readRequestObject(query.get('request') ?? '')
      expect(header).toEqual({ alg: 'ES256', kid: 'signing-1', typ: 'oauth-authz-req+jwt' })
      expect(inside).toMatchObject({
        ...{ iss: 'app', aud: provider.origin, client_id: 'app', response_type: 'code', scope: 'openid', max_age: 0 },
        ...{ claims: JSON.parse(claims), authorization_details: JSON.parse(details) },
        ...{ resource: ['https://a.example/', 'https://b.example/'], code_challenge_method: 'S256' },
      })
      const { exp, iat, nbf, jti, state, nonce, redirect_uri } = inside
      expect([exp, nbf]).toEqual([Number(iat) + 60, iat])
      for (const one of [jti, state, nonce, redirect_uri]) expect(one).toEqual(expect.stringMatching(/.{10}/))
    },
  },
  {
    place: '/authorization/pushed',
    value: true,
    besides: { ...pushes, '/authorization/loginHint': 'ann', '/access/resource': ['https://a.example/', 'urn:b'] },
    shows: (left) => {
      const pushed = readPushed(left)
      expect(Object.fromEntries(pushed)).toMatchObject({ response_type: 'code', client_id: 'app', login_hint: 'ann' })
      expect(pushed.getAll('resource')).toEqual(['https://a.example/', 'urn:b'])
      // The client is proved as at the token endpoint.
      expect(left.provider.at('/par').headers.authorization).toBe(left.token().headers.authorization)
      expect(left.provider.at('/par').headers.authorization).toMatch(/^Basic /)
    },
  },
  {
    place: '/dialect/endpoints/pushedAuthorization',
    value: '{provider}/par',
    besides: { ...signs, '/authorization/pushed': true, '/authorization/prompt': 'login' },
    shows: (left) => {
      const pushed = readPushed(left)
      // Signed and handed in: nothing stands beside the JWT but the client.
      expect(readNames(pushed)).toEqual(['client_id', 'request'])
      expect(readRequestObject(pushed.get('request') ?? '').claims).toMatchObject({ prompt: 'login', client_id: 'app' })
      const sent = left.exchange.trail.find((one) => one.kind === 'authorization-request')
      const places = sent?.request.parts.map((part) => `${part.in} ${part.name}`) ?? []
      for (const shown of ['query client_id', 'query request_uri', 'pushed request', 'request_object prompt'])
        expect(places).toContain(shown)
      expect(places).not.toContain('query prompt')
    },
  },
]

/** What an authorization request asks for besides, and how it travels. */
export const askedSettings: readonly WireSetting[] = [...parameterSettings, ...carriedSettings]
