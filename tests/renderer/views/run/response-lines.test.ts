import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  findKey,
  findLine,
  findOffset,
  type ResponseLines,
  readResponseLines,
} from '../../../../renderer/views/run/response-lines.ts'

const all = 10_000
const joined = ({ lines }: ResponseLines): string =>
  lines
    .map(
      (line) =>
        `${line.number === null || line.number === 1 ? '' : '\n'}${line.pieces.map((piece) => piece.text).join('')}`,
    )
    .join('')
const rows = ({ lines }: ResponseLines): readonly string[] =>
  lines.map((line) => ' '.repeat(line.indent * 2) + line.pieces.map((piece) => piece.text).join(''))

const token = 'x'.repeat(100)

describe('what is not there', () => {
  test('an empty body has one empty line and finds nothing', () => {
    const read = readResponseLines('', all)
    expect(read.lines).toHaveLength(1)
    expect(findOffset(read.lines, 40)).toBe(-1)
    expect(findLine(read.lines, 2)).toBe(-1)
    expect(findKey(read.lines, 'access_token')).toBe(-1)
  })

  test('a broken document is shown to its last character', () => {
    const text = `{"access_token": "${token}", "scope": [ "a", }} ]`
    expect(joined(readResponseLines(text, all))).toBe(text)
  })

  test('what does not fit on the screen is counted, and a stretch that is cut says by how much', () => {
    const long = readResponseLines(Array.from({ length: 50 }, (_, at) => `line ${at}`).join('\n'), 20)
    expect(long.lines).toHaveLength(20)
    expect(long.rest).toBe(30)
    const [wide] = readResponseLines('y'.repeat(5_000), all).lines
    expect(wide?.pieces[0]?.hidden).toBe(1_000)
  })

  test('a hundred thousand lines make no more rows than were asked for', () => {
    const read = readResponseLines('{\n'.repeat(100_000), 300)
    expect(read.lines).toHaveLength(300)
    expect(read.rest).toBe(100_000 + 1 - 300)
  })
})

describe('how a body is laid out', () => {
  test('lines that the provider broke stay as they are', () => {
    const text = '{\n  "token_type": "Bearer",\n  "expires_in": 7199\n}'
    const read = readResponseLines(text, all)
    expect(rows(read)).toEqual(text.split('\n'))
    expect(read.lines.map((line) => line.number)).toEqual([1, 2, 3, 4])
  })

  test('one long line is broken after each member and has one number', () => {
    const read = readResponseLines(`{"rc":0,"result":{"access_token":"${token}","scope":["a","b"]}}`, all)
    expect(rows(read)).toEqual([
      '{',
      '  "rc":0,',
      '  "result":{',
      `    "access_token":"${token}",`,
      '    "scope":["a","b"]',
      '  }',
      '}',
    ])
    expect(read.lines.map((line) => line.number)).toEqual([1, null, null, null, null, null, null])
  })

  test('a form is broken before each ampersand', () => {
    expect(rows(readResponseLines('access_token=a&scope=b&token_type=c', all))).toEqual([
      'access_token=a',
      '&scope=b',
      '&token_type=c',
    ])
  })

  test('no layout adds, drops or moves a character', () => {
    const bodies = fc.oneof(
      fc.json(),
      fc.string({ maxLength: 400 }),
      fc.json().map((json) => `{"padding":"${token}","value":${json},'single': 1, // note\n bare: 2}`),
    )
    fc.assert(
      fc.property(bodies, (text) => {
        const lines = text.replaceAll('\r', '')
        expect(joined(readResponseLines(lines, all))).toBe(lines)
      }),
      { numRuns: 300 },
    )
  })
})

describe('finding a place', () => {
  const text = `{"rc":0,"result":{"access_token":"${token}","scope":["a","b"]}}`
  const { lines } = readResponseLines(text, all)

  test('an offset leads to the row that shows it', () => {
    expect(findOffset(lines, text.indexOf(token))).toBe(3)
    expect(findOffset(lines, text.indexOf('["a"'))).toBe(4)
  })

  test('a name leads to the member and not to a value that reads the same', () => {
    const read = readResponseLines('{"note": "scope",\n"scope": "a"}', all)
    expect(findKey(read.lines, 'scope')).toBe(1)
  })

  test('keys without quotes and with single ones are keys too', () => {
    const read = readResponseLines("{access_token: 'a',\n'expires_id': 3600}", all)
    expect(findKey(read.lines, 'access_token')).toBe(0)
    expect(findKey(read.lines, 'expires_id')).toBe(1)
  })
})

describe('a body of a mebibyte', () => {
  const bodies = {
    'an array on one line': JSON.stringify(Array.from({ length: 200_000 }, (_, at) => at % 10)),
    'brackets that never close': '['.repeat(1_000_000),
    'tags on one line': '<p>x</p>'.repeat(130_000),
    'one token': JSON.stringify({ access_token: 'x'.repeat(1_000_000) }),
  }

  test.each(Object.entries(bodies))('%s makes few stretches and keeps count of the rest', (_, text) => {
    const read = readResponseLines(text, 300)
    const pieces = read.lines.flatMap((line) => line.pieces)
    expect(read.lines.length).toBeLessThanOrEqual(300)
    expect(pieces.length).toBeLessThanOrEqual(4_001)
    const seen = pieces.reduce((sum, piece) => sum + piece.text.length + piece.hidden, 0)
    expect(read.rest > 0 || seen === text.length).toBe(true)
  })
})
