import { practiceAccount, practiceRedirectUri } from '../practice-accounts.ts'
import { customGrantType, grantTypeNames } from './own-grants.ts'

/** Registered without a port, which a native client's loopback address may choose freely (RFC 8252, section 7.3). */
const redirectUris = ['127.0.0.1', 'localhost', '[::1]'].flatMap((host) =>
  ['/', '/callback', '/oauth/callback', '/oauth2/callback'].map((path) => `http://${host}${path}`),
)

/** Every response type that the package plays; it refuses `token` alone. */
export const responseTypes = [
  ...['code', 'id_token', 'id_token token', 'code id_token', 'code token', 'code id_token token', 'none'],
] as const

/** The types of `authorization_details` (RFC 9396, section 2) that are known here. */
export const detailTypes = ['payment_initiation', 'account_information', 'customer_information'] as const

/** What a client is unless it registers as something else. */
export const clientDefaults = {
  id_token_signed_response_alg: 'RS256',
  authorization_details_types: detailTypes,
  backchannel_token_delivery_mode: 'poll',
}

const client = {
  application_type: 'native',
  redirect_uris: [...redirectUris, practiceRedirectUri],
  post_logout_redirect_uris: [practiceRedirectUri, 'http://127.0.0.1/'],
  grant_types: [...Object.values(grantTypeNames), 'implicit', customGrantType],
  response_types: responseTypes,
}

/** The clients that are registered from the start. */
export const standardClients = [
  // Takes the secret in Basic and in the body alike.
  { ...client, client_id: practiceAccount.clientId, client_secret: practiceAccount.clientSecret },
  {
    ...client,
    client_id: practiceAccount.publicClientId,
    token_endpoint_auth_method: 'none',
    grant_types: client.grant_types.filter((type) => type !== grantTypeNames.client_credentials),
  },
]
