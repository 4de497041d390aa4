import { type JsonWebKey, randomBytes, X509Certificate } from 'node:crypto'
import { TLSSocket } from 'node:tls'
import type { ProviderContext } from 'oidc-provider/lib/provider.js'
import { createPracticeMemory } from '../../electron/host/practice/practice-memory.ts'
import type { OidcProviderPackage } from '../../electron/host/practice/standard/load-oidc-provider.ts'
import { clientDefaults, detailTypes, responseTypes } from '../../electron/host/practice/standard/standard-clients.ts'
import { createStandardStore } from '../../electron/host/practice/standard/standard-store.ts'
import { epochMs } from '../../shared/lib/units.ts'
import { type ClientMetadata, fullPerson } from './full-provider-clients.ts'

export interface FullConfigurationOptions {
  readonly issuer: string
  readonly keys: readonly JsonWebKey[]
  readonly clients: readonly ClientMetadata[]
  /** Every DPoP proof must carry a nonce of the server (RFC 9449, section 8). */
  readonly requireNonce: () => boolean
  /** What `/reg` asks for as a bearer token; `null` lets everybody register. */
  readonly initialAccessToken: string | null
  /** Called with the request of a CIBA authentication as soon as it is stored. */
  readonly askPerson: (context: ProviderContext, request: { readonly jti: string }) => Promise<void>
}

const hour = 3600
const signatures = ['RS256', 'PS256', 'ES256', 'EdDSA']

/** The scope of every resource server; whoever names a `resource` gets a JWT for it. */
const resourceScope = 'openid profile email offline_access api:read api:write'

/** The certificate that came with a request, PEM; undefined where none did. */
export function readCertificate(request: ProviderContext['req']): string | undefined {
  const { socket } = request
  return socket instanceof TLSSocket ? socket.getPeerX509Certificate()?.toString() : undefined
}

const findAccount = (_context: unknown, accountId: string) => ({
  accountId,
  claims: async () => ({
    sub: accountId,
    name: 'Full Person',
    preferred_username: fullPerson.username,
    email: 'full@person.invalid',
    email_verified: true,
  }),
})

function buildMutualTls(): object {
  return {
    ...{ enabled: true, certificateBoundAccessTokens: true, selfSignedTlsClientAuth: true, tlsClientAuth: true },
    getCertificate: ({ req }: ProviderContext) => readCertificate(req),
    certificateAuthorized: ({ req }: ProviderContext) => req.socket instanceof TLSSocket && req.socket.authorized,
    certificateSubjectMatches: ({ req }: ProviderContext, property: string, expected: string) => {
      const { subject, subjectAltName = '' } = new X509Certificate(readCertificate(req) ?? '')
      if (property === 'tls_client_auth_subject_dn') return subject.split('\n').join(', ') === expected
      return subjectAltName.split(', ').some((name) => name.split(':').slice(1).join(':') === expected)
    },
  }
}

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

function buildResources(issuer: string): object {
  return {
    enabled: true,
    // A token that carries details needs somebody to read them.
    defaultResource: ({ oidc }: ProviderContext, _client: unknown, oneOf?: readonly string[]) =>
      oneOf?.[0] ?? (oidc.params.authorization_details === undefined ? undefined : `${issuer}/api`),
    getResourceServerInfo: (_context: unknown, audience: string) => ({
      ...{ audience, scope: resourceScope, accessTokenFormat: 'jwt', accessTokenTTL: hour },
      jwt: { sign: { alg: 'RS256' } },
    }),
    useGrantedResource: () => false,
  }
}

const say = (sentence: string) => (context: ProviderContext) => {
  context.type = 'text'
  context.body = sentence
}

function buildFeatures(options: FullConfigurationOptions): object {
  const on = { enabled: true }
  return {
    devInteractions: { enabled: false },
    ...{ clientCredentials: on, jwtIntrospection: on, jwtResponseModes: on, jwtUserinfo: on, userinfo: on },
    ...{ claimsParameter: on, registrationManagement: on, pushedAuthorizationRequests: on },
    introspection: { enabled: true, allowedPolicy: () => true },
    revocation: { enabled: true, allowedPolicy: () => true },
    registration: { enabled: true, initialAccessToken: options.initialAccessToken ?? false },
    // The package's own rule asks for claims that only FAPI wants.
    requestObjects: { enabled: true, assertJwtClaimsAndHeader: () => undefined },
    dPoP: { enabled: true, nonceSecret: randomBytes(32), requireNonce: options.requireNonce },
    mTLS: buildMutualTls(),
    richAuthorizationRequests: buildDetails(),
    resourceIndicators: buildResources(options.issuer),
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (context: ProviderContext, form: string) => {
        context.body = `${form}<button form="op.logoutForm" name="logout" value="yes">Sign out</button>`
      },
      postLogoutSuccessSource: say('Signed out'),
    },
    deviceFlow: {
      ...{ enabled: true, userCodeInputSource: say('Type the code'), userCodeConfirmSource: say('Confirm the code') },
      successSource: say('Signed in'),
    },
    ciba: {
      enabled: true,
      deliveryModes: ['poll'],
      triggerAuthenticationDevice: options.askPerson,
      validateBindingMessage: () => undefined,
      validateRequestContext: () => undefined,
      processLoginHint: (_context: unknown, hint: string) =>
        hint === fullPerson.username ? fullPerson.subject : undefined,
      processLoginHintToken: () => fullPerson.subject,
      verifyUserCode: () => undefined,
    },
  }
}

