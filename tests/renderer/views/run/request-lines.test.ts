import { describe, expect, test } from 'vitest'
import { buildCurl, readRequestLines, readRequestSummary } from '../../../../renderer/views/run/request-lines.ts'
import { type OriginContext, readOriginCode } from '../../../../renderer/views/run/request-origin.ts'
import { mask } from '../../../../shared/lib/mask.ts'
import type { RequestPart, ShownRequest } from '../../../../shared/lib/request-part.ts'

const part = (place: RequestPart['in'], name: string, value: string, origin: RequestPart['origin']): RequestPart => ({
  in: place,
  name,
  value,
  secret: value.includes(mask),
  origin,
})
const post: ShownRequest = {
  method: 'POST',
  url: 'https://sso.example/token',
  parts: [
    part('header', 'Authorization', `Basic ${mask}`, 'client_authentication'),
    part('form', 'grant_type', 'authorization_code', 'grant_type'),
    part('form', 'code', mask, 'code'),
    part('form', 'redirect_uri', 'http://127.0.0.1:1/callback', 'redirect_uri'),
  ],
  body: `grant_type=authorization_code&code=${mask}&redirect_uri=http%3A%2F%2F127.0.0.1%3A1%2Fcallback`,
}
const texts = (request: ShownRequest): readonly string[] =>
  readRequestLines(request).map((line) => `${line.lead}${line.value}${line.after}`)
const context: OriginContext = {
  step: 'token-request',
  redirectUri: 'http://127.0.0.1:1/callback',
  planned: false,
  basicRaw: false,
}
const originOf = (request: ShownRequest, name: string, around: OriginContext): string | null => {
  const line = readRequestLines(request).find((one) => one.lead.includes(name))
  return line === undefined ? null : readOriginCode(line, around)
}

test('an address that is no URL is shown as it is', () => {
  const broken = { ...post, url: '{base}/token', parts: [] }
  expect(texts(broken)[0]).toBe('POST {base}/token HTTP/1.1')
  expect(readRequestSummary(broken)).toBe('POST {base}/token')
})

describe('the lines of a request', () => {
  test('are the first line, the headers and the body as they go over the wire', () => {
    expect(texts(post)).toEqual([
      'POST /token HTTP/1.1',
      'Host: sso.example',
      `Authorization: Basic ${mask}`,
      '',
      'grant_type=authorization_code',
      `&code=${mask}`,
      '&redirect_uri=http%3A%2F%2F127.0.0.1%3A1%2Fcallback',
    ])
  })

  test('of a GET put each parameter on a line, with the version after the last', () => {
    const parts = [
      part('query', 'grant_type', 'authorization_code', 'grant_type'),
      part('query', 'client_secret', mask, 'client_secret'),
    ]
    const get = {
      method: 'GET',
      url: `https://x.example/t?grant_type=authorization_code&client_secret=${mask}`,
      parts,
      body: null,
    }
    expect(texts(get)).toEqual([
      'GET /t',
      '  ?grant_type=authorization_code',
      `  &client_secret=${mask} HTTP/1.1`,
      'Host: x.example',
    ])
  })

  test('keep a query that the configured address has of its own', () => {
    const parts = [part('query', 'code', mask, 'code')]
    const get = { method: 'GET', url: `https://x.example/t?tenant=a&code=${mask}`, parts, body: null }
    expect(texts(get).slice(0, 2)).toEqual(['GET /t?tenant=a', `  &code=${mask} HTTP/1.1`])
  })

  test('of a JSON body are its members', () => {
    const parts = [part('json', 'grant_type', 'password', 'grant_type'), part('json', 'password', mask, 'password')]
    expect(texts({ ...post, parts, body: '{}' }).slice(-4)).toEqual([
      '{',
      '  "grant_type": "password",',
      `  "password": ${mask}`,
      '}',
    ])
  })

  test('know the part that an eye reveals', () => {
    const [line] = readRequestLines(post).filter((one) => one.lead === '&code=')
    expect(line).toMatchObject({ secret: true, part: 2 })
  })
})

describe('where a line comes from', () => {
  test('a redirect URI that differs from the first step is called so', () => {
    expect(originOf(post, 'redirect_uri', { ...context, redirectUri: 'http://127.0.0.1:2/callback' })).toBe(
      'redirect_uri_differs',
    )
    expect(originOf(post, 'redirect_uri', context)).toBe('redirect_uri_same')
  })

  test('a code that has not come yet is not known yet', () => {
    expect(originOf(post, 'code=', { ...context, planned: true })).toBe('code_planned')
  })

  test('the two ways to write Basic are told apart', () => {
    expect(originOf(post, 'Authorization', context)).toBe('basic_encoded')
    expect(originOf(post, 'Authorization', { ...context, basicRaw: true })).toBe('basic_raw')
  })
})

test('a command for curl hides what the lines hide and quotes for a shell', () => {
  const quoted = { ...post, parts: [part('header', 'X-Note', "it's", 'profile')], body: null }
  expect(buildCurl(quoted)).toContain(`-H 'X-Note: it'\\''s'`)
  expect(buildCurl(post)).toContain(mask)
})
