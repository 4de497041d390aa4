import { expect, test } from 'vitest'
import { readIssuerOffer } from '../../../../../renderer/views/new-profile/issuer/issuer-offer.ts'
import { metadataSchema } from '../../../../../shared/contract/records.ts'
import type { JsonObject } from '../../../../../shared/lib/json-value.ts'

const issuer = 'https://id.example'

function read(document: JsonObject) {
  const url = `${issuer}/.well-known/openid-configuration`
  const metadata = {
    issuer,
    url,
    fetchedAt: 0,
    document: { issuer, ...document },
    findings: [],
    changes: [],
    calls: [],
  }
  const offer = readIssuerOffer(metadataSchema.parse(metadata))
  if (!offer.ok) throw new Error(JSON.stringify(offer.problem))
  return offer.value
}

test('an issuer that registers nobody offers no registration', () => {
  expect(read({ token_endpoint: `${issuer}/token` })).toMatchObject({ canRegister: false, endpoints: ['token'] })
})

test('what it offers is what the profile is made of', () => {
  const offer = read({
    authorization_endpoint: `${issuer}/auth`,
    token_endpoint: `${issuer}/token`,
    registration_endpoint: `${issuer}/reg`,
    grant_types_supported: ['client_credentials', 'urn:x:odd'],
    token_endpoint_auth_methods_supported: ['private_key_jwt', 'none'],
  })
  expect(offer).toMatchObject({
    canRegister: true,
    endpoints: ['authorization', 'token', 'registration'],
    grants: ['client_credentials', 'custom'],
    authentications: ['private_key_jwt', 'none'],
  })
  expect(offer.profile.dialect.request.clientAuthentication).toBe('private_key_jwt')
  expect(offer.findings.map((one) => one.code)).toContain('metadata_grants_unknown')
})