/** Everybody is signed in and has agreed; nobody is asked. */
function buildSignIn(oidc: OidcProviderPackage): object {
  const policy = oidc.interactionPolicy.base()
  for (const name of ['login', 'consent'] as const) policy.get(name).checks.clear()
  return {
    interactions: { policy, url: () => '/interaction' },
    extraParams: {
      // Called for every authorization request, before it is decided whether anybody must be asked.
      signed_in: ({ oidc: { session } }: ProviderContext) =>
        session?.loginAccount({ accountId: fullPerson.subject, transient: true }),
    },
    loadExistingGrant: async ({ oidc: asked }: ProviderContext) => {
      const { client, provider, requestParamClaims, requestParamScopes, resourceServers } = asked
      const grant = new provider.Grant({ accountId: fullPerson.subject, clientId: client.clientId })
      const scopes = [...requestParamScopes].join(' ')
      grant.addOIDCScope(scopes)
      grant.addOIDCClaims([...requestParamClaims])
      for (const resource of Object.keys(resourceServers)) grant.addResourceScope(resource, scopes)
      await grant.save()
      return grant
    },
  }
}

/** The configuration of oidc-provider with everything on. */
export function buildFullConfiguration(oidc: OidcProviderPackage, options: FullConfigurationOptions): object {
  const cookie = { httpOnly: true, sameSite: 'none', signed: false }
  return {
    adapter: createStandardStore(createPracticeMemory(), () => epochMs(Date.now())),
    jwks: { keys: options.keys },
    clients: options.clients,
    clientDefaults,
    cookies: { keys: [], long: cookie, short: cookie },
    scopes: ['openid', 'offline_access', 'profile', 'email', 'api:read', 'api:write'],
    acrValues: ['urn:example:loa:1', 'urn:example:loa:2'],
    claims: { acr: null, auth_time: null, openid: ['sub'], profile: ['name', 'preferred_username'], email: ['email'] },
    conformIdTokenClaims: false,
    responseTypes,
    clientAuthMethods: [
      ...['none', 'client_secret_basic', 'client_secret_post', 'client_secret_jwt', 'private_key_jwt'],
      ...['tls_client_auth', 'self_signed_tls_client_auth'],
    ],
    enabledJWA: {
      clientAuthSigningAlgValues: [
        ...['HS256', 'HS384', 'HS512', 'RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
        ...['ES256', 'ES384', 'ES512', 'EdDSA'],
      ],
      requestObjectSigningAlgValues: [
        ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'],
      ],
      dPoPSigningAlgValues: ['ES256', 'ES384', 'ES512', 'PS256', 'RS256', 'EdDSA'],
      idTokenSigningAlgValues: signatures,
      userinfoSigningAlgValues: signatures,
      introspectionSigningAlgValues: signatures,
      authorizationSigningAlgValues: signatures,
    },
    findAccount,
    pkce: { required: () => false },
    rotateRefreshToken: true,
    issueRefreshToken: () => true,
    expiresWithSession: () => false,
    ttl: {
      ...{ AccessToken: hour, AuthorizationCode: 600, ClientCredentials: hour, DeviceCode: 600, Grant: hour },
      ...{ IdToken: hour, Interaction: hour, RefreshToken: hour, Session: hour },
      BackchannelAuthenticationRequest: ({ oidc }: ProviderContext) => Number(oidc.params.requested_expiry ?? 600),
    },
    clientBasedCORS: () => false,
    // So that userinfo and authorization requests may be posted.
    enableHttpPostMethods: true,
    renderError: (context: ProviderContext, said: object) => {
      context.type = 'json'
      context.body = said
    },
    features: buildFeatures(options),
    ...buildSignIn(oidc),
  }
}
