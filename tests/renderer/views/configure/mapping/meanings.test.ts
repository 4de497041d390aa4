import { describe, expect, test } from 'vitest'
import { buildWholeDocument } from '../../../../../renderer/views/configure/draft/whole-document.ts'
import {
  buildTaken,
  countUsed,
  readFoundPlace,
  readMeaningPlace,
  readPlacesOf,
} from '../../../../../renderer/views/configure/mapping/meanings.ts'
import { readPreset } from '../../../../../shared/dialects/presets.ts'
import { readPlace } from '../../../../../shared/lib/json-pointer.ts'
import type { JsonObject } from '../../../../../shared/lib/json-value.ts'

const plain = buildWholeDocument({}, null)
const sample = { data: { token: 'abc', ttl: 3600, empty: '' }, error: null }

const takenAt = (
  document: JsonObject,
  ...taken: Parameters<typeof buildTaken> extends [unknown, ...infer R] ? R : never
) => readPlace(buildTaken(document, ...taken), readMeaningPlace(taken[0]))

describe('where a meaning is found', () => {
  test('empty, null and absent values are nothing', () => {
    expect(readFoundPlace(sample, ['/data/empty', '/error', '/data/absent', 'token'])).toBeNull()
    expect(readFoundPlace(null, ['/data/token'])).toBeNull()
  })

  test('the first place that holds something counts', () => {
    expect(readFoundPlace(sample, ['/access_token', '/data/token'])).toBe('/data/token')
  })
})

describe('taking a place', () => {
  test('the standard’s own place goes when it was the only one', () => {
    expect(takenAt(plain, 'access_token', '/data/token')).toEqual(['/data/token'])
  })

  test('places that somebody wrote stay behind the new one', () => {
    const once = buildTaken(plain, 'access_token', '/data/token')
    expect(takenAt(once, 'access_token', '/value')).toEqual(['/value', '/data/token'])
    expect(takenAt(buildTaken(once, 'access_token', '/value'), 'access_token', '/data/token')).toEqual([
      '/data/token',
      '/value',
    ])
  })

  test('a lifetime is a rule: a new one in seconds, a known one as it was', () => {
    const before = readPlacesOf(plain, 'lifetime')
    const taken = buildTaken(plain, 'lifetime', '/data/ttl')
    expect(readPlacesOf(taken, 'lifetime')).toEqual(['/data/ttl', ...before])
    expect(readPlace(taken, '/dialect/response/lifetimes/0')).toMatchObject({ unit: 's', meaning: 'duration' })
    const again = buildTaken(taken, 'lifetime', '/expires_at')
    expect(readPlace(again, '/dialect/response/lifetimes/0')).toMatchObject({ place: '/expires_at', meaning: 'epoch' })
    expect(readPlacesOf(again, 'lifetime')).toHaveLength(before.length + 1)
  })

  test('the error places are their own', () => {
    expect(takenAt(plain, 'error_code', '/mc')).toEqual(['/mc'])
    expect(takenAt(plain, 'error_description', '/ma')).toEqual(['/ma'])
  })
})

test('a field counts as used when any rule looks at it', () => {
  const rules = readPreset('xt')?.response
  if (rules === undefined) throw new Error('no preset')
  expect(countUsed(['/rc', '/mc', '/result/access_token', '/result/user_id'], rules)).toBe(3)
})
