import {
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
  type JWTVerifyResult,
  jwtVerify,
} from 'jose'
import { expect } from 'vitest'
import { signingAlgorithms } from '../../shared/flow/profile-settings.ts'
import { openTestAuthority } from '../fakes/make-certificates.ts'
import { saveProfile } from './open-provider.ts'
import { runToEnd } from './open-test-host.ts'
import type { Left, WireSetting } from './wire-settings.ts'

const way = '/dialect/request/clientAuthentication'
const direct = { '/grant': 'client_credentials' }
const proved = { ...direct, [way]: 'private_key_jwt' }
/** 64 bytes: enough for every HS algorithm. */
const longSecret = '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef'

async function createJwk(algorithm: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true, modulusLength: 2048 })
  return { ...(await exportJWK(privateKey)), kid: 'own-key' }
}

const families = ['RS256', 'ES256', 'ES384', 'ES512', 'EdDSA'] as const
const keys = Object.fromEntries(await Promise.all(families.map(async (one) => [one, await createJwk(one)] as const)))

/** The private key for an algorithm; one RSA key serves them all. */
function keyOf(algorithm: string): JWK {
  return keys[/^[RP]S/.test(algorithm) ? 'RS256' : algorithm] ?? {}
}
const privateKeyOf = (algorithm: string) => ({ private_key: JSON.stringify(keyOf(algorithm)) })

const publicOf = ({ d: _d, p: _p, q: _q, dp: _dp, dq: _dq, qi: _qi, ...rest }: JWK): JWK => rest

/** What a signed JWT says, once its signature is found right. */
function verify(jwt: string | null | undefined, algorithm: string): Promise<JWTVerifyResult> {
  const keySet = createLocalJWKSet({ keys: [{ ...publicOf(keyOf(algorithm)), alg: algorithm }] })
  return jwtVerify(jwt ?? '', keySet, { algorithms: [algorithm] })
}

const readAssertion = ({ form }: Left, algorithm = 'RS256') => verify(form().get('client_assertion'), algorithm)

const authority = await openTestAuthority()
const client = await authority.issueClient('app')

/** How the client signs for itself. */
const signingSettings: readonly WireSetting[] = [
  ...signingAlgorithms.map(
    (algorithm): WireSetting => ({
      place: '/signing/algorithm',
      value: algorithm,
      besides: proved,
      secrets: privateKeyOf(algorithm),
      shows: async (left) => {
        const { payload, protectedHeader } = await readAssertion(left, algorithm)
        expect(protectedHeader).toEqual({ alg: algorithm, kid: 'own-key', typ: 'JWT' })
        expect(payload).toMatchObject({ iss: 'app', sub: 'app', aud: `${left.provider.origin}/token` })
        expect(Object.fromEntries(left.form())).toMatchObject({
          client_id: 'app',
          client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        })
        expect([left.form().has('client_secret'), left.token().headers.authorization]).toEqual([false, undefined])
      },
    }),
  ),
  ...(['HS256', 'HS384', 'HS512'] as const).map(
    (algorithm): WireSetting => ({
      place: '/signing/macAlgorithm',
      value: algorithm,
      besides: { ...direct, [way]: 'client_secret_jwt' },
      secrets: { client_secret: longSecret },
      shows: async ({ form, token }) => {
        const read = await jwtVerify(form().get('client_assertion') ?? '', new TextEncoder().encode(longSecret))
        expect(read.protectedHeader.alg).toBe(algorithm)
        expect(read.payload).toMatchObject({ iss: 'app', sub: 'app' })
        expect(token().body).not.toContain(longSecret)
      },
    }),
  ),
  {
    place: '/signing/keyId',
    value: 'another-name',
    besides: proved,
    secrets: { private_key: JSON.stringify({ ...keyOf('RS256'), kid: 'another-name-inside' }) },
    shows: async ({ form }) => {
      const key = await importJWK(publicOf(keyOf('RS256')), 'RS256')
      const { protectedHeader } = await jwtVerify(form().get('client_assertion') ?? '', key)
      expect(protectedHeader.kid).toBe('another-name')
    },
  },
  {
    place: '/signing/audience',
    value: 'issuer',
    besides: { ...proved, '/dialect/issuer': '{provider}' },
    secrets: privateKeyOf('RS256'),
    shows: async (left) => expect((await readAssertion(left)).payload.aud).toBe(left.provider.origin),
  },
  {
    place: '/signing/ownAudience',
    value: 'urn:example:audience',
    besides: { ...proved, '/signing/audience': 'own' },
    secrets: privateKeyOf('RS256'),
    shows: async (left) => expect((await readAssertion(left)).payload.aud).toBe('urn:example:audience'),
  },
  {
    place: '/signing/lifetime',
    value: 123,
    besides: proved,
    secrets: privateKeyOf('RS256'),
    shows: async (left) => {
      const { iat = 0, exp = 0 } = (await readAssertion(left)).payload
      expect(exp - iat).toBe(123)
    },
  },
  ...(['tls_client_auth', 'self_signed_tls_client_auth'] as const).map(
    (value): WireSetting => ({
      place: way,
      value,
      besides: direct,
      secrets: { tls_certificate: client.certificate, tls_key: client.key },
      // The certificate itself is shown over TLS: send-agents.test.ts reads it back.
      shows: ({ form, token }) =>
        expect([form().get('client_id'), form().has('client_secret'), token().headers.authorization]).toEqual([
          'app',
          false,
          undefined,
        ]),
    }),
  ),
]

