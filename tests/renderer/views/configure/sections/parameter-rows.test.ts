import { expect, test } from 'vitest'
import { buildParameterRows } from '../../../../../renderer/views/configure/sections/parameter-rows.ts'
import { readPreset } from '../../../../../shared/dialects/presets.ts'
import { type Profile, profileSchema } from '../../../../../shared/flow/profile.ts'
import { buildPreview } from '../../../../../shared/flow/token-request-preview.ts'

const variables = { base: 'https://a.example', tenant_id: 'demo' }
const build = (preset: string, changes: object = {}): Profile =>
  profileSchema.parse({ id: 'one', name: 'One', dialect: readPreset(preset), clientId: 'app', variables, ...changes })

function readRow(profile: Profile, request: 'authorize' | 'token' | 'refresh', name: string) {
  const preview = buildPreview(profile, {}, ['client_secret'])
  return buildParameterRows(profile, request, preview).find((row) => row.name === name)
}

test('a parameter that the rules take out has nothing to send', () => {
  expect(readRow(build('xt'), 'token', 'redirect_uri')).toMatchObject({ omitted: true, inherited: false, part: null })
})

test('a refresh inherits what the token request takes out', () => {
  expect(readRow(build('tkeel'), 'refresh', 'client_id')).toMatchObject({ omitted: true, inherited: true })
})

test('a renamed parameter is found under its new name, at the token request and at the refresh', () => {
  const profile = build('maxkey')
  const token = { ...profile.dialect.request.token, rename: { client_id: 'app_id' } }
  const renamed = { ...profile, dialect: { ...profile.dialect, request: { ...profile.dialect.request, token } } }
  for (const request of ['token', 'refresh'] as const)
    expect(readRow(renamed, request, 'client_id')).toMatchObject({
      sentAs: 'app_id',
      part: { name: 'app_id', value: 'app', in: 'form' },
    })
})

test('a parameter of another grant has nothing to send', () => {
  expect(readRow(build('maxkey'), 'token', 'username')).toMatchObject({ omitted: false, part: null })
})

test('an extra parameter of the same name is not the standard one', () => {
  const profile = build('maxkey', { tokenParameters: { code: 'mine' } })
  expect(readRow(profile, 'token', 'code')?.part).toMatchObject({ origin: 'profile' })
})
