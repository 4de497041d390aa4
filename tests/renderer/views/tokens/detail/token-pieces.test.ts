import { describe, expect, test } from 'vitest'
import { cutParts, mostShown, readTokenParts } from '../../../../../renderer/views/tokens/detail/token-pieces.ts'
import { decodeToken } from '../../../../../shared/flow/decoded-token.ts'
import { writeJwt } from '../jwt-of.ts'

const parts = (value: string) => readTokenParts(value, decodeToken(value))
const names = (value: string) => parts(value).map(({ name }) => name)

describe('the parts of a token', () => {
  test('are one where it is opaque, even with dots in it', () => {
    expect(names('one.two.three')).toEqual(['whole'])
  })

  test('mark the very letter that is wrong', () => {
    const [header, payload] = writeJwt('{"sub":"1"}').split('.')
    const broken = `${header}.${payload?.slice(0, 4)}+${payload?.slice(5)}.AAAA`
    expect(parts(broken).map(({ fault }) => fault)).toEqual([null, 4, null])
  })

  test('mark nothing where the whole is wrong', () => {
    expect(parts('eyJraWQVlMiIsImFsZOiJodHRwczovL21o...8oEoRsydhg')).toEqual([
      { name: 'whole', text: 'eyJraWQVlMiIsImFsZOiJodHRwczovL21o...8oEoRsydhg', fault: null },
    ])
  })

  test('are header, payload and signature of a JWT', () => {
    expect(names(writeJwt('{}'))).toEqual(['header', 'payload', 'signature'])
  })

  test('are five where it is encrypted', () => {
    expect(names(`${writeJwt('{}').split('.')[0]}.AAAA.BBBB.CCCC.DDDD`)).toEqual([
      'header',
      'key',
      'vector',
      'text',
      'tag',
    ])
  })

  test.each(['opaque', writeJwt('{"a":1}'), 'eyJh.b.c.d'])('are the token again when they are joined: %s', (value) => {
    expect(
      parts(value)
        .map(({ text }) => text)
        .join('.'),
    ).toBe(value)
  })
})

describe('a very long token', () => {
  test('is cut for the screen, and says how much is not shown', () => {
    const { shown, hidden } = cutParts(parts('x'.repeat(mostShown + 7)))
    expect({ length: shown[0]?.text.length, hidden }).toEqual({ length: mostShown, hidden: 7 })
  })

  test('is not cut as long as it fits', () => {
    expect(cutParts(parts('short')).hidden).toBe(0)
  })
})
