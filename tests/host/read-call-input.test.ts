import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { longestInput, readCallInput } from '../../electron/host/read-call-input.ts'

const circle: Record<string, unknown> = {}
circle.self = circle
const nested = (depth: number): unknown => {
  let value: unknown = 1
  for (let level = 0; level < depth; level++) value = [value]
  return value
}

const refused: readonly (readonly [name: string, value: unknown, reason: string])[] = [
  ['a circle', circle, 'not_json'],
  ['a BigInt', { id: 1n }, 'not_json'],
  ['a function', () => 1, 'not_json'],
  ['a symbol', Symbol('id'), 'not_json'],
  ['deep nesting', nested(65), 'depth'],
  ['nesting that exhausts the stack', nested(20_000), 'not_json'],
  ['too many members', Array.from({ length: 10_002 }, () => 0), 'members'],
  ['one byte too many', 'a'.repeat(longestInput - 1), 'too_large'],
  ['few characters of many bytes', '中'.repeat(400_000), 'too_large'],
  ['a prototype', JSON.parse('{"__proto__":{"isAdmin":true}}'), 'prototype_name'],
  ['a constructor', { constructor: { prototype: {} } }, 'prototype_name'],
  ['a prototype deep inside', { a: [{ b: { prototype: 1 } }] }, 'prototype_name'],
]

describe('an input from the bridge', () => {
  test.each(refused)('refuses %s', (_name, value, reason) => {
    expect(readCallInput(value)).toMatchObject({ ok: false, problem: { code: 'input_invalid', evidence: { reason } } })
  })

  test('never throws and never changes a prototype, whatever comes', () => {
    fc.assert(
      fc.property(
        fc.anything({ withNullPrototype: true, withDate: true, withMap: true, withBigInt: true }),
        (value) => {
          expect(typeof readCallInput(value).ok).toBe('boolean')
          expect(({} as Record<string, unknown>).isAdmin).toBeUndefined()
        },
      ),
      { numRuns: 300 },
    )
  })

  test('gives plain data as it is', () => {
    const input = { id: 'a', secrets: { clientSecret: null }, list: [0, false, ''] }
    expect(readCallInput(input)).toEqual({ ok: true, value: input })
    expect(readCallInput(undefined)).toEqual({ ok: true, value: undefined })
  })

  test('gives other objects as the browser mode would have sent them', () => {
    expect(readCallInput({ map: new Map([['a', 1]]), gone: undefined })).toEqual({ ok: true, value: { map: {} } })
  })
})
