import { describe, expect, test } from 'vitest'
import { readMetadataAddresses } from '../../../shared/flow/profile-metadata-address.ts'

const read = (given: string, insecureAllowed = false) => readMetadataAddresses(given, insecureAllowed)
const addressesOf = (given: string) => {
  const result = read(given)
  if (!result.ok) throw new Error(JSON.stringify(result.problem))
  return result.value
}

describe('what is no issuer', () => {
  test.each([
    ['', 'url_invalid'],
    ['id.example', 'url_invalid'],
    ['urn:issuer', 'url_invalid'],
    ['file:///etc/passwd', 'url_invalid'],
    ['https://id.example/?tenant=one', 'url_invalid'],
    ['https://id.example/?', 'url_invalid'],
    ['https://id.example/#', 'url_invalid'],
    ['https://me:word@id.example', 'url_invalid'],
    ['http://id.example', 'url_insecure'],
    ['http://id.example/.well-known/openid-configuration', 'url_insecure'],
    ['http://127.0.0.1.example', 'url_insecure'],
  ])('%s is refused: %s', (given, code) => {
    expect(read(given)).toMatchObject({ ok: false, problem: { code } })
  })

  test('is not quoted where it carries a password', () => {
    expect(JSON.stringify(read('https://me:hunter2@id.example'))).not.toContain('hunter2')
  })

  test.each(['http://127.0.0.1:8080', 'http://localhost:8080/one', 'http://[::1]'])(
    '%s on this machine is none of that',
    (given) => expect(read(given).ok).toBe(true),
  )

  test('http: to another machine is taken where the person allows it', () => {
    expect(read('http://id.example', true).ok).toBe(true)
  })
})

describe('the addresses', () => {
  test('of an issuer with a path stand behind the path, then before it', () => {
    expect(addressesOf('https://id.example/realms/one')).toEqual({
      issuers: ['https://id.example/realms/one'],
      addresses: [
        'https://id.example/realms/one/.well-known/openid-configuration',
        'https://id.example/.well-known/oauth-authorization-server/realms/one',
        'https://id.example/.well-known/openid-configuration/realms/one',
      ],
      derived: false,
    })
  })

  test.each(['https://id.example', 'https://id.example/', '  https://id.example/ \n'])(
    'of an issuer without a path (%j) are two, and the issuer stays as it was given',
    (given) => {
      const { issuers, addresses } = addressesOf(given)
      expect(issuers).toEqual([given.trim()])
      expect(addresses).toEqual([
        'https://id.example/.well-known/openid-configuration',
        'https://id.example/.well-known/oauth-authorization-server',
      ])
    },
  )
})

describe('the address of a document', () => {
  test.each([
    ['https://id.example/.well-known/openid-configuration', 'https://id.example'],
    ['https://id.example/one/.well-known/openid-configuration', 'https://id.example/one'],
    ['https://id.example/.well-known/openid-configuration/one', 'https://id.example/one'],
    ['https://id.example/.well-known/oauth-authorization-server/one/two', 'https://id.example/one/two'],
    ['https://id.example/one/.well-known/oauth-authorization-server', 'https://id.example/one'],
    ['https://id.example/one/.well-known/openid-configuration?client_id=a', 'https://id.example/one'],
  ])('%s gives the issuer %s, with or without a last slash', (given, issuer) => {
    const { issuers, addresses, derived } = addressesOf(given)
    expect([issuers, derived]).toEqual([[issuer, `${issuer}/`], true])
    expect(addresses[0]).toBe(given)
  })
})
