import { expect } from 'vitest'
import type { Left, WireSetting } from './wire-settings.ts'

const device = { '/grant': 'device_code', '/dialect/endpoints/deviceAuthorization': '{provider}/device' }
const ciba = { '/grant': 'ciba', '/dialect/endpoints/backchannelAuthentication': '{provider}/ciba' }

/** What arrived at the backchannel endpoint. */
const readAsked = ({ provider }: Left): URLSearchParams => new URLSearchParams(provider.at('/ciba').body)

/** One setting of the backchannel request under its name there. */
const buildCiba = (name: string, value: unknown, sent: string, besides: object = { hint: 'person' }): WireSetting => ({
  place: `/ciba/${name}`,
  value,
  besides: { ...ciba, ...Object.fromEntries(Object.entries(besides).map(([key, one]) => [`/ciba/${key}`, one])) },
  shows: (left) => expect(readAsked(left).get(sent)).toBe(String(value)),
})

/** What is asked of a person elsewhere: on a page for a device, or on a device of their own. */
export const pendingSettings: readonly WireSetting[] = [
  {
    place: '/dialect/endpoints/deviceAuthorization',
    value: '{provider}/device/elsewhere',
    besides: { ...device, '/scopes': ['openid'], '/authorizeParameters': { lane: 'fast' } },
    shows: ({ provider, form }) => {
      const asked = new URLSearchParams(provider.at('/device/elsewhere').body)
      expect(Object.fromEntries(asked)).toEqual({ scope: 'openid', lane: 'fast' })
      expect(provider.at('/device/elsewhere').headers.authorization).toMatch(/^Basic /)
      expect([form().get('device_code'), form().has('lane')]).toEqual(['device-1', false])
    },
  },
  {
    place: '/dialect/endpoints/backchannelAuthentication',
    value: '{provider}/ciba/elsewhere',
    besides: { ...ciba, '/username': 'person' },
    shows: ({ provider, form }) => {
      const asked = new URLSearchParams(provider.at('/ciba/elsewhere').body)
      expect(Object.fromEntries(asked)).toEqual({ scope: 'openid', login_hint: 'person' })
      expect(form().get('auth_req_id')).toBe('request-1')
    },
  },
  {
    ...buildCiba('hintKind', 'login_hint_token', 'login_hint_token'),
    shows: (left) => expect(readAsked(left).get('login_hint_token')).toBe('person'),
  },
  buildCiba('hint', 'somebody', 'login_hint', {}),
  buildCiba('bindingMessage', 'W4SCT', 'binding_message'),
  buildCiba('userCode', '1234', 'user_code'),
  buildCiba('requestedExpiry', 120, 'requested_expiry'),
]