const tokenTypes = 'urn:ietf:params:oauth:token-type:'
const exchange = { '/grant': 'token_exchange' }
const foreign = { subject_token: 'the-subject', actor_token: 'the-actor' }

/** Another profile with tokens of its own. */
const prepareOther: WireSetting['prepares'] = async (host, provider) => {
  await saveProfile(host, { origin: provider.origin, calls: [] }, { id: 'other', grant: 'client_credentials' })
  expect((await runToEnd(host, 'other')).state).toBe('received')
}

const exchangeSettings: readonly WireSetting[] = [
  {
    place: '/tokenExchange/subjectTokenType',
    value: `${tokenTypes}jwt`,
    besides: exchange,
    secrets: foreign,
    shows: ({ form }) => {
      expect([form().get('subject_token'), form().get('subject_token_type')]).toEqual([
        'the-subject',
        `${tokenTypes}jwt`,
      ])
      expect([form().has('actor_token'), form().has('requested_token_type')]).toEqual([false, false])
      expect(form().get('grant_type')).toBe('urn:ietf:params:oauth:grant-type:token-exchange')
    },
  },
  {
    place: '/tokenExchange/actorTokenType',
    value: `${tokenTypes}id_token`,
    besides: exchange,
    secrets: foreign,
    shows: ({ form }) =>
      expect([form().get('actor_token'), form().get('actor_token_type')]).toEqual([
        'the-actor',
        `${tokenTypes}id_token`,
      ]),
  },
  {
    place: '/tokenExchange/requestedTokenType',
    value: `${tokenTypes}saml2`,
    besides: exchange,
    secrets: foreign,
    shows: ({ form }) => expect(form().get('requested_token_type')).toBe(`${tokenTypes}saml2`),
  },
  {
    place: '/tokenExchange/subjectProfile',
    value: 'other',
    besides: exchange,
    secrets: foreign,
    prepares: prepareOther,
    shows: ({ form }) => expect(form().get('subject_token')).toBe('access-1'),
  },
  {
    place: '/tokenExchange/actorProfile',
    value: 'other',
    besides: { ...exchange, '/tokenExchange/actorTokenType': `${tokenTypes}refresh_token` },
    secrets: foreign,
    prepares: prepareOther,
    shows: ({ form }) =>
      expect([form().get('subject_token'), form().get('actor_token')]).toEqual(['the-subject', 'refresh-1']),
  },
]

const made = { '/grant': 'jwt_bearer' }
const readGrant = ({ form }: Left) => verify(form().get('assertion'), 'RS256')
const asserts = (
  name: 'issuer' | 'subject' | 'audience',
  claim: 'iss' | 'sub' | 'aud',
  value: string,
  usual: string,
): WireSetting => ({
  place: `/assertion/${name}`,
  value,
  besides: { ...made, '/username': 'person' },
  secrets: privateKeyOf('RS256'),
  shows: async (left) => {
    const { payload } = await readGrant(left)
    expect(payload[claim]).toBe(value)
    expect(value).not.toBe(usual)
  },
})

const assertionSettings: readonly WireSetting[] = [
  {
    place: '/assertion/source',
    value: 'made',
    besides: { ...made, '/username': 'person' },
    secrets: privateKeyOf('RS256'),
    shows: async (left) => {
      const { iss, sub, aud, jti } = (await readGrant(left)).payload
      expect([iss, sub, aud]).toEqual(['app', 'person', `${left.provider.origin}/token`])
      expect(jti).toMatch(/^[0-9a-f-]{36}$/)
    },
  },
  {
    place: '/assertion/source',
    value: 'pasted',
    besides: made,
    secrets: { assertion: ' a.b.c\n' },
    shows: ({ form }) => expect(form().get('assertion')).toBe('a.b.c'),
  },
  asserts('issuer', 'iss', 'https://sts.example', 'app'),
  asserts('subject', 'sub', 'somebody', 'person'),
  asserts('audience', 'aud', 'urn:example:as', ''),
  {
    place: '/assertion/claims',
    value: '{"sub":"forced","roles":["a","b"]}',
    besides: made,
    secrets: privateKeyOf('RS256'),
    shows: async (left) =>
      expect((await readGrant(left)).payload).toMatchObject({ sub: 'forced', roles: ['a', 'b'], iss: 'app' }),
  },
]

const otherSettings: readonly WireSetting[] = [
  {
    place: '/customGrantType',
    value: 'urn:example:own',
    besides: { '/grant': 'custom', '/tokenParameters': { note: 'kept', grant: '1' } },
    shows: ({ form }) =>
      expect(Object.fromEntries(form())).toEqual({ grant_type: 'urn:example:own', note: 'kept', grant: '1' }),
  },
  {
    place: '/caCertificates',
    value: authority.ca,
    besides: direct,
    secure: await authority.issueServer(),
    shows: ({ provider, token }) => expect([provider.origin.slice(0, 8), token().method]).toEqual(['https://', 'POST']),
  },
]

/** Everything that proves the client, and the grants of extensions. */
export const provenSettings: readonly WireSetting[] = [
  ...signingSettings,
  ...exchangeSettings,
  ...assertionSettings,
  ...otherSettings,
]
