import type { DialectDocument } from '../dialect.ts'

/**
 * MaxKey. Its document prints the Java bean; its serializer writes standard names with the additional information
 * flattened beside them. Both shapes are places here. Refusals come with HTTP 200, so only the body is judged.
 */
export const maxkey: DialectDocument = {
  id: 'maxkey',
  name: 'MaxKey',
  source: 'MaxKey, OAuth 2.0 获取AccessToken接口',
  endpoints: {
    authorization: '{base}/sign/authz/oauth/v20/authorize',
    token: '{base}/sign/authz/oauth/v20/token',
    userinfo: '{base}/sign/api/connect/v10/userinfo',
    introspection: '{base}/sign/authz/oauth/v20/introspect',
    jwks: '{base}/sign/authz/oauth/v20/jwks?client_id={client_id}',
    discovery: '{base}/sign/authz/oauth/v20/.well-known/openid-configuration?client_id={client_id}',
  },
  variables: [{ name: 'base', description: 'Address of the MaxKey server', example: 'https://sso.example.com' }],
  request: {
    // The server looks at the parameters first and at Basic only when client_id is not among them.
    clientAuthentication: 'body',
    grants: ['authorization_code', 'password', 'client_credentials'],
    pkce: 'S256',
  },
  response: {
    judgeBy: 'body',
    success: [{ place: '/oauth2Exception', rule: 'absent' }],
    fields: {
      access_token: ['/access_token', '/value'],
      refresh_token: ['/refresh_token', '/refreshToken/value', '/refreshToken'],
      id_token: ['/id_token', '/additionalInformation/id_token'],
      token_type: ['/token_type', '/tokenType'],
      scope: ['/scope'],
    },
    lifetimes: [
      { of: 'access_token', place: '/expires_in' },
      { of: 'access_token', place: '/expiresIn' },
      { of: 'access_token', place: '/expiration', meaning: 'date_time' },
      { of: 'refresh_token', place: '/refreshToken/expiration', meaning: 'date_time' },
    ],
    error: {
      code: ['/error', '/oauth2Exception/oauth2ErrorCode'],
      description: ['/error_description', '/oauth2Exception/message', '/oauth2Exception/summary'],
    },
    knownFields: ['expired', 'additionalInformation'],
  },
}
