import { describe, expect, test } from 'vitest'
import { readReadingRows } from '../../../../renderer/views/run/reading-rows.ts'
import { readFirstHeaders, readHeaderLines } from '../../../../renderer/views/run/response-headers.ts'
import { readResponseLines } from '../../../../renderer/views/run/response-lines.ts'
import { findLines } from '../../../../renderer/views/run/response-search.ts'
import {
  linkRows,
  moreHeaders,
  moreLines,
  readLineNumber,
  type ShownLines,
} from '../../../../renderer/views/run/wire-links.ts'
import { buildWirePath, dock } from '../../../../renderer/views/run/wire-path.ts'
import { answeredOf, responseOf } from './exchange-of.ts'

const body = '{"access_token":"Z43T3KWH9lgPRHP8CmnPmC1hU5lyJNw9es8bruLXRmsXaA","expires_in":7199,"tenant":"acme"}'
const shownOf = (text: string, most = 300): ShownLines => ({
  headers: [],
  hasMoreHeaders: false,
  body: readResponseLines(text, most),
})
const linked = (text: string, shown: ShownLines): Readonly<Record<string, string>> =>
  Object.fromEntries(
    linkRows(readReadingRows(answeredOf('rfc6749', text)), shown, false).map(({ row, line }) => [row, line]),
  )

describe('where a wire ends', () => {
  test('nowhere, when the row was read from nothing', () => {
    expect(linked(body, shownOf(body)).token_type).toBeUndefined()
  })

  test('at the note of hidden lines, when its line is not shown', () => {
    expect(linked(body, shownOf(body, 1)).access_token_end).toBe(moreLines)
  })

  test('at the note of hidden headers, when its header is not shown', () => {
    const rows = readReadingRows(
      answeredOf('rfc6749', '', { status: 302, headers: [['Location', 'https://x.example']] }),
    )
    const shown = { ...shownOf(''), hasMoreHeaders: true }
    expect(linkRows(rows, shown, false).find((link) => link.row === 'problem')?.line).toBe(moreHeaders)
  })

  test('at the row that shows the value, also when the body has one line', () => {
    expect(linked(body, shownOf(body))).toMatchObject({
      access_token: 'line 1',
      access_token_end: 'line 2',
      'extra tenant': 'line 3',
    })
  })

  test('at the Location, when the tokens came in it', () => {
    const headers: [string, string][] = [['Location', 'https://x.example/?access_token=abc&token_type=Bearer']]
    const rows = readReadingRows(answeredOf('tkeel', '', { status: 301, headers }))
    const lines = readHeaderLines(responseOf('', { headers }))
    const links = linkRows(rows, { ...shownOf(''), headers: lines }, true)
    expect(links.find((link) => link.row === 'access_token')?.line).toBe('header 0')
  })
})

test('the line number is there for those who do not see the wires', () => {
  const [first] = readReadingRows(answeredOf('rfc6749', '{\n"access_token": "abc"\n}'))
  expect(first === undefined ? null : readLineNumber(first)).toBe(2)
})

test('the headers shown first are the telling ones, in the order they came', () => {
  const headers: [string, string][] = [
    ['server', 'x'],
    ['Cache-Control', 'no-store'],
    ['etag', 'y'],
    ['Content-Type', 'application/json'],
  ]
  const first = readFirstHeaders(readHeaderLines(responseOf('', { headers })))
  expect(first.map((line) => line.name)).toEqual(['Cache-Control', 'Content-Type'])
})

test('looking for text finds rows in any case, and nothing finds nothing', () => {
  const { lines } = readResponseLines('{\n"Scope": "openid",\n"other": 1\n}', 300)
  expect(findLines(lines, 'scope')).toEqual(['line 1'])
  expect(findLines(lines, '  ')).toEqual([])
})

test('a wire leaves and arrives level, and its end stays inside its pane', () => {
  expect(buildWirePath({ x: 0, y: 10 }, { x: 48, y: 90 })).toBe('M0 10C30 10 18 90 48 90')
  expect([dock(-40, 4, 200), dock(100, 4, 200), dock(900, 4, 200)]).toEqual([4, 100, 200])
})
