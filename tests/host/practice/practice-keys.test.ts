import { beforeAll, describe, expect, test } from 'vitest'
import { openPracticeKeys, type PracticeKeys } from '../../../electron/host/practice/practice-keys.ts'
import { createPracticeMemory } from '../../../electron/host/practice/practice-memory.ts'

const memory = createPracticeMemory()
let keys: PracticeKeys
beforeAll(async () => {
  keys = await openPracticeKeys(memory)
})

/** The same text with one letter changed. */
const change = (text: string, at: number) => text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1)

describe('refused', () => {
  test.each(['', 'x', '...', 'eyJ.eyJ', 'eyJ.eyJ.eyJ.eyJ'])('"%s" is no token of ours', (text) => {
    expect(keys.readJwt(text)).toBeUndefined()
    expect(keys.open(text)).toBeUndefined()
  })

  test('a JWT that was changed', () => {
    const token = keys.signJwt({ sub: 'a' })
    expect(keys.readJwt(change(token, token.indexOf('.') + 3))).toBeUndefined()
  })

  test('a JWT that the other key signed', () => {
    expect(keys.readJwt(keys.signSymmetricJwt({ sub: 'a' }))).toBeUndefined()
  })

  test('a sealed text that was changed anywhere', () => {
    const sealed = keys.seal({ a: 1 })
    for (const at of [2, 20, sealed.length - 3]) expect(keys.open(change(sealed, at))).toBeUndefined()
  })

  test('what other keys sealed', async () => {
    const others = await openPracticeKeys(createPracticeMemory())
    expect(others.open(keys.seal({ a: 1 }))).toBeUndefined()
    expect(others.readJwt(keys.signJwt({ a: 1 }))).toBeUndefined()
  })
})

test('the same memory gives the same keys', async () => {
  const again = await openPracticeKeys(memory)
  expect(again.kid).toBe(keys.kid)
  expect(again.open(keys.seal({ a: 1 }))).toEqual({ a: 1 })
  expect(again.readJwt(keys.signJwt({ b: 2 }))).toEqual({ b: 2 })
})

test('publishes no private part', () => {
  const [key] = keys.publicJwks.keys
  expect(Object.keys(key ?? {}).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use'])
})
