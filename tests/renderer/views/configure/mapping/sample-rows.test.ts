import { describe, expect, test } from 'vitest'
import { buildRefusalSample } from '../../../../../renderer/views/configure/mapping/refusal-sample.ts'
import { buildPastedSample, readSampleValue } from '../../../../../renderer/views/configure/mapping/sample.ts'
import {
  buildSampleRows,
  isValueRow,
  readNextPointer,
} from '../../../../../renderer/views/configure/mapping/sample-rows.ts'
import { presets, readPreset } from '../../../../../shared/dialects/presets.ts'
import { readTokenResponse } from '../../../../../shared/flow/token-set-reading.ts'
import { epochMs } from '../../../../../shared/lib/units.ts'

const sample = {
  code: 0,
  data: { access_token: 'hb-7d1c8842a0b3c4d5e6f708192a3b4c5de09f', scopes: ['a', 'b'], 'a/b': null },
  inner: '{"token": "x"}',
  empty: {},
}
const rows = buildSampleRows(sample, ['/data/access_token'])

describe('a sample as a tree', () => {
  test('every value has its pointer, and a text that holds JSON opens', () => {
    expect(rows.filter(isValueRow).map((row) => row.pointer)).toEqual([
      '',
      '/code',
      '/data',
      '/data/access_token',
      '/data/scopes',
      '/data/scopes/0',
      '/data/scopes/1',
      '/data/a~1b',
      '/inner',
      '/inner/token',
      '/empty',
    ])
  })

  test('level, position and size are told as a tree tells them', () => {
    const row = rows.filter(isValueRow).find((one) => one.pointer === '/data/scopes/1')
    expect(row).toMatchObject({ level: 4, position: 2, siblings: 2, name: null, isLast: true })
  })

  test('a token is never shown whole', () => {
    const row = rows.filter(isValueRow).find((one) => one.pointer === '/data/access_token')
    expect(row).toMatchObject({ text: '"hb-7d1c8…e09f"', length: 39 })
    expect(JSON.stringify(rows)).not.toContain(sample.data.access_token)
  })

  test('every object and list that has members is closed once', () => {
    expect(rows.filter((row) => row.kind === 'close').map((row) => row.pointer)).toEqual([
      '/data/scopes',
      '/data',
      '/inner',
      '',
    ])
  })
})

test.each([
  ['/code', 'ArrowUp', ''],
  ['/code', 'ArrowDown', '/data'],
  ['/data', 'ArrowRight', '/data/access_token'],
  ['/code', 'ArrowRight', '/code'],
  ['/data/scopes/1', 'ArrowLeft', '/data/scopes'],
  ['', 'ArrowLeft', ''],
  ['/data', 'End', '/empty'],
  ['/data', 'Home', ''],
  ['/empty', 'ArrowDown', '/empty'],
  ['/gone', 'ArrowDown', ''],
])('from %j the key %s leads to %j', (from, key, to) => {
  expect(readNextPointer(rows, from, key)).toBe(to)
})

describe('a refusal made from the rules', () => {
  test.each(presets.map((preset) => [preset.id, preset] as const))('%s reads it as a refusal', (_, preset) => {
    const { raw } = buildRefusalSample(preset.response)
    const reading = readTokenResponse(raw, preset)
    expect(reading).toMatchObject({ kind: 'refused', refusal: { description: 'The code has expired' } })
  })

  test('a provider that is judged by its body refuses with HTTP 200', () => {
    const maxkey = readPreset('maxkey')
    expect(maxkey === undefined ? 0 : buildRefusalSample(maxkey.response).raw.status).toBe(200)
  })
})

test('pasted text is read by the rules that are being written', () => {
  const rules = readPreset('workfront')?.response
  const strict = readPreset('rfc6749')?.response
  if (rules === undefined || strict === undefined) throw new Error('no presets')
  const pasted = buildPastedSample('{ access_token: "ключ", }', 200, epochMs(5))
  expect(readSampleValue(pasted, strict)).toBeNull()
  expect(readSampleValue(pasted, rules)).toEqual({ access_token: 'ключ' })
  expect(pasted.raw).toMatchObject({ receivedAt: 5, size: 29 })
})
