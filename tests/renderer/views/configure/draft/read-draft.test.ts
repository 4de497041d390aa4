import { describe, expect, test } from 'vitest'
import { readDraft } from '../../../../../renderer/views/configure/draft/read-draft.ts'
import { buildRuntimeVariables } from '../../../../../renderer/views/configure/draft/runtime-variables.ts'
import { readPreset } from '../../../../../shared/dialects/presets.ts'
import { profileSchema, type SecretName } from '../../../../../shared/flow/profile.ts'
import { buildDocumentWith } from '../../../../../shared/lib/json-change.ts'
import type { JsonObject, JsonValue } from '../../../../../shared/lib/json-value.ts'

type Change = readonly [place: string, value: JsonValue | undefined]

function buildDocument(preset: string, ...changes: readonly Change[]): JsonObject {
  const profile = profileSchema.parse({ id: 'one', name: 'One', dialect: readPreset(preset), clientId: 'app' })
  const whole: JsonObject = JSON.parse(JSON.stringify(profile))
  return changes.reduce((document, [place, value]) => buildDocumentWith(document, place, value), whole)
}

function readMarks(document: JsonObject, hasSecret: readonly SecretName[] = ['client_secret', 'password']) {
  return readDraft(document, 'one', {}, hasSecret).marks.map(({ pointer, kind, word }) => `${kind} ${pointer} ${word}`)
}

describe('what cannot be saved', () => {
  test.each([
    ['/name', '', '/name required'],
    ['/redirect/port', 'many', '/redirect/port wrongType'],
    ['/redirect/port', 70_000, '/redirect/port tooBig'],
    ['/redirect/path', 'callback', '/redirect/path pathForm'],
    ['/waitSeconds', 1, '/waitSeconds tooSmall'],
    ['/dialect/request/token/method', 'DELETE', '/dialect/request/token/method notOffered'],
    ['/dialect/response/fields/access_token/0', 'access_token', '/dialect/response/fields/access_token/0 placeForm'],
    ['/dialect/response/error/description/0', 'message', '/dialect/response/error/description/0 describedForm'],
    ['/dialect/response/syntaxes', [], '/dialect/response/syntaxes oneNeeded'],
    ['/dialect/variables', [{ name: '9' }], '/dialect/variables/0/name variableName'],
    ['/surprise', 1, '/surprise unknownMember'],
    ['/redirect/kind', 'pigeon', '/redirect/kind notOffered'],
    ['/id', 'two', '/id idFixed'],
  ] as const)('%s = %j is refused at its place', (place, value, mark) => {
    const { profile, marks } = readDraft(buildDocument('maxkey', [place, value as JsonValue]), 'one', {}, [])
    expect(profile).toBeNull()
    expect(marks.map(({ pointer, word }) => `${pointer} ${word}`)).toContain(mark)
  })
})

