import { describe, expect, test } from 'vitest'
import { readMalformedReason } from '../../../../../renderer/views/tokens/detail/malformed-reason.ts'
import { decodeToken } from '../../../../../shared/flow/decoded-token.ts'

const header = Buffer.from('{"alg":"RS256"}').toString('base64url')
const encode = (text: string) => Buffer.from(text).toString('base64url')

describe('why a token is not well formed', () => {
  test('is quoted as it came when nobody foresaw it', () => {
    expect(readMalformedReason('the moon was full')).toMatchObject({
      word: 'other',
      values: { reason: 'the moon was full' },
    })
  })

  test.each([
    [`${header}..AAAA`, 'empty'],
    [`${header}.${Buffer.of(0xff, 0xfe).toString('base64url')}.AAAA`, 'notUtf8'],
    [`${header}.${encode('{"a":')}.AAAA`, 'notJson'],
    [`${header}.${encode('[1]')}.AAAA`, 'notObject'],
    [`${header}.${encode('{}')}=.AAAA`, 'padding'],
    [`${header}.ab+c.AAAA`, 'base64'],
    [`${header}.ab c.AAAA`, 'space'],
    [`${header}.ab!c.AAAA`, 'letter'],
    [`${header}.${encode('{}')}.AAAAA`, 'length'],
    [`${header}.${encode('{}')}.AB`, 'bits'],
    ['eyJraWQVlMiIsImFsZOiJodHRwczovL21o...8oEoRsydhg', 'shortened'],
    ['eyJh.b.c.d', 'parts'],
  ])('%s has a word of its own: %s', (token, word) => {
    const decoded = decodeToken(token)
    expect(decoded.kind === 'malformed' && readMalformedReason(decoded.reason).word).toBe(word)
  })

  test('keeps what fills the sentence', () => {
    expect(readMalformedReason('it is not JSON (line 2, column 7)').values).toMatchObject({ line: '2', column: '7' })
    expect(readMalformedReason('"+" belongs to base64, not base64url').values.letter).toBe('+')
  })
})
