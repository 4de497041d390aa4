import { z } from 'zod'
import { grantNameSchema, grantNames, grantTypesSchema } from './grant-names.ts'

/** Where the parameters of a request go. */
export const placementSchema = z.enum(['query', 'form', 'json', 'header'])

/**
 * How the client proves itself at the token endpoint. `basic` form-encodes id and secret before joining them
 * (RFC 6749, section 2.3.1), `basic_raw` joins them as they are; the two differ for `:`, `+`, `%`, `/`, spaces and
 * everything outside ASCII. The two JWT ways are those of RFC 7523, section 2.2 (OpenID Connect Core, section 9), the two TLS ways
 * those of RFC 8705, section 2.
 */
export const clientAuthenticationSchema = z.enum([
  'none',
  'basic',
  'basic_raw',
  'body',
  'query',
  'client_secret_jwt',
  'private_key_jwt',
  'tls_client_auth',
  'self_signed_tls_client_auth',
])
export type ClientAuthentication = z.output<typeof clientAuthenticationSchema>

const parametersSchema = z.record(z.string(), z.string())

/** What happens to the parameters of one request, by their standard names. */
const parameterRulesSchema = z.strictObject({
  /** Standard parameter name -> the name this provider wants. */
  rename: parametersSchema.default({}),
  /** Standard parameters that are not sent. */
  omit: z.array(z.string()).readonly().default([]),
  /** Parameters that are always sent besides. */
  extra: parametersSchema.default({}),
  headers: parametersSchema.default({}),
})

export const authorizeRulesSchema = parameterRulesSchema.extend({
  /**
   * `redirect`: a person signs in and the browser comes back to the redirect URI. `json`: the endpoint answers the
   * request itself with JSON that holds the code (tKeel), so nobody is redirected.
   */
  answer: z.enum(['redirect', 'json']).default('redirect'),
  /** Where the code stands: a parameter name for `redirect`, pointers for `json`. */
  codeParameter: z.string().default('code'),
  codePlaces: z.array(z.string()).readonly().default(['/code']),
  /** The provider signs the user in with parameters of this request (tKeel). */
  sendsCredentials: z.boolean().default(false),
})

export const tokenRulesSchema = parameterRulesSchema.extend({
  method: z.enum(['POST', 'GET', 'PUT']).default('POST'),
  placement: placementSchema.default('form'),
})

/** What goes towards the provider: RFC 6749 sections 4 and 6, unless said otherwise. */
export const requestRulesSchema = z.strictObject({
  clientAuthentication: clientAuthenticationSchema.default('basic'),
  /** Grant -> the `grant_type` value that is sent for it. */
  grantTypes: grantTypesSchema.prefault({}),
  /** Other spellings of `grant_type` that this provider's document or server uses, offered as choices. */
  grantTypeChoices: z.record(z.string(), z.array(z.string()).readonly()).default({}),
  /** Grants that make sense with this provider, the first being the usual one. */
  grants: z
    .array(grantNameSchema)
    .readonly()
    .default([...grantNames]),
  pkce: z.enum(['S256', 'plain', 'off']).default('S256'),
  scopeSeparator: z.string().default(' '),
  authorize: authorizeRulesSchema.prefault({}),
  token: tokenRulesSchema.prefault({}),
  /** Refreshes follow the token rules; what is named here is added on top. */
  refresh: parameterRulesSchema.prefault({}),
  /** How long a code lives there, in seconds; 0 when the provider does not say. RFC 6749 recommends 600 at most. */
  codeLifetime: z.number().nonnegative().default(0),
})
