import { practiceAccount } from '../../electron/host/practice/practice-accounts.ts'
import { customGrantType, grantTypeNames } from '../../electron/host/practice/standard/own-grants.ts'
import { responseTypes } from '../../electron/host/practice/standard/standard-clients.ts'

/** The client that is always registered. Its secret is long enough for every HS algorithm. */
export const fullClient = {
  clientId: 'full-client',
  clientSecret: 'full-secret-0123456789-0123456789-0123456789-0123456789-01234567',
} as const

/** A client without a secret, registered as well. */
export const fullPublicClientId = 'full-public-client'

/** The only person; whoever asks gets a token for this one. */
export const fullPerson = {
  subject: practiceAccount.subject,
  username: practiceAccount.username,
  password: practiceAccount.password,
} as const

/** Registered without a port, which a native client may choose freely (RFC 8252, section 7.3). */
const redirectUris = ['127.0.0.1', 'localhost', '[::1]'].map((host) => `http://${host}/callback`)

/** Client metadata as RFC 7591 spells it. */
export type ClientMetadata = Readonly<Record<string, unknown>>

/**
 * A client that may use every grant and every response type. `change` names what differs, e.g. a `client_id` with a
 * `token_endpoint_auth_method` and its `jwks`, `dpop_bound_access_tokens`, `userinfo_signed_response_alg`.
 */
export function buildFullClient(change: ClientMetadata = {}): ClientMetadata {
  // The package lets a client that binds its tokens have none of them in a redirect.
  const binds = change.dpop_bound_access_tokens === true || change.tls_client_certificate_bound_access_tokens === true
  return {
    client_id: fullClient.clientId,
    client_secret: fullClient.clientSecret,
    application_type: 'native',
    redirect_uris: [...redirectUris, 'https://client.invalid/callback'],
    post_logout_redirect_uris: ['http://127.0.0.1/signed-out'],
    grant_types: [...Object.values(grantTypeNames), 'implicit', customGrantType],
    response_types: binds ? responseTypes.filter((type) => !/\btoken\b/.test(type)) : responseTypes,
    backchannel_token_delivery_mode: 'poll',
    ...change,
  }
}
