import { expect, test } from 'vitest'
import {
  readMissingNames,
  readProfileVariables,
  readVariableNames,
} from '../../../../../renderer/views/configure/draft/variable-names.ts'
import { buildWholeDocument } from '../../../../../renderer/views/configure/draft/whole-document.ts'

const document = {
  dialect: {
    issuer: 'https://{realm}',
    endpoints: { authorization: '{base}/{lane}?back={redirect_uri}', token: '{base}/token?c={client_id}' },
    variables: [{ name: 'base', description: 'Address', example: 'https://a.example' }],
  },
  variables: { base: 'https://{host}', spare: 'x' },
}

test('declared, used and valued variables each have a field, once', () => {
  expect(readProfileVariables(document).map(({ name }) => name)).toEqual(['base', 'lane', 'host', 'realm', 'spare'])
})

test('what the profile and the host fill has no field and is offered all the same', () => {
  expect(readVariableNames(document)).toEqual(['base', 'lane', 'host', 'realm', 'spare', 'client_id', 'redirect_uri'])
  expect(readVariableNames({ ...document, practice: { provider: 'xt' } })).toContain('practice')
})

test('only missing variables are red, not every mark', () => {
  const mark = { kind: 'missing', values: {} } as const
  expect(
    readMissingNames([
      { ...mark, pointer: '/variables/base', word: 'variableMissing' },
      { ...mark, pointer: '/username', word: 'usernameMissing' },
    ]),
  ).toEqual(['base'])
})

test('a document that leaves members out is shown with the standard’s values', () => {
  const whole = buildWholeDocument({ name: '', dialect: { request: { pkce: 'off' } } }, null)
  expect(whole).toMatchObject({
    name: '',
    waitSeconds: 300,
    dialect: { request: { pkce: 'off', clientAuthentication: 'basic', token: { method: 'POST' } } },
  })
})
