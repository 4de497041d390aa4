import { createHash } from 'node:crypto'
import { expect } from 'vitest'
import type { CallInput } from '../../shared/contract/calls.ts'
import type { Exchange } from '../../shared/flow/exchange.ts'
import type { Secrets } from '../../shared/flow/profile.ts'
import type { MadeCertificate } from '../fakes/make-certificates.ts'
import type { Arrived, RecordingProvider } from './open-recording-provider.ts'
import type { TestHost } from './open-test-host.ts'

/** What a run with a setting left at the provider. */
export interface Left {
  readonly provider: RecordingProvider
  readonly exchange: Exchange
  readonly authorize: () => Arrived
  readonly token: () => Arrived
  /** The parameters of the token request, wherever they were placed. */
  readonly form: () => URLSearchParams
  /** Makes a call around the tokens, and gives its exchange at the end. */
  readonly call: (what: CallInput<'lifecycle.start'>['what']) => Promise<Exchange>
  /** The same for a registration call. */
  readonly register: (action: CallInput<'registration.start'>['action']) => Promise<Exchange>
  /** Refreshes, and gives the parameters of that request. */
  readonly refresh: () => Promise<URLSearchParams>
}

/** One setting: where it stands in the profile document, its value, and how the wire shows it. */
export interface WireSetting {
  readonly place: string
  readonly value: unknown
  /** Other places that must have a value for this one to mean anything. */
  readonly besides?: Readonly<Record<string, unknown>>
  /** Secrets of the profile besides the usual ones. */
  readonly secrets?: Secrets
  /** The certificate of a provider that speaks TLS. */
  readonly secure?: MadeCertificate
  /** What must have happened before the run. */
  readonly prepares?: (host: TestHost, provider: RecordingProvider) => Promise<void>
  readonly shows: (left: Left) => void | Promise<void>
}

