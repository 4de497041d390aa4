import { expect, test } from 'vitest'
import { buildClientMetadata } from '../../../shared/flow/token-request-client-metadata.ts'
import { profileOf } from './profile-of.ts'

const noKeys = { signing: null, certificate: null }

test.each([
  [
    'device_code',
    { grant_types: ['urn:ietf:params:oauth:grant-type:device_code', 'refresh_token'], redirect_uris: [] },
  ],
  ['client_credentials', { grant_types: ['client_credentials'], response_types: [] }],
  ['implicit', { grant_types: ['implicit'], response_types: ['id_token token'] }],
  ['hybrid', { grant_types: ['authorization_code', 'implicit', 'refresh_token'], response_types: ['code id_token'] }],
  ['ciba', { backchannel_token_delivery_mode: 'poll' }],
] as const)('the grant %s is registered with what it needs', (grant, expected) => {
  expect(buildClientMetadata(profileOf({ grant }), noKeys)).toMatchObject(expected)
})

test.each([
  [{ kind: 'loopback', port: 0 }, 'http://127.0.0.1/callback'],
  [{ kind: 'loopback', port: 8400, host: '[::1]', path: '/back' }, 'http://[::1]:8400/back'],
  [{ kind: 'paste', uri: 'https://app.invalid/back' }, 'https://app.invalid/back'],
] as const)('the redirect %j is registered as %s', (redirect, uri) => {
  expect(buildClientMetadata(profileOf({ redirect }), noKeys).redirect_uris).toEqual([uri])
})

test('every way to prove the client has its registered name and what belongs to it', () => {
  const certificate = { jwk: { kty: 'EC', x5c: ['a'] }, subject: 'CN=app' }
  const build = (clientAuthentication: 'basic_raw' | 'body' | 'client_secret_jwt' | 'tls_client_auth') =>
    buildClientMetadata(profileOf({ dialect: { request: { clientAuthentication } } }), { signing: null, certificate })
  expect(build('basic_raw').token_endpoint_auth_method).toBe('client_secret_basic')
  expect(build('body').token_endpoint_auth_method).toBe('client_secret_post')
  expect(build('client_secret_jwt').token_endpoint_auth_signing_alg).toBe('HS256')
  expect(build('tls_client_auth')).toMatchObject({
    tls_client_auth_subject_dn: 'CN=app',
    tls_client_certificate_bound_access_tokens: true,
  })
  expect(build('tls_client_auth').jwks).toBeUndefined()
})

test('a port that is chosen in each run is left out of the way back from a logout', () => {
  const lifecycle = { postLogoutRedirectUri: 'http://127.0.0.1:0/out' }
  expect(buildClientMetadata(profileOf({ lifecycle }), noKeys).post_logout_redirect_uris).toEqual([
    'http://127.0.0.1/out',
  ])
})
