import type { ProviderContext } from 'oidc-provider/lib/provider.js'
import { buildRefusalPage } from '../consent-page.ts'
import { practiceAccount, practiceRedirectUri } from '../practice-accounts.ts'
import type { PracticeRequest } from '../practice-exchange.ts'
import type { PracticeKeys } from '../practice-keys.ts'
import type { OidcProviderPackage } from './load-oidc-provider.ts'
import type { StandardStore } from './standard-store.ts'

const hour = 3600
const twoWeeks = 14 * 86_400

/** Registered without a port, which a native client's loopback address may choose freely (RFC 8252, section 7.3). */
const redirectUris = ['127.0.0.1', 'localhost', '[::1]'].flatMap((host) =>
  ['/', '/callback', '/oauth/callback', '/oauth2/callback'].map((path) => `http://${host}${path}`),
)

const client = {
  application_type: 'native',
  redirect_uris: [...redirectUris, practiceRedirectUri],
  grant_types: ['authorization_code', 'refresh_token', 'client_credentials', 'password'],
  response_types: ['code'],
}

const clients = [
  // Takes the secret in Basic and in the body alike.
  { ...client, client_id: practiceAccount.clientId, client_secret: practiceAccount.clientSecret },
  {
    ...client,
    client_id: practiceAccount.publicClientId,
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code', 'refresh_token', 'password'],
  },
]

/** Builds oidc-provider's configuration for the address of one request: the address names the fault. */
export function buildStandardConfiguration(
  oidc: OidcProviderPackage,
  request: PracticeRequest,
  keys: PracticeKeys,
  store: (model: string) => StandardStore,
): object {
  const { pathname } = new URL(request.base)
  const cookie = { path: pathname, httpOnly: true, sameSite: 'lax', signed: true }
  return {
    adapter: store,
    jwks: { keys: [keys.privateJwk] },
    clients,
    clientDefaults: { id_token_signed_response_alg: 'RS256' },
    cookies: {
      keys: [keys.seal({ kind: 'cookie-key' })],
      names: { session: 'practice_session', interaction: 'practice_interaction', resume: 'practice_resume' },
      long: cookie,
      short: cookie,
    },
    scopes: ['openid', 'offline_access', 'profile', 'email'],
    claims: {
      openid: ['sub'],
      profile: ['name', 'preferred_username'],
      email: ['email', 'email_verified'],
    },
    conformIdTokenClaims: false,
    findAccount,
    pkce: { required: () => false },
    rotateRefreshToken: true,
    issueRefreshToken: () => request.fault !== 'no_refresh_token',
    expiresWithSession: () => false,
    ttl: {
      AccessToken: hour,
      AuthorizationCode: 600,
      ClientCredentials: hour,
      Grant: twoWeeks,
      IdToken: hour,
      Interaction: hour,
      RefreshToken: twoWeeks,
      Session: twoWeeks,
    },
    clientBasedCORS: () => false,
    renderError,
    features: buildFeatures(request.base),
    ...buildSignIn(oidc, request, pathname),
  }
}

function buildFeatures(issuer: string): object {
  const resource = `${issuer}/api`
  return {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    introspection: { enabled: true, allowedPolicy: () => true },
    revocation: { enabled: true, allowedPolicy: () => true },
    rpInitiatedLogout: { enabled: false },
    // A client that acts for itself gets a JWT as its access token; with a person it is the ID token that can be read.
    resourceIndicators: {
      enabled: true,
      defaultResource: (context: ProviderContext) =>
        context.oidc.params.grant_type === 'client_credentials' ? resource : undefined,
      getResourceServerInfo: () => ({
        audience: resource,
        scope: 'read write openid profile email',
        accessTokenFormat: 'jwt',
        accessTokenTTL: hour,
        jwt: { sign: { alg: 'RS256' } },
      }),
      useGrantedResource: () => false,
    },
  }
}

/** Who signs in and when they are asked: always, but for `prompt=none`, which means approval here. */
function buildSignIn(oidc: OidcProviderPackage, request: PracticeRequest, pathname: string): object {
  const policy = oidc.interactionPolicy.base()
  const { checks } = policy.get('consent')
  checks.remove('native_client_prompt')
  const asks = ({ oidc: { params, result } }: ProviderContext) => params.prompt !== 'none' && !result?.consent
  checks.add(new oidc.interactionPolicy.Check('practice_question', 'a person decides', 'interaction_required', asks))
  return {
    interactions: { policy, url: (_: unknown, { uid }: { uid: string }) => `${pathname}/interaction/${uid}` },
    // Called for every authorization request, before it is decided whether anybody must be asked.
    extraParams: {
      practice: (context: ProviderContext) => {
        const { params, session } = context.oidc
        // A server may have a default scope (RFC 6749, section 3.3).
        params.scope ??= 'openid'
        if (request.fault === 'access_denied') throw new oidc.errors.AccessDenied('the fault is switched on')
        if (params.prompt === 'none') session?.loginAccount({ accountId: practiceAccount.subject, transient: true })
      },
    },
    loadExistingGrant: async (context: ProviderContext) => {
      const { client: asking, params, provider, requestParamClaims, requestParamScopes, result } = context.oidc
      if (params.prompt !== 'none' && !result?.consent) return undefined
      const grant = new provider.Grant({ accountId: practiceAccount.subject, clientId: asking.clientId })
      grant.addOIDCScope([...requestParamScopes].join(' '))
      grant.addOIDCClaims([...requestParamClaims])
      if (params.resource !== undefined) grant.addResourceScope(params.resource, [...requestParamScopes].join(' '))
      await grant.save()
      return grant
    },
  }
}

function findAccount(_context: unknown, accountId: string) {
  const { name, email, username } = practiceAccount
  const claims = async () => ({ sub: accountId, name, email, email_verified: true, preferred_username: username })
  return { accountId, claims }
}

function renderError(context: ProviderContext, said: { error: string; error_description?: string }): void {
  const text = [said.error, said.error_description].filter((part) => part !== undefined).join(': ')
  const page = buildRefusalPage({ provider: 'standard', headers: context.headers }, 'other', text)
  for (const [name, value] of Object.entries(page.headers)) context.set(name, value)
  context.body = page.body
}
