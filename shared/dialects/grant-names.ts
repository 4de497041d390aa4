import { z } from 'zod'

/**
 * The ways to obtain a token, by our own names; what is sent as `grant_type` for each is the dialect's. `implicit` and `hybrid`
 * name the response types of OAuth 2.0 Multiple Response Types, `custom` any other value with free parameters.
 */
export const grantNames = [
  'authorization_code',
  'client_credentials',
  'password',
  'device_code',
  'ciba',
  'token_exchange',
  'jwt_bearer',
  'saml2_bearer',
  'implicit',
  'hybrid',
  'custom',
] as const
export const grantNameSchema = z.enum(grantNames)
export type GrantName = z.output<typeof grantNameSchema>

/** The grants that ask a person in a browser and come back by a redirect. */
export const redirectGrants: readonly GrantName[] = ['authorization_code', 'implicit', 'hybrid']

/** What is sent as `grant_type`, as the specifications write it. */
export const grantTypesSchema = z.strictObject({
  authorization_code: z.string().default('authorization_code'),
  refresh_token: z.string().default('refresh_token'),
  password: z.string().default('password'),
  client_credentials: z.string().default('client_credentials'),
  /** RFC 8628, section 3.4. */
  device_code: z.string().default('urn:ietf:params:oauth:grant-type:device_code'),
  /** OpenID Connect CIBA Core, section 10.1. */
  ciba: z.string().default('urn:openid:params:grant-type:ciba'),
  /** RFC 8693, section 2.1. */
  token_exchange: z.string().default('urn:ietf:params:oauth:grant-type:token-exchange'),
  /** RFC 7523, section 2.1. */
  jwt_bearer: z.string().default('urn:ietf:params:oauth:grant-type:jwt-bearer'),
  /** RFC 7522, section 2.1. */
  saml2_bearer: z.string().default('urn:ietf:params:oauth:grant-type:saml2-bearer'),
})
