import { describe, expect, test } from 'vitest'
import { type Dialect, type DialectDocument, dialectSchema } from '../../../shared/dialects/dialect.ts'
import { readPreset } from '../../../shared/dialects/presets.ts'
import type { TokenReading } from '../../../shared/flow/token-set.ts'
import { readTokenResponse } from '../../../shared/flow/token-set-reading.ts'
import { rawResponseOf } from './raw-response-of.ts'

const rfc = dialectSchema.parse({})

function dialectOf(response: DialectDocument['response']): Dialect {
  return dialectSchema.parse({ response })
}

function read(body: string, dialect: Dialect = rfc, change: Parameters<typeof rawResponseOf>[1] = {}): TokenReading {
  return readTokenResponse(rawResponseOf(body, change), dialect)
}

function preset(id: string): Dialect {
  const dialect = readPreset(id)
  if (dialect === undefined) throw new Error(id)
  return dialect
}

const codes = (reading: TokenReading): readonly string[] => reading.findings.map((finding) => finding.code)

describe('an answer that cannot be read names its reason', () => {
  test.each([
    ['', {}, 'body_empty'],
    ['   \n', {}, 'body_empty'],
    ['<!doctype html><title>Sign in</title>', { headers: [['content-type', 'text/html']] }, 'body_html'],
    ['<html><body>x', {}, 'body_html'],
    ['{"access_token": "a"', {}, 'body_unreadable'],
    ['{access_token: "a"}', {}, 'body_unreadable'],
    ['access_token=a', {}, 'body_unreadable'],
    ['[]', {}, 'token_missing'],
    ['"text"', {}, 'token_missing'],
    ['{"token_type":"bearer"}', {}, 'token_missing'],
    ['{"access_token":{"a":1}}', {}, 'token_missing'],
    ['{"access_token":12345}', {}, 'token_missing'],
    ['{"access_token":""}', {}, 'token_missing'],
    [`${'['.repeat(65)}${']'.repeat(65)}`, {}, 'body_too_deep'],
    [`[${'0,'.repeat(10_001)}0]`, {}, 'body_too_deep'],
    ['', { status: 302, headers: [['location', 'https://evil.example/?x=1']] }, 'redirect_answered'],
    ['{"access_token":"a"}', { status: 307, headers: [['location', '/other']] }, 'redirect_answered'],
  ] as const)('%j %j is %s', (body, change, code) => {
    expect(read(body, rfc, change)).toMatchObject({ kind: 'unreadable', problem: { step: 'token-set', code } })
  })

  test('with line and column where it is no JSON, and without a word of the body', () => {
    const reading = read('{\n"access_token": "very-secret-token", oops}')
    expect(reading).toMatchObject({ problem: { evidence: { line: '2' } } })
    expect(JSON.stringify(reading)).not.toContain('very-secret')
  })

  test('and where a token stands that the dialect does not look at, without taking it', () => {
    const reading = read('{"access_token":"a"}', dialectOf({ fields: { access_token: ['/data/access_token'] } }))
    expect(reading).toMatchObject({
      kind: 'unreadable',
      problem: { code: 'token_missing', evidence: { places: '/data/access_token', seen: '/access_token' } },
    })
  })
})

describe('a refusal', () => {
  test.each([
    ['{"error":"invalid_grant","error_description":"no"}', 400, 'invalid_grant', 'no'],
    ['{"error":"invalid_grant"}', 200, 'invalid_grant', null],
    ['{"error":{"code":190,"message":"expired"}}', 400, '190', null],
    ['{"error":["a","b"]}', 400, 'a, b', null],
    ['{}', 500, 'invalid_response', null],
    ['{"access_token":"a"}', 401, 'invalid_response', null],
  ])('%s with %i has the code %s', (body, status, code, description) => {
    expect(read(body, rfc, { status })).toMatchObject({
      kind: 'refused',
      refusal: { code, description },
      problem: { code: 'provider_refused' },
    })
  })

  test('with HTTP 200 is one, and is remarked', () => {
    expect(codes(read('{"error":"invalid_grant"}'))).toContain('error_with_success_status')
  })

  test('is not made of an empty error (Shopee), and an explicit success outweighs an error member', () => {
    expect(read('{"error":"","access_token":"a"}').kind).toBe('tokens')
    const flagged = dialectOf({
      success: [{ place: '/code', rule: 'equals', values: [0] }],
      error: { code: ['/code', '/error'] },
    })
    expect(read('{"code":"0","access_token":"a"}', flagged).kind).toBe('tokens')
    expect(read('{"code":7,"access_token":"a"}', flagged)).toMatchObject({ kind: 'refused', refusal: { code: '7' } })
  })

  test('of MaxKey is judged by the body, whatever the status says', () => {
    const body = '{"access_token":"a","token_type":"bearer"}'
    expect(read(body, preset('maxkey'), { status: 401 }).kind).toBe('tokens')
    expect(codes(read(body, preset('maxkey'), { status: 401 }))).toContain('success_with_error_status')
    expect(codes(read(body, preset('maxkey')))).not.toContain('success_with_error_status')
    expect(
      read('{"value":"a","oauth2Exception":{"oauth2ErrorCode":"invalid_client","message":"m"}}', preset('maxkey')),
    ).toMatchObject({
      kind: 'refused',
      refusal: { code: 'invalid_client', description: 'm' },
    })
  })

  test('of tKeel is mapped to its OAuth code, and the long code is kept', () => {
    const vendor = 'io.tkeel.security.api.oauth.v1.OAUTH_ERR_INVALID_USER_OR_PWD'
    expect(
      read(`{"code":"${vendor}","msg":"用户名密码错误","data":{}}`, preset('tkeel'), { status: 400 }),
    ).toMatchObject({
      refusal: { code: 'invalid_grant', vendorCode: vendor, description: '用户名密码错误' },
    })
  })
})

