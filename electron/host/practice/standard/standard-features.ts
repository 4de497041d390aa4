import { randomBytes } from 'node:crypto'
import type { ProviderContext } from 'oidc-provider/lib/provider.js'
import { practiceAccount } from '../practice-accounts.ts'
import type { PracticeRequest } from '../practice-exchange.ts'
import { buildSignedOutPage, buildSignOutPage } from './sign-out-page.ts'
import { detailTypes } from './standard-clients.ts'

const hour = 3600
const on = { enabled: true } as const

/** A client that acts for itself gets a JWT as its access token; with a person it is the ID token that can be read. */
function buildResources(issuer: string): object {
  const own = `${issuer}/api`
  return {
    enabled: true,
    defaultResource: ({ oidc: { params } }: ProviderContext, _client: unknown, oneOf?: readonly string[]) =>
      oneOf?.[0] ??
      (params.grant_type === 'client_credentials' || params.authorization_details !== undefined ? own : undefined),
    getResourceServerInfo: (_context: unknown, audience: string) => ({
      audience,
      scope: 'read write openid profile email',
      accessTokenFormat: 'jwt',
      accessTokenTTL: hour,
      jwt: { sign: { alg: 'RS256' } },
    }),
    useGrantedResource: () => false,
  }
}

/** RFC 9396: what was asked for is granted as it is. */
function buildDetails(): object {
  const same = ({ oidc }: ProviderContext) => JSON.parse(oidc.params.authorization_details ?? '[]')
  return {
    enabled: true,
    types: Object.fromEntries(detailTypes.map((name) => [name, { validate: () => undefined }])),
    authorizationDetailsForGrantSource: same,
    authorizationDetailsForAccessToken: (context: ProviderContext, _token: unknown, source?: { rar?: unknown }) =>
      source?.rar ?? same(context),
    authorizationDetailsForIntrospection: (_context: unknown, token: { rar?: unknown }) => token.rar,
  }
}

function write(context: ProviderContext, page: ReturnType<typeof buildSignOutPage>): void {
  for (const [name, value] of Object.entries(page.headers)) context.set(name, value)
  context.body = page.body
}

/** Everything that a client can be tried against, and nothing that needs a second server. */
export function buildStandardFeatures({ base, fault }: PracticeRequest): object {
  return {
    devInteractions: { enabled: false },
    ...{ clientCredentials: on, claimsParameter: on, userinfo: on, jwtUserinfo: on, jwtIntrospection: on },
    ...{ jwtResponseModes: on, pushedAuthorizationRequests: on, registration: on },
    registrationManagement: { enabled: true, rotateRegistrationAccessToken: false },
    introspection: { enabled: true, allowedPolicy: () => true },
    revocation: { enabled: true, allowedPolicy: () => true },
    // The package's own rule asks for claims that only FAPI wants.
    requestObjects: { enabled: true, assertJwtClaimsAndHeader: () => undefined },
    dPoP: { enabled: true, nonceSecret: randomBytes(32), requireNonce: () => fault === 'dpop_nonce' },
    richAuthorizationRequests: buildDetails(),
    resourceIndicators: buildResources(base),
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (context: ProviderContext, form: string) => write(context, buildSignOutPage(context, form)),
      postLogoutSuccessSource: (context: ProviderContext) => write(context, buildSignedOutPage(context)),
    },
    deviceFlow: { enabled: true },
    ciba: {
      enabled: true,
      deliveryModes: ['poll'],
      // Nothing rings: the request is answered when the client has asked for a while, as answer-poll.ts says.
      triggerAuthenticationDevice: () => undefined,
      validateBindingMessage: () => undefined,
      validateRequestContext: () => undefined,
      processLoginHint: (_context: unknown, hint: string) =>
        [practiceAccount.username, practiceAccount.subject, practiceAccount.email].some((name) => name === hint)
          ? practiceAccount.subject
          : undefined,
      processLoginHintToken: () => practiceAccount.subject,
      verifyUserCode: () => undefined,
    },
  }
}
