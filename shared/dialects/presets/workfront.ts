import type { DialectDocument } from '../dialect.ts'

/**
 * Adobe Workfront document webhooks. Workfront is the client there and the integrator builds the endpoint, so this
 * dialect calls like Workfront. The printed sample has bare keys and says `expires_id`.
 */
export const workfront: DialectDocument = {
  id: 'workfront',
  name: 'Adobe Workfront webhooks',
  source: 'Adobe Workfront, Documents Webhooks API, 获取OAuth2令牌',
  endpoints: { authorization: '{authorization_url}', token: '{token_url}' },
  variables: [
    {
      name: 'authorization_url',
      description: 'Authorization URL of your integration',
      example: 'https://files.example.com/oauth2/authorize',
    },
    {
      name: 'token_url',
      description: 'Token endpoint URL of your integration',
      example: 'https://files.example.com/any/url',
    },
  ],
  request: {
    clientAuthentication: 'body',
    grants: ['authorization_code'],
    // The translated document prints the values without the underscore.
    grantTypeChoices: {
      authorization_code: ['authorization_code', 'authorizationcode'],
      refresh_token: ['refresh_token', 'refreshtoken'],
    },
    pkce: 'off',
    // Workfront appends state to the configured address, and nothing else.
    authorize: { omit: ['response_type', 'client_id', 'redirect_uri', 'scope', 'nonce'] },
    token: { omit: ['redirect_uri', 'scope'] },
    codeLifetime: 600,
  },
  response: {
    syntaxes: ['json', 'relaxed_json'],
    lifetimes: [
      { of: 'access_token', place: '/expires_in' },
      { of: 'access_token', place: '/expires_id', misspells: 'expires_in' },
    ],
  },
}
