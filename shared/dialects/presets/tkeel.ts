import type { DialectDocument } from '../dialect.ts'

const oauth = 'io.tkeel.security.api.oauth.v1'

/**
 * tKeel. No client at all; the authorization endpoint signs the user in by parameters and answers JSON. The document
 * prints a bare token response, the server wraps it; with an external identity provider the answer is another
 * address, or a 301 whose Location carries the tokens. Refusals are google.rpc.Status (documented) or a long code.
 */
export const tkeel: DialectDocument = {
  id: 'tkeel',
  name: 'tKeel',
  source: 'tKeel, OauthToken',
  endpoints: {
    authorization: '{base}/oauth/{tenant_id}/authorize',
    token: '{base}/oauth/{tenant_id}/token',
  },
  variables: [
    {
      name: 'base',
      description: 'Address of the platform; behind the gateway it ends in /apis/security/v1',
      example: 'https://tkeel.example.com/apis/security/v1',
    },
    { name: 'tenant_id', description: 'Tenant, printed on the console page', example: 'demo-tenant' },
  ],
  request: {
    clientAuthentication: 'none',
    grants: ['authorization_code', 'password'],
    grantTypeChoices: { authorization_code: ['authorization_code', 'authorize_code'] },
    pkce: 'off',
    authorize: {
      answer: 'json',
      sendsCredentials: true,
      codePlaces: ['/data/code', '/code'],
      omit: ['client_id', 'scope', 'nonce'],
    },
    token: { method: 'GET', placement: 'query', omit: ['client_id', 'scope'] },
  },
  response: {
    syntaxes: ['json', 'location_query'],
    success: [{ place: '/code', rule: 'equals', values: ['io.tkeel.SUCCESS', 0] }],
    fields: {
      access_token: ['/data/access_token', '/access_token'],
      refresh_token: ['/data/refresh_token', '/refresh_token'],
      id_token: ['/data/id_token', '/id_token'],
      token_type: ['/data/token_type', '/token_type'],
      scope: ['/data/scope', '/scope'],
    },
    lifetimes: [
      { of: 'access_token', place: '/data/expires_in' },
      { of: 'access_token', place: '/expires_in' },
    ],
    error: {
      code: ['/error', '/code'],
      description: ['/error_description', '/msg', '/message'],
      vendorCode: ['/details/0/reason'],
      codes: {
        [`${oauth}.OAUTH_ERR_INVALID_REQUEST`]: 'invalid_request',
        [`${oauth}.OAUTH_ERR_UNAUTHORIZED_CLIENT`]: 'unauthorized_client',
        [`${oauth}.OAUTH_ERR_UNSUPPORTED_GRANT_TYPE`]: 'unsupported_grant_type',
        [`${oauth}.OAUTH_ERR_SERVER_ERROR`]: 'server_error',
        [`${oauth}.OAUTH_ERR_INVALID_ACCESS_TOKEN`]: 'invalid_token',
        [`${oauth}.OAUTH_ERR_INVALID_USER_OR_PWD`]: 'invalid_grant',
      },
    },
    readLocation: true,
    continueAt: ['/data/redirect_url', '/redirect_url'],
    knownFields: ['@type', 'redirect_url', 'msg'],
  },
}
