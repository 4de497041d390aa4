import type { DialectDocument } from '../dialect.ts'

/**
 * XT.COM. The secret travels in the query of a GET. The document calls the lifetimes milliseconds, and its own
 * sample tokens prove seconds (both differences are 2,592,000), so seconds are used and the contradiction shown.
 * The document names no authorization endpoint; the one beside the token endpoint is assumed and can be changed.
 */
export const xt: DialectDocument = {
  id: 'xt',
  name: 'XT.COM',
  source: 'XT.COM, 申请Token',
  endpoints: {
    authorization: '{base}/public/uaa/oauth2/authorize',
    token: '{base}/public/uaa/oauth2/token',
  },
  variables: [{ name: 'base', description: 'Address of the XT.COM API', example: 'https://api.example.com' }],
  request: {
    clientAuthentication: 'query',
    grants: ['authorization_code'],
    pkce: 'off',
    token: { method: 'GET', placement: 'query', omit: ['redirect_uri', 'scope'] },
  },
  response: {
    // The printed sample is JSON with comments.
    syntaxes: ['json', 'relaxed_json'],
    success: [{ place: '/rc', rule: 'equals', values: [0] }],
    fields: {
      access_token: ['/result/access_token'],
      refresh_token: ['/result/refresh_token'],
      id_token: ['/result/id_token'],
      token_type: ['/result/token_type'],
      scope: ['/result/scope'],
    },
    lifetimes: [
      { of: 'access_token', place: '/result/expires_in', unit: 's', documentedUnit: 'ms' },
      { of: 'refresh_token', place: '/result/refresh_expires_in', unit: 's', documentedUnit: 'ms' },
    ],
    error: { code: ['/mc', '/error'], description: ['/ma', '/error_description'] },
    knownFields: ['user_id', 'client_id'],
  },
}
