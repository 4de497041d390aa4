import { describe, expect, test } from 'vitest'
import {
  isSameJson,
  readPairsAt,
  readTextAt,
  readTextsAt,
} from '../../../../../renderer/views/configure/draft/document-place.ts'
import { buildDocumentWith } from '../../../../../shared/lib/json-change.ts'

describe('writing a place', () => {
  test('the given document stays as it is', () => {
    const before = { redirect: { kind: 'loopback', port: 0 } }
    buildDocumentWith(before, '/redirect/port', 53682)
    expect(before).toEqual({ redirect: { kind: 'loopback', port: 0 } })
  })

  test('objects on the way are made', () => {
    expect(buildDocumentWith({}, '/dialect/request/pkce', 'off')).toEqual({ dialect: { request: { pkce: 'off' } } })
  })

  test('nothing takes a member out, and taking out what is absent changes nothing', () => {
    expect(buildDocumentWith({ variables: { base: 'x', lane: 'y' } }, '/variables/base', undefined)).toEqual({
      variables: { lane: 'y' },
    })
    expect(buildDocumentWith({ scopes: ['a'] }, '/variables', undefined)).toEqual({ scopes: ['a'] })
  })

  test('an index changes, removes or appends an item', () => {
    const document = { places: ['/a', '/b'] }
    expect(buildDocumentWith(document, '/places/0', '/c')).toEqual({ places: ['/c', '/b'] })
    expect(buildDocumentWith(document, '/places/0', undefined)).toEqual({ places: ['/b'] })
    expect(buildDocumentWith(document, '/places/9', '/c')).toEqual({ places: ['/a', '/b', '/c'] })
  })

  test('names with a slash are one member', () => {
    expect(buildDocumentWith({ codes: {} }, '/codes/a~1b', 'invalid_grant')).toEqual({
      codes: { 'a/b': 'invalid_grant' },
    })
  })
})

describe('reading a place', () => {
  test('what is not text reads as empty, and numbers as digits', () => {
    expect(readTextAt({ port: 80, list: [] }, '/list')).toBe('')
    expect(readTextAt({ port: 80 }, '/port')).toBe('80')
    expect(readTextAt({}, '/port')).toBe('')
  })

  test('lists and pairs leave out what does not fit', () => {
    expect(readTextsAt({ list: ['a', 1, null, {}] }, '/list')).toEqual(['a', '1'])
    expect(readPairsAt({ extra: { a: 'x', b: 1 } }, '/extra')).toEqual([['a', 'x']])
  })
})

test('documents are the same whatever the order of their members is', () => {
  expect(isSameJson({ a: 1, b: [{ c: null }] }, { b: [{ c: null }], a: 1 })).toBe(true)
  expect(isSameJson({ a: 1 }, { a: 1, b: null })).toBe(false)
  expect(isSameJson(['a', 'b'], ['b', 'a'])).toBe(false)
})
