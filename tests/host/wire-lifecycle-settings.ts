import { expect } from 'vitest'
import { readStep } from '../../shared/flow/exchange.ts'
import type { Left, WireSetting } from './wire-settings.ts'

const endpoint = (name: string): string => `/dialect/endpoints/${name}`

/** Goes where the person's browser would go to sign out, and gives what arrived there. */
async function signOut({ call, provider }: Left): Promise<URLSearchParams> {
  const step = readStep(await call('logout'), 'authorization-request')
  await fetch(step?.request.url ?? '')
  return provider.at('/end').query
}

const userinfo = { [endpoint('userinfo')]: '{provider}/me' }

/** What the calls around the tokens send. */
export const lifecycleSettings: readonly WireSetting[] = [
  {
    place: endpoint('userinfo'),
    value: '{provider}/who',
    shows: async ({ call, provider }) => {
      await call('userinfo')
      expect([provider.at('/who').method, provider.at('/who').headers.authorization]).toEqual([
        'GET',
        'Bearer access-1',
      ])
    },
  },
  {
    place: '/lifecycle/userinfoMethod',
    value: 'POST',
    besides: userinfo,
    shows: async ({ call, provider }) => {
      await call('userinfo')
      expect([provider.at('/me').method, provider.at('/me').body]).toEqual(['POST', ''])
      expect(provider.at('/me').headers.authorization).toBe('Bearer access-1')
    },
  },
  {
    place: '/lifecycle/userinfoTokenIn',
    value: 'body',
    besides: { ...userinfo, '/lifecycle/userinfoMethod': 'POST' },
    shows: async ({ call, provider }) => {
      await call('userinfo')
      expect([provider.at('/me').headers.authorization, provider.at('/me').body]).toEqual([
        undefined,
        'access_token=access-1',
      ])
    },
  },
  {
    place: endpoint('introspection'),
    value: '{provider}/ask',
    shows: async ({ call, provider }) => {
      await call('introspection')
      expect(provider.at('/ask').body).toBe('token=access-1&token_type_hint=access_token')
      expect(provider.at('/ask').headers).toMatchObject({
        accept: 'application/json',
        authorization: expect.stringMatching(/^Basic /),
      })
    },
  },
  {
    place: '/lifecycle/introspectionAnswer',
    value: 'jwt',
    besides: { [endpoint('introspection')]: '{provider}/ask' },
    shows: async ({ call, provider }) => {
      await call('introspection')
      expect(provider.at('/ask').headers.accept).toBe('application/token-introspection+jwt')
    },
  },
  {
    place: endpoint('revocation'),
    value: '{provider}/give-back',
    shows: async ({ call, provider }) => {
      await call('revocation')
      expect(provider.at('/give-back').body).toBe('token=access-1&token_type_hint=access_token')
    },
  },
  {
    place: endpoint('endSession'),
    value: '{provider}/end',
    shows: async (left) => expect(Object.fromEntries(await signOut(left))).toEqual({ client_id: 'app' }),
  },
  {
    place: '/lifecycle/postLogoutRedirectUri',
    value: 'https://app.invalid/signed-out',
    besides: { [endpoint('endSession')]: '{provider}/end' },
    shows: async (left) =>
      expect(Object.fromEntries(await signOut(left))).toEqual({
        client_id: 'app',
        post_logout_redirect_uri: 'https://app.invalid/signed-out',
        state: expect.any(String),
      }),
  },
  {
    place: endpoint('registration'),
    value: '{provider}/clients',
    shows: async ({ register, provider }) => {
      await register('create')
      expect(JSON.parse(provider.at('/clients').body)).toMatchObject({ client_name: 'One' })
    },
  },
  {
    place: '/registrationClientUri',
    value: '{provider}/clients/app',
    shows: async ({ register, provider }) => {
      await register('read')
      const { method, headers } = provider.at('/clients/app')
      expect([method, headers.authorization]).toEqual(['GET', 'Bearer registration token'])
    },
  },
]
