import { expect, test } from 'vitest'
import { readSection } from '../../../../../renderer/views/configure/draft/form-sections.ts'
import { buildDifferences, readBasePreset } from '../../../../../renderer/views/configure/draft/preset-differences.ts'
import { presets } from '../../../../../shared/dialects/presets.ts'
import { buildDocumentWith } from '../../../../../shared/lib/json-change.ts'
import type { JsonObject } from '../../../../../shared/lib/json-value.ts'

const asJson = (value: unknown): JsonObject => JSON.parse(JSON.stringify(value))

test.each(presets.map((preset) => [preset.id, preset] as const))('%s does not differ from itself', (id, preset) => {
  expect(buildDifferences(asJson(preset), readBasePreset(id))).toEqual([])
})

test('an unknown preset is measured by the standard', () => {
  expect(readBasePreset('nobody').id).toBe('rfc6749')
})

test('every member that was changed, added or removed is one difference', () => {
  const tkeel = asJson(readBasePreset('tkeel'))
  const changed = [
    ['/request/pkce', 'S256'],
    ['/request/token/rename/client_id', 'app_id'],
    ['/response/error/codes', {}],
    ['/response/fields/scope', ['/scope']],
  ].reduce((document, [place, value]) => buildDocumentWith(document, String(place), value ?? null), tkeel)
  const places = buildDifferences(changed, readBasePreset('tkeel')).map((one) => one.pointer)
  expect(places.slice(0, 3)).toEqual([
    '/dialect/request/pkce',
    '/dialect/request/token/rename/client_id',
    '/dialect/response/fields/scope',
  ])
  expect(places.filter((place) => place.startsWith('/dialect/response/error/codes/'))).toHaveLength(6)
})

test('a difference says both sides', () => {
  const changed = buildDocumentWith(asJson(readBasePreset('xt')), '/request/token/method', 'POST')
  expect(buildDifferences(changed, readBasePreset('xt'))).toEqual([
    { pointer: '/dialect/request/token/method', preset: 'GET', own: 'POST' },
  ])
})

test.each([
  ['/dialect/endpoints/token', 'endpoints'],
  ['/variables/tenant_id', 'endpoints'],
  ['/dialect/request/clientAuthentication', 'client'],
  ['/secrets/client_secret', 'client'],
  ['/dialect/request/pkce', 'grant'],
  ['/dialect/request/grantTypes/password', 'grant'],
  ['/dialect/request/token/rename/code', 'request'],
  ['/tokenParameters/audience', 'request'],
  ['/dialect/response/lifetimes/0/unit', 'response'],
  ['/redirect/port', 'redirect'],
  ['/insecureAllowed', 'advanced'],
  ['/practice/fault', 'practice'],
  ['/dialect/name', 'profile'],
  ['/nowhere', 'profile'],
])('%s is shown in the section %s', (pointer, section) => {
  expect(readSection(pointer)).toBe(section)
})