describe('a token set', () => {
  test('knows the place of every value, down to its line and its bytes', () => {
    const body = '{\n  "data": {\n    "access_token": "tok"\n  }\n}'
    const reading = read(body, dialectOf({ fields: { access_token: ['/data/access_token'] } }))
    if (reading.kind !== 'tokens') throw new Error(reading.kind)
    const [token] = reading.tokenSet.tokens
    expect(token?.at).toMatchObject({ place: '/data/access_token', line: 3 })
    expect(body.slice(token?.at.start ?? 0, token?.at.end ?? 0)).toBe('"tok"')
    expect(codes(reading)).toContain('envelope')
  })

  test('says that a configured place misses, and takes nothing from elsewhere', () => {
    const dialect = dialectOf({ fields: { refresh_token: ['/data/refresh_token'] } })
    const reading = read('{"access_token":"a","refresh_token":"r"}', dialect)
    expect(reading.kind === 'tokens' && reading.tokenSet.tokens.map((token) => token.kind)).toEqual(['access_token'])
    expect(codes(reading)).toContain('place_missed')
    expect(codes(read('{"access_token":"a"}', dialect))).not.toContain('place_missed')
  })

  test('may stand in a string that holds JSON', () => {
    const reading = read(
      '{"payload":"{\\"access_token\\":\\"tok\\"}"}',
      dialectOf({ fields: { access_token: ['/payload/access_token'] } }),
    )
    expect(reading).toMatchObject({ kind: 'tokens', tokenSet: { tokens: [{ value: 'tok' }] } })
  })

  test.each([
    ['0', 0, 'lifetime_zero'],
    ['"3600"', 3600, 'lifetime_as_text'],
    ['" +3600 "', 3600, 'lifetime_as_text'],
    ['86400.92', 86400.92, null],
    ['-1', null, 'lifetime_invalid'],
    ['true', null, 'lifetime_invalid'],
    ['{}', null, 'lifetime_invalid'],
    ['"soon"', null, 'lifetime_invalid'],
    ['1e400', null, 'lifetime_invalid'],
    ['124234123534', 124234123534, 'lifetime_long'],
    ['1763600000000', 1763600000000, 'lifetime_looks_epoch'],
  ] as const)('reads expires_in %s as %s and says %s', (sent, amount, code) => {
    const reading = read(`{"access_token":"a","expires_in":${sent}}`)
    if (reading.kind !== 'tokens') throw new Error(reading.kind)
    expect(reading.tokenSet.lifetimes[0]?.amount).toBe(amount)
    if (code !== null) expect(codes(reading)).toContain(code)
  })

  test.each(['null', '""'])('takes an expires_in of %s for none', (sent) => {
    const reading = read(`{"access_token":"a","expires_in":${sent}}`)
    expect(reading.kind === 'tokens' && reading.tokenSet.lifetimes).toEqual([])
  })

  test('keeps unknown fields with exact numbers, and says when one is nearly a known one', () => {
    const reading = read(
      '{"access_token":"a","id":1234567890987654321,"expires_id":3600,"acces_tokn":"x","openid":"o"}',
    )
    if (reading.kind !== 'tokens') throw new Error(reading.kind)
    expect(reading.tokenSet.extra).toEqual({
      id: '1234567890987654321',
      expires_id: 3600,
      acces_tokn: 'x',
      openid: 'o',
    })
    const misspelt = reading.findings
      .filter((finding) => finding.code === 'field_misspelt')
      .map((finding) => finding.evidence)
    expect(misspelt).toEqual([
      { found: 'expires_id', meant: 'expires_in' },
      { found: 'acces_tokn', meant: 'access_token' },
    ])
  })

  test('says that a member is repeated instead of silently keeping the last', () => {
    expect(codes(read('{"access_token":"a","access_token":"b"}'))).toContain('member_repeated')
  })

  test('touches no prototype', () => {
    read('{"access_token":"a","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}')
    expect(({} as { polluted?: number }).polluted).toBeUndefined()
  })

  test('compares the scope with what was asked for', () => {
    const raw = rawResponseOf('{"access_token":"a","token_type":"Bearer","scope":"a c"}')
    const reading = readTokenResponse(raw, rfc, ['a', 'b'])
    expect(
      reading.findings.filter((finding) => finding.code.startsWith('scope_')).map((finding) => finding.evidence),
    ).toEqual([{ missing: 'b' }, { added: 'c' }])
  })
})

