import { describe, expect, test } from 'vitest'
import {
  findCertificateFault,
  findKeyFault,
  readKeyText,
} from '../../../../../renderer/views/configure/draft/key-text.ts'

const pem = (label: string) => `-----BEGIN ${label}-----\nAAAA\n-----END ${label}-----\n`

describe('a pasted key', () => {
  test.each([
    ['not json {', 'other'],
    ['{ "kty": "RSA"', 'other'],
    ['{ "keys": [] }', 'other'],
    ['{ "kty": "EC", "crv": "P-256" }', 'public_jwk'],
    ['{ "kty": "EC", "crv": "P-256", "d": "AQ" }', 'jwk'],
    [pem('PUBLIC KEY'), 'pem_public'],
    [pem('CERTIFICATE'), 'certificate'],
    [pem('ENCRYPTED PRIVATE KEY'), 'pem_encrypted'],
    [`-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n`, 'pem_encrypted'],
    [pem('PRIVATE KEY'), 'pem_key'],
    [pem('EC PRIVATE KEY'), 'pem_key'],
    ['  ', 'empty'],
  ])('%j is read as %s', (text, kind) => {
    expect(readKeyText(text)).toBe(kind)
  })

  test('has no fault when it may be one', () => {
    expect(findKeyFault(pem('PRIVATE KEY'))).toBeNull()
    expect(findKeyFault('')).toBeNull()
    expect(findKeyFault(pem('CERTIFICATE'))).toBe('certificate')
  })

  test('is no certificate', () => {
    expect(findCertificateFault(pem('PRIVATE KEY'))).toBe('notCertificate')
    expect(findCertificateFault(pem('CERTIFICATE'))).toBeNull()
  })
})
