import { describe, expect, test } from 'vitest'
import type { ReadingRow } from '../../../../renderer/views/run/reading-row.ts'
import { countFields, readPath, readReadingRows, readTokenText } from '../../../../renderer/views/run/reading-rows.ts'
import { answeredOf, start, startedExchange } from './exchange-of.ts'

const row = (rows: readonly ReadingRow[], id: string): ReadingRow => {
  const found = rows.find((one) => one.id === id)
  if (found === undefined) throw new Error(`no row ${id} among ${rows.map((one) => one.id).join(', ')}`)
  return found
}
const places = (one: ReadingRow): readonly string[] =>
  one.wires.map(({ to }) =>
    to.kind === 'body' ? to.place : to.kind === 'key' ? to.name : to.kind === 'header' ? to.name : 'status',
  )

/** An unsigned JWT with these claims; only its form matters here. */
const jwt = (claims: object): string =>
  [{ alg: 'none' }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')
    .concat('.c2ln')

describe('a refusal', () => {
  const rows = readReadingRows(
    answeredOf('maxkey', '{"error":"invalid_grant",\n"error_description":"Invalid authorization code: a2W0B8Q"}'),
  )

  test('is the first row, wired to the error with the colour of a refusal', () => {
    const [first] = rows
    expect(first).toMatchObject({ id: 'refusal', tone: 'refused', value: { text: 'invalid_grant' } })
    expect(first?.note.code).toBe('means_invalid_grant')
    expect(first?.wires).toMatchObject([{ kind: 'refused', to: { place: '/error', line: 1 } }])
  })

  test('quotes the provider and says that no token came', () => {
    expect(row(rows, 'description').value).toEqual({ kind: 'quote', text: 'Invalid authorization code: a2W0B8Q' })
    expect(row(rows, 'access_token')).toMatchObject({ tone: 'absent', copies: null })
  })

  test('says when the status was not used to judge, and draws no wire for it unasked', () => {
    expect(row(rows, 'status').note.code).toBe('judged_by_body')
    expect(row(rows, 'status').wires.map((wire) => wire.kind)).toEqual(['quiet'])
  })

  test('with a code of the provider’s own keeps that code and explains nothing it does not know', () => {
    const [first] = readReadingRows(answeredOf('rfc6749', '{"error":"E4711"}', { status: 400 }))
    expect(first).toMatchObject({ value: { text: 'E4711' }, note: { code: 'means_unknown' } })
  })

  test('of a client names the scheme that the provider asks for', () => {
    const rows = readReadingRows(
      answeredOf('rfc6749', '{"error":"invalid_client"}', {
        status: 401,
        headers: [
          ['content-type', 'application/json'],
          ['www-authenticate', 'Basic realm="token"'],
        ],
      }),
    )
    expect(row(rows, 'status').note).toEqual({ code: 'asks_for', values: { scheme: 'Basic' } })
  })
})

describe('an answer that cannot be read', () => {
  test('as a web page points at its content type and quotes its title', () => {
    const rows = readReadingRows(
      answeredOf('rfc6749', '<html><title>Sign in</title></html>', { headers: [['content-type', 'text/html']] }),
    )
    expect(rows[0]).toMatchObject({ tone: 'refused', value: { kind: 'problem', code: 'body_html' } })
    expect(places(row(rows, 'problem'))).toEqual(['content-type'])
    expect(row(rows, 'fact title').value).toEqual({ kind: 'quote', text: 'Sign in' })
  })

  test('as a redirect points at its Location', () => {
    const rows = readReadingRows(
      answeredOf('rfc6749', '', { status: 302, headers: [['Location', 'https://elsewhere.example']] }),
    )
    expect(places(row(rows, 'problem'))).toEqual(['location'])
  })

  test('without a token where the dialect looks names what looks like one', () => {
    const rows = readReadingRows(answeredOf('rfc6749', '{"data":{"access_token":"abc"}}'))
    expect(row(rows, 'fact seen').value).toEqual({ kind: 'code', text: '/data/access_token' })
    expect(places(row(rows, 'fact seen'))).toEqual(['access_token'])
  })

  test('before there is an answer there are no rows', () => {
    expect(readReadingRows(startedExchange())).toEqual([])
  })
})

describe('a token set', () => {
  const rows = readReadingRows(
    answeredOf(
      'rfc6749',
      '{\n"access_token": "Z43T3KWH9lgPRHP8CmnPmC1hU5lyJNw9es8bruLXRmsXaA",\n"token_type": "Bearer",\n"refresh_token": "WEAFOmOJ-A4LOhF_I39DvJuqxP0o7YznzDQ2adn5yXkFlFA",\n"expires_in": 7199,\n"scope": "openid",\n"tenant": "acme"\n}',
    ),
  )

  test('has each row in the order of the tokens, then what was left over', () => {
    expect(rows.map((one) => one.id)).toEqual([
      'access_token',
      'access_token_end',
      'refresh_token',
      'token_type',
      'scope',
      'extra tenant',
    ])
    expect(countFields(rows)).toEqual({ used: 5, left: 1 })
  })

  test('says what was taken as sent and what was computed', () => {
    expect(row(rows, 'access_token').wires).toMatchObject([{ kind: 'sent', to: { place: '/access_token', line: 2 } }])
    expect(row(rows, 'access_token_end')).toMatchObject({
      note: { code: 'read_as_s', values: { sent: '7199' } },
      value: { at: start + 8_200 + 7_199_000 },
      wires: [{ kind: 'computed', to: { place: '/expires_in' } }],
    })
  })

  test('never calls an unknown end anything else', () => {
    expect(row(rows, 'refresh_token').note.code).toBe('opaque_end_unknown')
    const silent = readReadingRows(answeredOf('rfc6749', '{"access_token":"abc","token_type":"Bearer"}'))
    expect(row(silent, 'access_token_end')).toMatchObject({
      tone: 'absent',
      value: { phrase: { code: 'unknown' } },
      note: { code: 'nothing_says' },
    })
  })

  test('hides the value of a left-over field with the name of a secret', () => {
    const rows = readReadingRows(
      answeredOf('rfc6749', '{"access_token":"abc","token_type":"Bearer","client_secret":"s3cr3t-s3cr3t"}'),
    )
    expect(JSON.stringify(row(rows, 'extra client_secret'))).not.toContain('s3cr3t')
  })

  test('joins a disputed end to the token and to the field, and says which unit was documented', () => {
    const exp = Math.round(start / 1000) + 15_551_999
    const body = JSON.stringify({
      rc: 0,
      mc: 'SUCCESS',
      result: { access_token: jwt({ exp }), expires_in: 15_551_999 },
    })
    const end = row(readReadingRows(answeredOf('xt', body)), 'access_token_end')
    expect(end.tone).toBe('disputed')
    expect(end.note.code).toBe('disputed_unit_ms')
    expect(places(end)).toEqual(['/result/access_token', '/result/expires_in'])
  })

  test('calls a readable JWT decoded and not checked', () => {
    const rows = readReadingRows(answeredOf('rfc6749', JSON.stringify({ access_token: jwt({ sub: 'a' }) })))
    expect(row(rows, 'access_token').note.code).toBe('jwt')
  })
})

test('a path is written as people write it', () => {
  expect(readPath('/result/access_token')).toBe('result.access_token')
  expect(readPath('/data/0/token')).toBe('data[0].token')
})

test('a short token stands whole and a long one keeps both ends', () => {
  expect(readTokenText('45059f9505b3e67')).toBe('45059f9505b3e67')
  expect(readTokenText('Z43T3KWH9lgPRHP8CmnPmC1hU5lyJNw9es8bruLXRmsXaA')).toBe('Z43T3KWH9lgP…XRmsXaA')
})
