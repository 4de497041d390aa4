import { describe, expect, test } from 'vitest'
import {
  isSectionShown,
  isSetAt,
  listNeededSecrets,
  listShownSettings,
} from '../../../../../renderer/views/configure/draft/shown-settings.ts'
import { buildWholeDocument } from '../../../../../renderer/views/configure/draft/whole-document.ts'
import { buildDocumentWith } from '../../../../../shared/lib/json-change.ts'
import type { JsonObject, JsonValue } from '../../../../../shared/lib/json-value.ts'

type Change = readonly [place: string, value: JsonValue]

function buildDocument(...changes: readonly Change[]): JsonObject {
  return changes.reduce<JsonObject>(
    (document, [place, value]) => buildDocumentWith(document, place, value),
    buildWholeDocument({ id: 'one', name: 'One' }, null),
  )
}

const way = (value: string): Change => ['/dialect/request/clientAuthentication', value]
const grant = (value: string): Change => ['/grant', value]

describe('a setting is shown where it can have an effect', () => {
  test.each([
    ['prompt', [grant('client_credentials')], [grant('authorization_code')]],
    ['responseType', [grant('authorization_code')], [grant('hybrid')]],
    ['algorithm', [way('client_secret_jwt')], [way('private_key_jwt')]],
    ['algorithm', [grant('jwt_bearer'), ['/assertion/source', 'pasted']], [grant('jwt_bearer')]],
    ['algorithm', [grant('authorization_code')], [['/authorization/requestObject', 'signed']]],
    ['macAlgorithm', [way('private_key_jwt')], [way('client_secret_jwt')]],
    ['clientAudience', [way('basic')], [way('private_key_jwt')]],
    ['ownAudience', [way('private_key_jwt')], [way('private_key_jwt'), ['/signing/audience', 'own']]],
    ['dpopAlgorithm', [['/dpop/enabled', false]], [['/dpop/enabled', true]]],
    ['subjectTokenType', [grant('jwt_bearer')], [grant('token_exchange')]],
    ['actorProfile', [grant('token_exchange')], [grant('token_exchange'), ['/tokenExchange/actorTokenType', 'urn:x']]],
    ['assertionClaims', [grant('saml2_bearer')], [grant('jwt_bearer')]],
    ['hint', [grant('device_code')], [grant('ciba')]],
    ['customGrantType', [grant('password')], [grant('custom')]],
    ['algorithms', [['/checks/signature', false]], [['/checks/signature', true]]],
    ['userinfoMethod', [], [['/dialect/endpoints/userinfo', 'https://a.example/me']]],
    ['postLogoutRedirectUri', [], [['/dialect/endpoints/endSession', 'https://a.example/out']]],
    ['ahead', [], [['/autoRefresh/enabled', true]]],
  ] as readonly (readonly [string, readonly Change[], readonly Change[]])[])('%s', (name, without, withIt) => {
    expect(listShownSettings(buildDocument(...without))).not.toContain(name)
    expect(listShownSettings(buildDocument(...withIt))).toContain(name)
  })

  test('and also where it has none, as long as it has a value', () => {
    const document = buildDocument(grant('client_credentials'), ['/authorization/prompt', 'login'])
    expect(listShownSettings(document)).toContain('prompt')
    expect(listShownSettings(document)).not.toContain('loginHint')
  })

  test('0 is a value, and so is a value that says the same as the standard in another order', () => {
    expect(isSetAt(buildDocument(['/authorization/maxAge', 0]), '/authorization/maxAge')).toBe(true)
    expect(isSetAt(buildDocument(), '/authorization/maxAge')).toBe(false)
  })
})

describe('the secrets that are needed', () => {
  test.each([
    ['basic', 'authorization_code', ['client_secret']],
    ['none', 'authorization_code', []],
    ['private_key_jwt', 'client_credentials', ['private_key']],
    ['client_secret_jwt', 'client_credentials', ['client_secret']],
    ['tls_client_auth', 'client_credentials', ['tls_key', 'tls_certificate']],
    ['none', 'password', ['password']],
    ['none', 'token_exchange', ['subject_token']],
    ['none', 'jwt_bearer', ['private_key']],
    ['none', 'saml2_bearer', ['assertion']],
  ])('%s with %s', (value, name, needed) => {
    expect(listNeededSecrets(buildDocument(way(value), grant(name)))).toEqual(needed)
  })

  test('a token of another profile needs none of one’s own', () => {
    const document = buildDocument(way('none'), grant('token_exchange'), ['/tokenExchange/subjectProfile', 'other'])
    expect(listNeededSecrets(document)).toEqual([])
  })
})

describe('a section is shown when it has something to show', () => {
  test('no redirect, no authorization request, unless one of its settings has a value', () => {
    const document = buildDocument(grant('client_credentials'))
    expect(isSectionShown('authorization', document, [])).toBe(false)
    expect(isSectionShown('authorization', buildDocument(), [])).toBe(true)
    const changed = buildDocumentWith(document, '/authorization/pushed', true)
    expect(isSectionShown('authorization', changed, [])).toBe(true)
  })

  test('registration with its endpoint, its address or its token', () => {
    expect(isSectionShown('registration', buildDocument(), [])).toBe(false)
    const endpoint = buildDocument(['/dialect/endpoints/registration', 'https://a.example/reg'])
    expect(isSectionShown('registration', endpoint, [])).toBe(true)
    expect(isSectionShown('registration', buildDocument(['/registrationClientUri', 'https://a.example/1']), [])).toBe(
      true,
    )
    expect(isSectionShown('registration', buildDocument(), ['registration_access_token'])).toBe(true)
  })
})
