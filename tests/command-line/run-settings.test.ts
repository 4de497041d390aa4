import { expect, test } from 'vitest'
import { buildChanged } from '../../electron/command-line/run-settings.ts'

const document = { clientId: '5', dpop: { enabled: false }, scopes: ['a'], access: { resource: [] } }

test('a change that is no place with a value is refused and changes nothing', () => {
  expect(buildChanged(document, ['/dpop/enabled=true', 'dpop=1'])).toMatchObject({
    ok: false,
    problem: { code: 'input_invalid' },
  })
})

test('values are JSON where they are JSON, and text stays text where text stood', () => {
  const changed = buildChanged(document, [
    '/dpop/enabled=true',
    '/clientId=42',
    '/scopes=["b","c"]',
    '/grant=device_code',
  ])
  expect(changed).toEqual({
    ok: true,
    value: { ...document, clientId: '42', dpop: { enabled: true }, scopes: ['b', 'c'], grant: 'device_code' },
  })
})

test('a value may hold an equals sign, and an empty one takes the member out', () => {
  expect(buildChanged(document, ['/tokenParameters/x=a=b', '/dpop='])).toEqual({
    ok: true,
    value: { clientId: '5', scopes: ['a'], access: { resource: [] }, tokenParameters: { x: 'a=b' } },
  })
})
