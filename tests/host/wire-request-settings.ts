import { expect } from 'vitest'
import type { WireSetting } from './wire-settings.ts'

const request = '/dialect/request'
const answersItself = { [`${request}/authorize/answer`]: 'json' }

/** How the authorization request departs. */
export const authorizeSettings: readonly WireSetting[] = [
  {
    place: `${request}/authorize/rename`,
    value: { client_id: 'app_id', state: 'their_state' },
    shows: ({ authorize }) => {
      expect(authorize().query.get('app_id')).toBe('app')
      expect(authorize().query.has('client_id')).toBe(false)
    },
  },
  {
    place: `${request}/authorize/omit`,
    value: ['response_type'],
    shows: ({ authorize }) => expect(authorize().query.has('response_type')).toBe(false),
  },
  {
    place: `${request}/authorize/extra`,
    value: { access_type: 'offline' },
    shows: ({ authorize }) => expect(authorize().query.get('access_type')).toBe('offline'),
  },
  {
    place: `${request}/authorize/headers`,
    value: { 'X-Lane': 'fast' },
    besides: answersItself,
    shows: ({ authorize }) =>
      expect(authorize().headers).toMatchObject({ 'x-lane': 'fast', accept: 'application/json' }),
  },
  {
    place: `${request}/authorize/answer`,
    value: 'json',
    shows: ({ authorize, form }) => {
      expect(authorize().query.get('redirect_uri')).toBe('http://127.0.0.1/callback')
      expect(form().get('code')).toBe('code-1')
    },
  },
  {
    place: `${request}/authorize/codeParameter`,
    value: 'their_code',
    shows: ({ form }) => expect(form().get('code')).toBe('code-3'),
  },
  {
    place: `${request}/authorize/codePlaces`,
    value: ['/inner/code'],
    besides: answersItself,
    shows: ({ form }) => expect(form().get('code')).toBe('code-2'),
  },
  {
    place: `${request}/authorize/sendsCredentials`,
    value: true,
    besides: { ...answersItself, '/username': 'person', '/secretInUrlAllowed': true },
    shows: ({ authorize }) =>
      expect([authorize().query.get('username'), authorize().query.get('password')]).toEqual(['person', 'pass word']),
  },
]

/** How the token request and the refresh depart. */
export const tokenSettings: readonly WireSetting[] = [
  ...(['GET', 'PUT'] as const).map(
    (method): WireSetting => ({
      place: `${request}/token/method`,
      value: method,
      besides: { [`${request}/token/placement`]: method === 'GET' ? 'query' : 'form' },
      shows: ({ token }) => expect(token().method).toBe(method),
    }),
  ),
  {
    place: `${request}/token/placement`,
    value: 'query',
    shows: ({ token }) => expect([token().query.get('code'), token().body]).toEqual(['code-1', '']),
  },
  {
    place: `${request}/token/placement`,
    value: 'json',
    shows: ({ token }) => {
      expect(token().headers['content-type']).toBe('application/json')
      expect(JSON.parse(token().body)).toMatchObject({ grant_type: 'authorization_code', code: 'code-1' })
    },
  },
  {
    place: `${request}/token/placement`,
    value: 'header',
    shows: ({ token }) => expect([token().headers.code, token().body]).toEqual(['code-1', '']),
  },
  {
    place: `${request}/token/rename`,
    value: { code: 'authCode' },
    shows: ({ form }) => expect([form().get('authCode'), form().has('code')]).toEqual(['code-1', false]),
  },
  {
    place: `${request}/token/omit`,
    value: ['redirect_uri'],
    shows: ({ form }) => expect(form().has('redirect_uri')).toBe(false),
  },
  {
    place: `${request}/token/extra`,
    value: { resource: 'orders' },
    shows: ({ form }) => expect(form().get('resource')).toBe('orders'),
  },
  {
    place: `${request}/token/headers`,
    value: { 'X-Lane': 'fast' },
    shows: ({ token }) => expect(token().headers['x-lane']).toBe('fast'),
  },
  {
    place: `${request}/refresh/rename`,
    value: { refresh_token: 'refreshToken' },
    shows: async ({ refresh }) => expect((await refresh()).get('refreshToken')).toBe('refresh-1'),
  },
  {
    place: `${request}/refresh/omit`,
    value: ['grant_type'],
    shows: async ({ form, refresh }) => {
      expect(form().has('grant_type')).toBe(true)
      expect((await refresh()).has('grant_type')).toBe(false)
    },
  },
  {
    place: `${request}/refresh/extra`,
    value: { resource: 'orders' },
    shows: async ({ form, refresh }) => {
      expect(form().has('resource')).toBe(false)
      expect((await refresh()).get('resource')).toBe('orders')
    },
  },
  {
    place: `${request}/refresh/headers`,
    value: { 'X-Lane': 'slow' },
    shows: async ({ token, refresh }) => {
      expect(token().headers['x-lane']).toBeUndefined()
      await refresh()
      expect(token().headers['x-lane']).toBe('slow')
    },
  },
]
