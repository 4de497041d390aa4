import { describe, expect, test } from 'vitest'
import { readMetadata } from '../../../shared/flow/raw-response-metadata.ts'
import { rawResponseOf } from './raw-response-of.ts'

const issuer = 'https://id.example'
const whole = {
  issuer,
  authorization_endpoint: `${issuer}/auth`,
  token_endpoint: `${issuer}/token`,
  jwks_uri: `${issuer}/jwks`,
  response_types_supported: ['code'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['RS256'],
}

const readText = (body: string, change: object = {}) => readMetadata(rawResponseOf(body, change), [issuer])
const readDocument = (change: object) => readText(JSON.stringify({ ...whole, ...change }))
const codesOf = (change: object) => {
  const read = readDocument(change)
  return read.ok ? read.value.findings.map((one) => one.code) : [read.problem.code]
}

describe('what cannot be used', () => {
  test.each([
    ['nothing', '', {}, 'metadata_invalid'],
    ['no JSON', '{issuer: 1}', {}, 'metadata_invalid'],
    ['half of a document', JSON.stringify(whole).slice(0, -5), {}, 'metadata_invalid'],
    ['an array', '[]', {}, 'metadata_invalid'],
    ['null', 'null', {}, 'metadata_invalid'],
    ['a text', '"issuer"', {}, 'metadata_invalid'],
    ['a deep document', '['.repeat(2000), {}, 'metadata_invalid'],
    ['a page', '<!doctype html><title>Sign in</title>', {}, 'metadata_web_page'],
    ['a page that says so', '<p>', { headers: [['content-type', 'text/html; charset=utf-8']] }, 'metadata_web_page'],
    ['a redirect', '', { status: 302, headers: [['location', 'https://evil.example/']] }, 'metadata_redirected'],
    ['no document', JSON.stringify(whole), { status: 404 }, 'metadata_not_found'],
    ['a fault', JSON.stringify(whole), { status: 500 }, 'metadata_not_found'],
  ])('%s is named', (_, body, change, code) => {
    expect(readText(body, change)).toMatchObject({ ok: false, problem: { code, step: 'raw-response' } })
  })

  test.each([
    ['issuer', undefined, 'It is missing.'],
    ['issuer', 7, 'It is a number, not text.'],
    ['token_endpoint', undefined, 'It is missing.'],
    ['token_endpoint', null, 'It is null, not text.'],
    ['token_endpoint', '/token', 'It is no absolute http or https URL.'],
    ['token_endpoint', 'javascript:alert(1)', 'It is no absolute http or https URL.'],
    ['token_endpoint', 'https://me:word@id.example/token', 'It carries a user name or password.'],
    ['authorization_endpoint', undefined, 'It is missing.'],
  ])('%s = %j: %s', (member, value, reason) => {
    const problem = { code: 'metadata_invalid', evidence: { member, reason } }
    expect(readDocument({ [member]: value })).toMatchObject({ ok: false, problem })
  })

  test('the title of a page is named, and no more of it', () => {
    const read = readText('<html><title>Sign in</title><body>secret words')
    expect(read).toMatchObject({ problem: { evidence: { status: '200', title: 'Sign in' } } })
    expect(JSON.stringify(read)).not.toContain('secret words')
  })
})

describe('another issuer', () => {
  test.each([
    'https://evil.example',
    'https://id.example:443',
    'https://ID.example',
    'https://id.example/one',
    'https://id.example ',
    'http://id.example',
  ])('%s is refused, with both', (received) => {
    const read = readDocument({ issuer: received })
    expect(read).toMatchObject({ problem: { code: 'issuer_differs', evidence: { expected: issuer, received } } })
    expect(read.ok || read.problem.evidence?.difference).toBeUndefined()
  })

  test('that differs in its last slash alone says that', () => {
    const evidence = { expected: issuer, received: `${issuer}/`, difference: 'trailing_slash' }
    expect(readDocument({ issuer: `${issuer}/` })).toMatchObject({ problem: { code: 'issuer_differs', evidence } })
  })

  test('is the right one when it is among those that the address stands for', () => {
    const body = JSON.stringify({ ...whole, issuer: `${issuer}/` })
    expect(readMetadata(rawResponseOf(body), [issuer, `${issuer}/`])).toMatchObject({ value: { issuer: `${issuer}/` } })
  })
})

describe('what is noticed', () => {
  test('nothing, in a whole document', () => expect(codesOf({})).toEqual([]))

  test.each([
    ['metadata_other_origin', { userinfo_endpoint: 'https://api.example/me' }],
    ['metadata_insecure', { revocation_endpoint: 'http://id.example/revoke' }],
    ['metadata_incomplete', { response_types_supported: undefined }],
    ['metadata_incomplete', { jwks_uri: undefined }],
    ['metadata_member_invalid', { scopes_supported: 'openid' }],
    ['metadata_member_invalid', { claims_parameter_supported: 'true' }],
    ['metadata_member_invalid', { revocation_endpoint: 7 }],
  ])('%s: %j', (code, change) => expect(codesOf(change)).toContain(code))

  test('each other origin once, with its members', () => {
    const elsewhere = { token_endpoint: 'https://api.example/token', jwks_uri: 'https://api.example/jwks' }
    const read = readDocument(elsewhere)
    const evidence = { origin: 'https://api.example', members: 'token_endpoint, jwks_uri' }
    expect(read.ok && read.value.findings).toMatchObject([{ code: 'metadata_other_origin', evidence }])
  })

  test('a member that occurs twice', () => {
    const read = readText(JSON.stringify(whole).replace('{', '{"jwks_uri":"https://evil.example/jwks",'))
    expect(read.ok && read.value.findings).toMatchObject([{ code: 'member_repeated', evidence: { name: '/jwks_uri' } }])
  })

  test('a byte order mark', () => {
    const read = readText(`\ufeff${JSON.stringify(whole)}`)
    expect(read.ok && read.value.findings.map((one) => one.code)).toEqual(['byte_order_mark'])
  })
})

test('members that nobody knows are kept as sent', () => {
  const own = { x_tenant: { list: [1, '2', null] } }
  const read = readDocument(own)
  expect(read.ok && read.value.document).toMatchObject(own)
})

test('a provider for machines alone needs no authorization endpoint', () => {
  const machines = { grant_types_supported: ['client_credentials'], authorization_endpoint: undefined }
  expect(readDocument(machines).ok).toBe(true)
})
