import type { DialectDocument } from '../dialect.ts'

/**
 * BambooCloud Castle IDaaS. Nearly the standard, but its document joins client id and secret for Basic without
 * form-encoding them first, and a code lives five minutes. redirect_uri is optional and must match to the byte.
 */
export const bamboocloud: DialectDocument = {
  id: 'bamboocloud',
  name: 'BambooCloud Castle IDaaS',
  source: 'BambooCloud, Obtaining an Access Token',
  endpoints: {
    authorization: 'https://{your_domain}/api/v1/oauth2/authorize',
    token: 'https://{your_domain}/api/v1/oauth2/token',
  },
  variables: [{ name: 'your_domain', description: 'Domain of your tenant', example: 'sso.example.com' }],
  request: {
    clientAuthentication: 'basic_raw',
    // The document fixes grant_type as authorization_code.
    grants: ['authorization_code'],
    pkce: 'S256',
    codeLifetime: 300,
  },
}
