import { describe, expect, test } from 'vitest'
import type { ProfileDocument } from '../../../shared/flow/profile.ts'
import { buildCibaParameters, buildDeviceParameters } from '../../../shared/flow/token-request-pending.ts'
import { buildPreview } from '../../../shared/flow/token-request-preview.ts'
import { profileOf } from './profile-of.ts'

const namesOf = (change: Partial<ProfileDocument>): readonly string[] => {
  const built = buildCibaParameters(profileOf({ grant: 'ciba', ...change }))
  if (!built.ok) return [built.problem.code]
  return built.value.map(([name, value]) => `${name}=${value}`)
}

describe('a backchannel request', () => {
  test.each([
    ['no name and no hint', {}],
    ['a hint of another kind is missing, whatever the name', { username: 'me', ciba: { hintKind: 'id_token_hint' } }],
  ] as const)('is not made when there is %s', (_, change) => {
    expect(namesOf(change)).toEqual(['profile_invalid'])
  })

  test('has one hint and the scope openid, and nothing that is empty', () => {
    expect(namesOf({ username: 'me', scopes: [] })).toEqual(['scope=openid', 'login_hint=me'])
    expect(namesOf({ username: 'me', scopes: ['a', 'openid'] })).toEqual(['scope=a openid', 'login_hint=me'])
    expect(namesOf({ username: 'me', ciba: { hint: 'you' } })).toEqual(['scope=openid', 'login_hint=you'])
  })

  test('says what it is for', () => {
    const change = {
      access: { resource: ['https://a.example/'], authorizationDetails: '[]' },
      authorization: { acrValues: 'gold' },
      authorizeParameters: { lane: 'fast' },
    }
    expect(namesOf({ username: 'me', ...change })).toEqual([
      ...['scope=openid', 'resource=https://a.example/', 'authorization_details=[]', 'login_hint=me'],
      ...['acr_values=gold', 'lane=fast'],
    ])
  })
})

test('a device is asked for without anything about a redirect', () => {
  const names = buildDeviceParameters(profileOf({ access: { audience: 'them' } })).map(([name]) => name)
  expect(names).toEqual(['scope', 'audience'])
})

describe('the preview', () => {
  const preview = (change: Partial<ProfileDocument>) => buildPreview(profileOf(change), {}, ['client_secret']).authorize
  const endpoints = {
    ...{ authorization: 'https://as.example/a', token: 'https://as.example/t' },
    ...{ deviceAuthorization: 'https://as.example/device', backchannelAuthentication: 'https://as.example/ciba' },
  }

  test('names what is missing', () => {
    expect(preview({ grant: 'device_code' })?.problem).toMatchObject({ code: 'endpoint_missing' })
    expect(preview({ grant: 'ciba', dialect: { endpoints } })?.problem).toMatchObject({ code: 'profile_invalid' })
    expect(preview({ grant: 'client_credentials' })).toBeNull()
  })

  test('shows the request that asks the person, the client proved and its secret hidden', () => {
    const change = { dialect: { endpoints, request: { clientAuthentication: 'body' as const } } }
    const device = preview({ grant: 'device_code', ...change })
    expect(device).toMatchObject({ problem: null, request: { method: 'POST', url: 'https://as.example/device' } })
    expect(device?.request?.body).toMatch(/^scope=openid&client_id=client&client_secret=•+$/)
    const ciba = preview({ grant: 'ciba', username: 'me', ciba: { userCode: '1234' }, ...change })
    expect(ciba?.request?.body).toMatch(/^scope=openid&login_hint=me&user_code=•+&/)
  })
})