const request = '/dialect/request'
const basicOf = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`
const challengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url')
const direct = { '/grant': 'client_credentials' }
const password = { '/grant': 'password', '/username': 'person' }

/** What the profile itself says. */
const profileSettings: readonly WireSetting[] = [
  {
    place: '/clientId',
    value: 'another app',
    shows: ({ authorize, token }) => {
      expect(authorize().query.get('client_id')).toBe('another app')
      expect(token().headers.authorization).toBe(basicOf('another+app:s%2Fecret+'))
    },
  },
  {
    place: '/username',
    value: 'somebody else',
    besides: { '/grant': 'password' },
    shows: ({ form }) => expect(form().get('username')).toBe('somebody else'),
  },
  {
    place: '/grant',
    value: 'client_credentials',
    shows: ({ form, provider }) => {
      expect(form().get('grant_type')).toBe('client_credentials')
      expect(provider.arrived.map((one) => one.path)).toEqual(['/token'])
    },
  },
  {
    place: '/scopes',
    value: ['openid', 'orders:read'],
    shows: ({ authorize }) => expect(authorize().query.get('scope')).toBe('openid orders:read'),
  },
  {
    place: '/variables',
    value: { lane: 'fast' },
    besides: { '/dialect/endpoints/token': '{provider}/{lane}/token' },
    shows: ({ provider }) => expect(provider.at('/fast/token').method).toBe('POST'),
  },
  {
    place: '/authorizeParameters',
    value: { prompt: 'login' },
    shows: ({ authorize }) => expect(authorize().query.get('prompt')).toBe('login'),
  },
  {
    place: '/tokenParameters',
    value: { audience: 'orders' },
    shows: ({ form }) => expect(form().get('audience')).toBe('orders'),
  },
  {
    place: '/refreshParameters',
    value: { audience: 'orders' },
    shows: async ({ form, refresh }) => {
      expect(form().has('audience')).toBe(false)
      expect((await refresh()).get('audience')).toBe('orders')
    },
  },
  {
    place: '/redirect',
    value: { kind: 'loopback', host: 'localhost', path: '/back/here' },
    shows: ({ authorize, form }) => {
      expect(authorize().query.get('redirect_uri')).toMatch(/^http:\/\/localhost:\d+\/back\/here$/)
      expect(form().get('redirect_uri')).toBe(authorize().query.get('redirect_uri'))
    },
  },
  {
    place: '/secretInUrlAllowed',
    value: true,
    besides: { [`${request}/clientAuthentication`]: 'query' },
    shows: ({ token }) => expect(token().query.get('client_secret')).toBe('s/ecret '),
  },
]

/** Where the requests go. */
const endpointSettings: readonly WireSetting[] = [
  {
    place: '/dialect/endpoints/authorization',
    value: '{provider}/authorize/elsewhere?lane={client_id}',
    shows: ({ provider }) => expect(provider.at('/authorize/elsewhere').query.get('lane')).toBe('app'),
  },
  {
    place: '/dialect/endpoints/token',
    value: '{provider}/any/url',
    shows: ({ provider }) => expect(provider.at('/any/url').method).toBe('POST'),
  },
  {
    place: '/dialect/endpoints/refresh',
    value: '{provider}/refresh',
    shows: async ({ provider, refresh }) => {
      await refresh()
      expect(provider.at('/refresh').method).toBe('POST')
    },
  },
]

/** How the client proves itself: once per way. */
const authenticationSettings: readonly WireSetting[] = [
  ['basic', ({ token }: Left) => expect(token().headers.authorization).toBe(basicOf('app:s%2Fecret+'))],
  ['basic_raw', ({ token }: Left) => expect(token().headers.authorization).toBe(basicOf('app:s/ecret '))],
  [
    'body',
    ({ form }: Left) => expect([form().get('client_id'), form().get('client_secret')]).toEqual(['app', 's/ecret ']),
  ],
  [
    'none',
    ({ form, token }: Left) =>
      expect([form().get('client_id'), form().has('client_secret'), token().headers.authorization]).toEqual([
        'app',
        false,
        undefined,
      ]),
  ],
  [
    'query',
    ({ token }: Left) =>
      expect([token().query.get('client_id'), token().query.get('client_secret')]).toEqual(['app', 's/ecret ']),
  ],
].map(([value, shows]) => ({
  place: `${request}/clientAuthentication`,
  value,
  besides: { '/secretInUrlAllowed': true },
  shows: shows as WireSetting['shows'],
}))

/** What the requests have in common. */
const commonSettings: readonly WireSetting[] = [
  {
    place: `${request}/grantTypes`,
    value: { authorization_code: 'authorizationcode', refresh_token: 'refreshtoken' },
    shows: async ({ form, refresh }) => {
      expect(form().get('grant_type')).toBe('authorizationcode')
      expect((await refresh()).get('grant_type')).toBe('refreshtoken')
    },
  },
  ...(['password', 'client_credentials'] as const).map(
    (grant): WireSetting => ({
      place: `${request}/grantTypes`,
      value: { [grant]: `own_${grant}` },
      besides: grant === 'password' ? password : direct,
      shows: ({ form }) => expect(form().get('grant_type')).toBe(`own_${grant}`),
    }),
  ),
  {
    place: `${request}/pkce`,
    value: 'S256',
    shows: ({ authorize, form }) =>
      expect(authorize().query.get('code_challenge')).toBe(challengeOf(form().get('code_verifier') ?? '')),
  },
  {
    place: `${request}/pkce`,
    value: 'plain',
    shows: ({ authorize, form }) => {
      expect(authorize().query.get('code_challenge_method')).toBe('plain')
      expect(authorize().query.get('code_challenge')).toBe(form().get('code_verifier'))
    },
  },
  {
    place: `${request}/pkce`,
    value: 'off',
    shows: ({ authorize, form }) =>
      expect([authorize().query.has('code_challenge'), form().has('code_verifier')]).toEqual([false, false]),
  },
  {
    place: `${request}/scopeSeparator`,
    value: ',',
    besides: { ...direct, '/scopes': ['a', 'b'] },
    shows: ({ form }) => expect(form().get('scope')).toBe('a,b'),
  },
]

export const generalSettings = [...profileSettings, ...endpointSettings, ...authenticationSettings, ...commonSettings]
