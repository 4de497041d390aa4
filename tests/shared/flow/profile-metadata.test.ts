import { describe, expect, test } from 'vitest'
import { readProfileDocument } from '../../../shared/flow/profile.ts'
import {
  buildProfileFromMetadata,
  buildProfileWith,
  listMetadataDifferences,
  type MetadataChoice,
} from '../../../shared/flow/profile-metadata.ts'
import type { JsonObject } from '../../../shared/lib/json-value.ts'
import { profileOf } from './profile-of.ts'

const issuer = 'https://id.example/realms/one'
const plain: JsonObject = {
  issuer,
  authorization_endpoint: `${issuer}/auth`,
  token_endpoint: `${issuer}/token`,
  code_challenge_methods_supported: ['S256'],
}

/** The profile that a document makes, read back as a file would be, and the codes of what was said. */
function build(change: JsonObject = {}, choice?: MetadataChoice) {
  const built = buildProfileFromMetadata({ ...plain, ...change }, issuer, choice)
  const read = readProfileDocument(built.profile)
  if (!read.ok) throw new Error(JSON.stringify(read.problem.evidence))
  return { profile: read.value.profile, codes: built.findings.map((one) => one.code) }
}

describe('PKCE', () => {
  test.each([
    [['plain'], 'metadata_pkce_without_s256'],
    [[], 'metadata_pkce_without_s256'],
    [undefined, 'metadata_pkce_unlisted'],
  ])('stays S256 where the document lists %j, and that is said', (listed, code) => {
    const document = { ...plain, code_challenge_methods_supported: listed } as JsonObject
    const { profile, findings } = buildProfileFromMetadata(document, issuer)
    expect(profile.dialect).toMatchObject({ request: { pkce: 'S256' } })
    expect(findings.map((one) => one.code)).toContain(code)
  })

  test('that is supported is worth no word', () => expect(build().codes).toEqual([]))
})

describe('the client authentication', () => {
  test.each([
    [undefined, 'basic'],
    [['client_secret_post', 'client_secret_basic'], 'basic'],
    [['client_secret_post', 'none'], 'body'],
    [['private_key_jwt', 'tls_client_auth'], 'private_key_jwt'],
    [['client_secret_jwt'], 'client_secret_jwt'],
    [['tls_client_auth'], 'tls_client_auth'],
    [['self_signed_tls_client_auth'], 'self_signed_tls_client_auth'],
    [['none'], 'none'],
  ])('of %j is %s', (listed, way) => {
    const given = listed === undefined ? {} : { token_endpoint_auth_methods_supported: listed }
    expect(build(given).profile.dialect.request.clientAuthentication).toBe(way)
  })

  test('that nobody knows is Basic, and that is said', () => {
    const { profile, codes } = build({ token_endpoint_auth_methods_supported: ['attest_jwt_client_auth'] })
    expect([profile.dialect.request.clientAuthentication, codes]).toEqual([
      'basic',
      ['metadata_authentication_unknown'],
    ])
  })

  test('by certificate takes the endpoints that ask for one, and no other way does', () => {
    const aliases = { mtls_endpoint_aliases: { token_endpoint: 'https://mtls.example/token', unknown: 7 } }
    const tls = build(aliases, { clientAuthentication: 'tls_client_auth' }).profile.dialect
    expect(tls.endpoints).toMatchObject({ token: 'https://mtls.example/token', authorization: `${issuer}/auth` })
    expect(build(aliases).profile.dialect.endpoints.token).toBe(`${issuer}/token`)
  })
})

describe('the grants', () => {
  test.each([
    [undefined, undefined, ['authorization_code', 'implicit']],
    [['refresh_token', 'client_credentials'], undefined, ['client_credentials']],
    [
      ['password', 'authorization_code'],
      ['code', 'code id_token'],
      ['authorization_code', 'hybrid', 'password'],
    ],
    [
      ['urn:openid:params:grant-type:ciba', 'urn:ietf:params:oauth:grant-type:device_code', 'authorization_code'],
      ['code'],
      ['authorization_code', 'device_code', 'ciba'],
    ],
    [['urn:example:own'], undefined, ['custom']],
    [[], undefined, ['authorization_code']],
  ])('of %j with %j are %j', (grants, types, expected) => {
    const { profile } = build({
      ...(grants === undefined ? {} : { grant_types_supported: grants }),
      ...(types === undefined ? {} : { response_types_supported: types }),
    })
    expect(profile.dialect.request.grants).toEqual(expected)
    expect(profile.grant).toBe(expected[0])
  })
})

describe('the algorithms of ID tokens', () => {
  test.each([
    [undefined, [], []],
    [['HS256', 'RS256'], [], []],
    [['HS256', 'HS512'], ['HS256', 'HS512'], []],
    [['none'], [], ['metadata_algorithms_unknown']],
  ])('of %j are %j', (listed, algorithms, codes) => {
    const built = build(listed === undefined ? {} : { id_token_signing_alg_values_supported: listed })
    expect([built.profile.checks.algorithms, built.codes]).toEqual([algorithms, codes])
  })
})