describe('a lenient reading', () => {
  const relaxed = dialectOf({ syntaxes: ['json', 'relaxed_json'] })

  test.each([
    ['{access_token:"a"}', 'bare_keys'],
    ['{"access_token":"a", // 中文\n}', 'comments, trailing_comma'],
    ["{'access_token':'a'}", 'single_quotes'],
    ['{"access_token":"a"\n"x":1}', 'missing_comma'],
    ['{"access_token":"a",}', 'trailing_comma'],
  ])('of %s happens only where it is allowed, and says %s', (body, tolerated) => {
    expect(read(body).kind).toBe('unreadable')
    const reading = read(body, relaxed)
    expect(reading).toMatchObject({ kind: 'tokens', tokenSet: { repaired: true, tokens: [{ value: 'a' }] } })
    expect(reading.findings.find((finding) => finding.code === 'body_repaired')?.evidence).toEqual({ tolerated })
  })

  test.each(['{"access_token":"a', '{"access_token":"a"', '{"access_token":', 'access_token'])(
    'never completes %s',
    (body) => {
      expect(read(body, relaxed).kind).toBe('unreadable')
    },
  )

  test('strips a prefix or a callback, and keeps the places true', () => {
    const prefixed = '&&&START&&&{"access_token":"a"}'
    const reading = read(prefixed, dialectOf({ syntaxes: ['prefixed_json'], prefix: '&&&START&&&' }))
    if (reading.kind !== 'tokens') throw new Error(reading.kind)
    const at = reading.tokenSet.tokens[0]?.at
    expect(prefixed.slice(at?.start ?? 0, at?.end ?? 0)).toBe('"a"')
    expect(read('callback({"access_token":"a"});', dialectOf({ syntaxes: ['jsonp'] })).kind).toBe('tokens')
    expect(read('<r><access_token>a</access_token></r>', dialectOf({ syntaxes: ['xml'] })).kind).toBe('tokens')
  })

  test('of a Location happens only where the dialect says so, and is a warning', () => {
    const change = {
      status: 301,
      headers: [
        ['location', 'http://h/auth/redirect?token_type=Bearer&access_token=a&refresh_token=r&expires_in=60'],
      ] as const,
    }
    expect(read('', rfc, change).kind).toBe('unreadable')
    const reading = read('', preset('tkeel'), change)
    expect(reading).toMatchObject({
      kind: 'tokens',
      tokenSet: { syntax: 'location_query', tokens: [{ value: 'a' }, { value: 'r' }] },
    })
    expect(codes(reading)).toContain('tokens_in_location')
    expect(read('', rfc, change)).not.toMatchObject({
      problem: { evidence: { location: expect.stringContaining('access_token=a') } },
    })
  })
})

test('bytes are read in the charset that is declared, and what is no UTF-8 is said', () => {
  const gbk = Uint8Array.from(
    [...'{"access_token":"a","n":"'].map((letter) => letter.charCodeAt(0)).concat([0xd6, 0xd0], [0x22, 0x7d]),
  )
  const declared = readTokenResponse(
    rawResponseOf(gbk, { headers: [['content-type', 'application/json; charset=GBK']] }),
    rfc,
  )
  expect(declared).toMatchObject({ kind: 'tokens', tokenSet: { extra: { n: '中' } } })
  const silent = readTokenResponse(rawResponseOf(gbk), rfc)
  expect(codes(silent)).toContain('bytes_not_utf8')
})