describe('what can be saved and not run', () => {
  test('a variable without a value is told once, with the number of addresses that use it', () => {
    const { marks } = readDraft(buildDocument('maxkey'), 'one', {}, ['client_secret'])
    expect(marks).toEqual([
      {
        pointer: '/variables/base',
        kind: 'missing',
        word: 'variableMissing',
        values: { variable: '{base}', count: '2' },
      },
    ])
  })

  test('a missing secret stands at the secret', () => {
    expect(readMarks(buildDocument('maxkey', ['/variables/base', 'https://a.example']), [])).toEqual([
      'missing /secrets/client_secret secretMissing',
    ])
  })

  test('the password grant needs a user name and a password', () => {
    const document = buildDocument('maxkey', ['/variables/base', 'https://a.example'], ['/grant', 'password'])
    expect(readMarks(document, ['client_secret'])).toEqual([
      'missing /username usernameMissing',
      'missing /secrets/password secretMissing',
    ])
    expect(readMarks(buildDocumentWith(document, '/username', 'person'), ['client_secret'])).toEqual([
      'missing /secrets/password secretMissing',
    ])
  })

  test('addresses that are absent, wrong, insecure or with credentials are told apart', () => {
    const at = (token: string) =>
      readMarks(
        buildDocument(
          'rfc6749',
          ['/dialect/endpoints/authorization', 'https://a.example/authorize'],
          ['/dialect/endpoints/token', token],
        ),
      )
    expect(at('')).toEqual(['missing /dialect/endpoints/token addressMissing'])
    expect(at('ftp://a.example')).toEqual(['missing /dialect/endpoints/token addressInvalid'])
    expect(at('https://u:p@a.example')).toEqual(['missing /dialect/endpoints/token addressCredentials'])
    expect(at('http://a.example')).toEqual(['missing /insecureAllowed addressInsecure'])
    expect(at('http://127.0.0.1:1')).toEqual([])
  })

  test('a secret in the URL waits for the person who allows it', () => {
    const document = buildDocument('xt', ['/variables/base', 'https://a.example'])
    expect(readMarks(document)).toEqual(['missing /secretInUrlAllowed secretInUrl'])
    expect(readMarks(buildDocumentWith(document, '/secretInUrlAllowed', true))).toEqual([])
  })

  test('a body in a GET request and a bad header stand at their fields', () => {
    const base: Change = ['/variables/base', 'https://a.example']
    expect(readMarks(buildDocument('maxkey', base, ['/dialect/request/token/method', 'GET']))).toEqual([
      'missing /dialect/request/token/placement bodyInGet',
    ])
    expect(readMarks(buildDocument('maxkey', base, ['/dialect/request/token/headers', { 'X Bad': '1' }]))).toEqual([
      'missing /dialect/request/token/headers headerInvalid',
    ])
  })

  test('a window waits for an address', () => {
    const base: Change = ['/variables/base', 'https://a.example']
    const redirect: Change = ['/redirect', { kind: 'window', uri: 'example' }]
    expect(readMarks(buildDocument('maxkey', base, redirect))).toEqual(['missing /redirect/uri addressInvalid'])
  })
})

describe('a draft with something wrong in it', () => {
  const broken = buildDocument(
    'maxkey',
    ['/redirect/port', 99_999],
    ['/name', ''],
    ['/dialect/response/fields/access_token', ['value', '/value', 'token']],
  )

  test('still tells what a run would stop at', () => {
    expect(readMarks(broken)).toEqual([
      'invalid /name required',
      'invalid /dialect/response/fields/access_token/0 placeForm',
      'invalid /dialect/response/fields/access_token/2 placeForm',
      'invalid /redirect/port tooBig',
      'missing /variables/base variableMissing',
    ])
  })

  test('is shown as the profile it would be without what is wrong', () => {
    const { profile, nearest } = readDraft(broken, 'one', {}, [])
    expect(profile).toBeNull()
    expect(nearest).toMatchObject({ redirect: { port: 0 }, clientId: 'app' })
    expect(nearest?.dialect.response.fields.access_token).toEqual(['/value'])
  })

  test('with a dialect that is none is shown with the standard', () => {
    expect(readDraft(buildDocument('maxkey', ['/dialect', 'maxkey']), 'one', {}, []).nearest).toMatchObject({
      clientId: 'app',
    })
    expect(readDraft({ dialect: [] }, 'one', {}, []).nearest).toMatchObject({ id: 'one' })
  })
})

test('the practice provider fills its own variable, with the shape and the fault of the draft', () => {
  expect(buildRuntimeVariables(null, 'http://127.0.0.1:5')).toEqual({})
  const practice = { provider: 'xt', shape: 'real', fault: 'none' }
  expect(buildRuntimeVariables(practice, 'http://127.0.0.1:5')).toEqual({ practice: '127.0.0.1:5/xt' })
  const slow = { ...practice, shape: 'documented', fault: 'slow' }
  expect(buildRuntimeVariables(slow, null)).toEqual({ practice: '127.0.0.1/xt.documented.slow' })
})