describe('a new profile', () => {
  test('has every endpoint that is named, the issuer, and where it was read', () => {
    const names = {
      userinfo_endpoint: 'userinfo',
      introspection_endpoint: 'introspection',
      revocation_endpoint: 'revocation',
      jwks_uri: 'jwks',
      device_authorization_endpoint: 'deviceAuthorization',
      backchannel_authentication_endpoint: 'backchannelAuthentication',
      pushed_authorization_request_endpoint: 'pushedAuthorization',
      end_session_endpoint: 'endSession',
      registration_endpoint: 'registration',
    }
    const members = Object.fromEntries(Object.keys(names).map((member) => [member, `https://id.example/${member}`]))
    const { profile } = build(members, { url: `${issuer}/.well-known/openid-configuration` })
    const expected = Object.entries(names).map(([member, name]) => [name, `https://id.example/${member}`])
    expect(profile.dialect.endpoints).toMatchObject(Object.fromEntries(expected))
    expect(profile.dialect).toMatchObject({
      issuer,
      endpoints: { discovery: `${issuer}/.well-known/openid-configuration` },
    })
    expect([profile.id, profile.name]).toEqual(['id.example-realms-one', 'id.example/realms/one'])
  })

  test('takes no address that is none, and none of our variables from one', () => {
    const { endpoints } = build({
      userinfo_endpoint: 'javascript:alert(1)',
      revocation_endpoint: 7,
      end_session_endpoint: 'https://evil.example/?a={client_id}',
    }).profile.dialect
    expect([endpoints.userinfo, endpoints.revocation]).toEqual(['', ''])
    expect(endpoints.endSession).toBe('https://evil.example/?a=%7Bclient_id%7D')
  })

  test.each([
    [{ scopes_supported: ['openid', 'offline_access', 'email'] }, ['openid', 'offline_access']],
    [{ scopes_supported: ['openid'] }, ['openid']],
    [{ scopes_supported: ['orders'] }, []],
    [{ subject_types_supported: ['public'] }, ['openid']],
    [{}, []],
  ])('of %j asks for %j', (change, scopes) => expect(build(change).profile.scopes).toEqual(scopes))

  test('does what the document requires', () => {
    const { profile } = build({
      require_pushed_authorization_requests: true,
      require_signed_request_object: true,
      authorization_response_iss_parameter_supported: true,
      token_endpoint_auth_signing_alg_values_supported: ['HS512', 'ES256'],
      dpop_signing_alg_values_supported: ['ES384'],
    })
    expect(profile.authorization).toMatchObject({ pushed: true, requestObject: 'signed' })
    expect(profile.checks.issuerRequired).toBe(true)
    expect(profile.signing).toMatchObject({ algorithm: 'ES256', macAlgorithm: 'HS512' })
    expect(profile.dpop).toEqual({ enabled: false, algorithm: 'ES384' })
  })

  test('and its metadata do not differ', () => {
    const document = { ...plain, grant_types_supported: ['authorization_code', 'password'], jwks_uri: `${issuer}/jwks` }
    expect(listMetadataDifferences(build(document).profile, document)).toEqual([])
  })
})

describe('a profile that is there', () => {
  const placesOf = (change: Parameters<typeof profileOf>[0], document: JsonObject) =>
    listMetadataDifferences(profileOf(change), document).map(({ place, after }) => [place, after])

  test('differs where the document locates, contradicts or requires something', () => {
    const request = { clientAuthentication: 'body', pkce: 'plain' } as const
    const document = {
      ...plain,
      token_endpoint_auth_methods_supported: ['private_key_jwt'],
      grant_types_supported: ['client_credentials'],
      authorization_response_iss_parameter_supported: true,
      require_pushed_authorization_requests: true,
      id_token_signing_alg_values_supported: ['HS256'],
    }
    expect(placesOf({ dialect: { request } }, document)).toEqual([
      ['/dialect/endpoints/authorization', `${issuer}/auth`],
      ['/dialect/endpoints/token', `${issuer}/token`],
      ['/dialect/issuer', issuer],
      ['/dialect/request/clientAuthentication', 'private_key_jwt'],
      ['/grant', 'client_credentials'],
      ['/dialect/request/grants', ['client_credentials']],
      ['/dialect/request/pkce', 'S256'],
      ['/checks/issuerRequired', true],
      ['/authorization/pushed', true],
      ['/checks/algorithms', ['HS256']],
    ])
  })

  test('does not differ by variables that fill to the same, by what is merely allowed, or by raw Basic', () => {
    const endpoints = { authorization: '{base}/auth', token: '{base}/token', userinfo: 'https://own.example/me' }
    const request = { clientAuthentication: 'basic_raw' } as const
    const change = { variables: { base: issuer }, dialect: { issuer: '{base}', endpoints, request } }
    const document = { ...plain, token_endpoint_auth_methods_supported: ['client_secret_basic'] }
    expect(placesOf(change, document)).toEqual([])
  })

  test('does not take a weaker PKCE from the document', () => {
    const document = { ...plain, code_challenge_methods_supported: ['plain'] }
    expect(placesOf({}, document).map(([place]) => place)).not.toContain('/dialect/request/pkce')
  })

  test('agrees once the differences are applied, and keeps everything else', () => {
    const profile = profileOf({ variables: { own: 'kept' } })
    const applied = buildProfileWith(profile, listMetadataDifferences(profile, plain))
    expect(listMetadataDifferences(applied, plain)).toEqual([])
    expect([applied.variables, profile.dialect.issuer]).toEqual([{ own: 'kept' }, ''])
  })
})
