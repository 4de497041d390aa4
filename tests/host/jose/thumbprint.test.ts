import { expect, test } from 'vitest'
import { buildHalfHash, readCertificateThumbprint, readThumbprint } from '../../../electron/host/jose/thumbprint.ts'

/** RFC 7638, section 3.1. */
const example = {
  kty: 'RSA',
  n: '0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw',
  e: 'AQAB',
  alg: 'RS256',
  kid: '2011-04-29',
}

test('a key that lacks a member has no thumbprint', async () => {
  const { n: _n, ...broken } = example
  expect(await readThumbprint(broken)).toMatchObject({ ok: false, problem: { code: 'key_invalid' } })
})

test('the thumbprint is that of the RFC, whatever else the key says', async () => {
  const expected = { ok: true, value: 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs' }
  expect(await readThumbprint(example)).toEqual(expected)
  expect(await readThumbprint({ ...example, use: 'sig', d: 'AAAA' })).toEqual(expected)
})

test('a text that is no certificate has no thumbprint and is not quoted', () => {
  const read = readCertificateThumbprint('a-secret-text')
  expect(read).toMatchObject({ ok: false, problem: { code: 'key_invalid' } })
  expect(JSON.stringify(read)).not.toContain('a-secret-text')
})

test.each(['none', 'dir', 'RSA-OAEP-256', '', 'XRS256'])('%j names no hash', (algorithm) => {
  expect(buildHalfHash('value', algorithm)).toBeNull()
})

test('half hashes are those of OpenID Connect', () => {
  // OpenID Connect Core, appendices A.3 and A.4.
  expect(buildHalfHash('jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y', 'RS256')).toBe('77QmUPtjPfzWtF2AnpK9RQ')
  expect(buildHalfHash('Qcb0Orv1zh30vL1MPRsbm-diHiMwcLyZvn1arpZv-Jxf_11jnpEX3Tgfvk', 'RS256')).toBe(
    'LDktKdoQak3Pk0cnXxCltA',
  )
  expect(buildHalfHash('value', 'ES384')).toHaveLength(32)
  expect(buildHalfHash('value', 'EdDSA')).toHaveLength(43)
})
