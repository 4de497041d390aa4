import { describe, expect, test } from 'vitest'
import { listSettingMarks, readNamedMark } from '../../../../../renderer/views/configure/draft/setting-marks.ts'
import { profileSchema, type SecretName } from '../../../../../shared/flow/profile.ts'

type Given = Parameters<typeof profileSchema.parse>[0]

function listMarks(given: Given, hasSecret: readonly SecretName[] = []): readonly string[] {
  const profile = profileSchema.parse({ id: 'one', name: 'One', dialect: {}, ...(given as object) })
  return listSettingMarks(profile, hasSecret).map(({ pointer, word }) => `${pointer} ${word}`)
}

const noSecret = { dialect: { request: { clientAuthentication: 'none' } } }

describe('what a run would stop at', () => {
  test('the endpoint of the grant, as long as it has no address', () => {
    expect(listMarks({ ...noSecret, grant: 'device_code' })).toEqual([
      '/dialect/endpoints/deviceAuthorization addressMissing',
    ])
    const endpoints = { deviceAuthorization: 'https://a.example/device' }
    expect(listMarks({ grant: 'device_code', dialect: { ...noSecret.dialect, endpoints } })).toEqual([])
    expect(listMarks({ ...noSecret, authorization: { pushed: true } })).toEqual([
      '/dialect/endpoints/pushedAuthorization addressMissing',
    ])
  })

  test('a key or certificate that is not stored', () => {
    const dialect = { request: { clientAuthentication: 'private_key_jwt' } }
    expect(listMarks({ dialect })).toEqual(['/secrets/private_key secretMissing'])
    expect(listMarks({ dialect }, ['private_key'])).toEqual([])
    const tls = { request: { clientAuthentication: 'tls_client_auth' } }
    expect(listMarks({ dialect: tls }, ['tls_key'])).toEqual(['/secrets/tls_certificate secretMissing'])
  })

  test('a DPoP key is made with its first use and is never missing', () => {
    expect(listMarks({ ...noSecret, dpop: { enabled: true } })).toEqual([])
  })

  test('the custom grant without its name, and a backchannel request that names nobody', () => {
    expect(listMarks({ ...noSecret, grant: 'custom' })).toEqual(['/customGrantType grantTypeMissing'])
    const endpoints = { backchannelAuthentication: 'https://a.example/bc' }
    const dialect = { ...noSecret.dialect, endpoints }
    expect(listMarks({ dialect, grant: 'ciba' })).toEqual(['/ciba/hint hintMissing'])
    expect(listMarks({ dialect, grant: 'ciba', username: 'person' })).toEqual([])
  })

  test('text that is not the JSON it should be', () => {
    expect(listMarks({ ...noSecret, authorization: { claims: '[]' } })).toEqual(['/authorization/claims jsonObject'])
    expect(listMarks({ ...noSecret, access: { authorizationDetails: '{' } })).toEqual([
      '/access/authorizationDetails jsonArray',
    ])
    expect(listMarks({ ...noSecret, access: { authorizationDetails: '[{"type":"a"}]' } })).toEqual([])
  })
})

describe('a problem that names a setting by its pointer', () => {
  test('stands at that setting', () => {
    expect(readNamedMark({ '/signing/ownAudience': 'is empty' })).toMatchObject({ word: 'audienceMissing' })
    expect(readNamedMark({ '/surprise': 'is odd' })).toMatchObject({ pointer: '/surprise', word: 'runStops' })
  })

  test('and none is made of evidence without a pointer', () => {
    expect(readNamedMark({ why: 'it is empty' })).toBeNull()
  })
})
