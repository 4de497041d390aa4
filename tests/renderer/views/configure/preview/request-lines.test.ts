import { expect, test } from 'vitest'
import { buildRequestLines, isChangedPart } from '../../../../../renderer/views/configure/preview/request-lines.ts'
import { readPreset } from '../../../../../shared/dialects/presets.ts'
import { profileSchema } from '../../../../../shared/flow/profile.ts'
import { buildPreview } from '../../../../../shared/flow/token-request-preview.ts'

function previewOf(variables: Readonly<Record<string, string>>, token = '{base}/token') {
  const dialect = { ...readPreset('xt'), endpoints: { authorization: '{base}/authorize?lane=a', token } }
  const profile = profileSchema.parse({ id: 'one', name: 'One', dialect, clientId: 'app', variables })
  const preview = buildPreview(profile, {}, ['client_secret'])
  const lines = (name: 'authorize' | 'token') => {
    const request = preview[name]?.request
    if (!request) throw new Error('no request')
    return buildRequestLines(request)
  }
  return lines
}

test('a variable that stands for the start of the address is the host', () => {
  expect(previewOf({})('token')).toMatchObject({ method: 'GET', host: '{base}', path: '/token' })
})

test('the query of the template stays in the path, and every parameter has its line', () => {
  const lines = previewOf({ base: 'https://a.example:8443/x' })('authorize')
  expect(lines).toMatchObject({ host: 'a.example:8443', path: '/x/authorize?lane=a' })
  expect(lines.query.map((part) => part.name)).toEqual(['response_type', 'client_id', 'redirect_uri', 'state'])
})

test('an address without a path is sent to the root', () => {
  expect(previewOf({}, 'https://a.example')('token')).toMatchObject({ host: 'a.example', path: '/' })
})

test('a part is changed when its name or value comes from a difference, in this request or the one it follows', () => {
  const part = { in: 'form', name: 'app_id', value: 'x', secret: false, origin: 'client_id' } as const
  const renamed = [{ pointer: '/dialect/request/token/rename/client_id', preset: undefined, own: 'app_id' }]
  expect(isChangedPart(part, 'token', renamed)).toBe(true)
  expect(isChangedPart(part, 'refresh', renamed)).toBe(true)
  expect(isChangedPart(part, 'authorize', renamed)).toBe(false)
  expect(isChangedPart({ ...part, origin: 'profile' }, 'authorize', [])).toBe(true)
  expect(
    isChangedPart({ ...part, name: 'lane', origin: 'dialect' }, 'token', [
      { pointer: '/dialect/request/token/extra/lane', preset: undefined, own: 'x' },
    ]),
  ).toBe(true)
})
