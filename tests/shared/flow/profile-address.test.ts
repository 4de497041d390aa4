import { describe, expect, test } from 'vitest'
import { buildAddress, readMissingVariables } from '../../../shared/flow/profile-address.ts'
import { profileOf } from './profile-of.ts'

describe('an address template', () => {
  test.each([
    ['{base}/token', 'variable_missing'],
    ['/token', 'url_invalid'],
    ['ftp://as.example/token', 'url_invalid'],
    ['javascript:alert(1)', 'url_invalid'],
    ['https://user:pass@as.example/token', 'url_invalid'],
    ['http://as.example/token', 'url_insecure'],
    ['', 'url_invalid'],
  ])('%s is refused as %s before anything is sent', (template, code) => {
    expect(buildAddress(profileOf(), template, {}, 'token-request')).toMatchObject({
      ok: false,
      problem: { step: 'token-request', code },
    })
  })

  test('takes its values from the profile, then from the host, and through one another', () => {
    const profile = profileOf({ variables: { base: 'http://{practice}', tenant_id: 'acme' } })
    const built = buildAddress(
      profile,
      '{base}/oauth/{tenant_id}/token',
      { practice: '127.0.0.1:1/tkeel' },
      'token-request',
    )
    expect(built).toEqual({ ok: true, value: 'http://127.0.0.1:1/tkeel/oauth/acme/token' })
  })

  test('ends although its variables point at each other', () => {
    const profile = profileOf({ variables: { a: '{b}', b: '{a}' } })
    expect(buildAddress(profile, 'https://x.example/{a}', {}, 'token-request')).toMatchObject({
      ok: false,
      problem: { code: 'variable_missing' },
    })
  })

  test('is not filled beyond measure by variables that hold each other many times', () => {
    const values = { a: '{b}'.repeat(800), b: '{c}'.repeat(800), c: '{d}'.repeat(800), d: 'd'.repeat(800) }
    const profile = profileOf({ dialect: { endpoints: { token: 'https://x.example/{a}' } }, variables: values })
    expect(buildAddress(profile, 'https://x.example/{a}', {}, 'token-request')).toMatchObject({ ok: false })
    expect(readMissingVariables(profile, {})).not.toEqual([])
  })

  test.each(['constructor', '__proto__', 'toString'])('has no value for {%s} by itself', (name) => {
    const template = `https://x.example/{${name}}`
    expect(buildAddress(profileOf(), template, {}, 'token-request')).toMatchObject({
      problem: { code: 'variable_missing', evidence: { variable: name } },
    })
  })

  test('counts an empty value as missing', () => {
    const profile = profileOf({ dialect: 'tkeel', variables: { base: 'https://t.example', tenant_id: '' } })
    expect(readMissingVariables(profile, {})).toEqual(['tenant_id'])
  })

  test('may use http to another machine only when the profile says so', () => {
    expect(buildAddress(profileOf({ insecureAllowed: true }), 'http://as.example/token', {}, 'token-request').ok).toBe(
      true,
    )
    expect(buildAddress(profileOf(), 'http://127.0.0.1:8080/token', {}, 'token-request').ok).toBe(true)
  })
})
