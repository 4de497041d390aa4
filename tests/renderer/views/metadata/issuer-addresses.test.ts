import { expect, test } from 'vitest'
import { readIssuerAddresses } from '../../../../renderer/views/metadata/issuer-addresses.ts'

test('text that is no address, carries a password or is http: to another machine is asked nothing', () => {
  for (const text of ['id.example', 'https://me:secret@id.example', 'http://id.example', 'https://id.example/#a'])
    expect(readIssuerAddresses(text, false).kind).toBe('bad')
  expect(readIssuerAddresses('  ', false).kind).toBe('none')
})

test('the host is named with its port, and the addresses in their order', () => {
  const target = readIssuerAddresses('https://id.example:8443/one', false)
  expect(target).toMatchObject({ kind: 'known', host: 'id.example:8443' })
  expect(target.kind === 'known' && target.addresses[0]).toBe(
    'https://id.example:8443/one/.well-known/openid-configuration',
  )
})

test('http: is allowed to this machine, and to others where the profile says so', () => {
  expect(readIssuerAddresses('http://127.0.0.1:9000', false).kind).toBe('known')
  expect(readIssuerAddresses('http://id.example', true).kind).toBe('known')
})
