import { describe, expect, test } from 'vitest'
import { decodeToken, readNumericDate } from '../../../shared/flow/decoded-token.ts'

const part = (text: string): string => Buffer.from(text).toString('base64url')
const header = part('{"alg":"RS256"}')

describe('a token that is no JWT', () => {
  test.each(['', 'Z43T3KWH9lgPRHP8CmnPmC1hU5lyJNw9es8bruLXRmsXaA', 'a.b.c', '...', 'eyJ', 'ey J.a.b'.slice(0, 3)])(
    '%j is opaque, and no fault',
    (token) => {
      expect(decodeToken(token)).toEqual({ kind: 'opaque', length: token.length })
    },
  )

  test.each([
    ['eyJraWQVlMiIsImFsZOiJodHRwczovL21o...8oEoRsydhg', 'whole', 'shortened'],
    [`${header}.${part('{}')}`, 'whole', '2 parts'],
    [`${header}=.${part('{}')}.c2ln`, 'header', 'padding'],
    [`eyJ+.${part('{}')}.c2ln`, 'header', 'belongs to base64, not base64url'],
    [`${header}.${part('{}')}\n.c2ln`, 'payload', 'white space'],
    [`${header}..c2ln`, 'payload', 'empty'],
    [`${header}.${part('[]')}.c2ln`, 'payload', 'no object'],
    [`${header}.${part('{"a":}')}.c2ln`, 'payload', 'not JSON'],
    [`${header}.${Buffer.of(0x7b, 0xff, 0x7d).toString('base64url')}.c2ln`, 'payload', 'not UTF-8'],
    [`${header}.${part('{}')}.c2lnA`, 'signature', 'single letter'],
    [`${header}.${part('{}')}.c2lnAB`, 'signature', 'bits that belong to no byte'],
  ])('%j is malformed in its %s: %s', (token, where, reason) => {
    const decoded = decodeToken(token)
    expect(decoded).toMatchObject({ kind: 'malformed', part: where })
    expect(decoded.kind === 'malformed' && decoded.reason).toContain(reason)
  })
})

describe('a JWT', () => {
  test('is decoded with Chinese claims, exact numbers and repeated members', () => {
    const decoded = decodeToken(`${header}.${part('{"name":"张三","id":17841405793187218,"a":1,"a":2}')}.c2ln`)
    if (decoded.kind !== 'jws') throw new Error(decoded.kind)
    expect(decoded.payload.members).toEqual({ name: '张三', id: '17841405793187218', a: 2 })
    expect(decoded.payload.repeated).toEqual(['a'])
  })

  test('of five parts is a JWE, whose content stays closed', () => {
    expect(decodeToken(`${part('{"alg":"dir","enc":"A256GCM"}')}..aa.bb.cc`).kind).toBe('jwe')
  })

  test.each([
    ['1691561076', 1691561076],
    ['1691561076.5', 1691561076.5],
    ['"1691561076"', 1691561076],
    ['1691561076000', null],
    ['"07/08/2020"', null],
    ['null', null],
    ['-1', null],
  ])('with exp %s gives %s and never throws', (sent, expected) => {
    expect(readNumericDate(decodeToken(`${header}.${part(`{"exp":${sent}}`)}.c2ln`), 'exp')).toBe(expected)
  })
})
