import type { JsonWebKey } from 'node:crypto'
import type { ProviderContext } from 'oidc-provider/lib/provider.js'
import { buildRefusalPage } from '../consent-page.ts'
import { practiceAccount } from '../practice-accounts.ts'
import type { PracticeRequest } from '../practice-exchange.ts'
import type { PracticeKeys } from '../practice-keys.ts'
import type { OidcProviderPackage } from './load-oidc-provider.ts'
import { clientDefaults, responseTypes, standardClients } from './standard-clients.ts'
import { buildStandardFeatures } from './standard-features.ts'
import type { StandardStore } from './standard-store.ts'

const hour = 3600
const twoWeeks = 14 * 86_400
const asymmetric = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA']

/** What clients may sign with is everything; what is signed here is signed with the one key there is. */
const algorithms = {
  clientAuthSigningAlgValues: ['HS256', 'HS384', 'HS512', ...asymmetric],
  requestObjectSigningAlgValues: asymmetric,
  dPoPSigningAlgValues: ['ES256', 'ES384', 'ES512', 'PS256', 'RS256', 'EdDSA'],
  idTokenSigningAlgValues: ['RS256'],
  userinfoSigningAlgValues: ['RS256'],
  introspectionSigningAlgValues: ['RS256'],
  authorizationSigningAlgValues: ['RS256'],
}

/** Builds oidc-provider's configuration for the address of one request: the address names the fault. */
export function buildStandardConfiguration(
  oidc: OidcProviderPackage,
  request: PracticeRequest,
  keys: PracticeKeys,
  parts: { readonly signing: JsonWebKey; readonly store: (model: string) => StandardStore },
): object {
  const { pathname } = new URL(request.base)
  const cookie = { path: pathname, httpOnly: true, sameSite: 'lax', signed: true }
  // The package takes posted requests only with this; answer-with-node.ts puts back what browsers keep without TLS.
  const long = { ...cookie, sameSite: 'none' }
  return {
    adapter: parts.store,
    jwks: { keys: [parts.signing] },
    clients: standardClients,
    clientDefaults,
    responseTypes,
    enabledJWA: algorithms,
    cookies: {
      keys: [keys.seal({ kind: 'cookie-key' })],
      names: { session: 'practice_session', interaction: 'practice_interaction', resume: 'practice_resume' },
      long,
      short: cookie,
    },
    enableHttpPostMethods: true,
    scopes: ['openid', 'offline_access', 'profile', 'email', 'read', 'write'],
    claims: {
      auth_time: null,
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
      BackchannelAuthenticationRequest: ({ oidc }: ProviderContext) => Number(oidc.params.requested_expiry ?? 600),
      ClientCredentials: hour,
      DeviceCode: 600,
      Grant: twoWeeks,
      IdToken: hour,
      Interaction: hour,
      RefreshToken: twoWeeks,
      Session: twoWeeks,
    },
    clientBasedCORS: () => false,
    renderError,
    features: buildStandardFeatures(request),
    ...buildSignIn(oidc, request, pathname),
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
        // Devices and other devices are denied where they poll.
        const signsIn = context.oidc.route === 'authorization'
        if (signsIn && request.fault === 'access_denied') throw new oidc.errors.AccessDenied('the fault is switched on')
        if (params.prompt === 'none') session?.loginAccount({ accountId: practiceAccount.subject, transient: true })
      },
    },
    loadExistingGrant: async (context: ProviderContext) => {
      const {
        client: asking,
        params,
        provider,
        requestParamClaims,
        requestParamScopes,
        resourceServers,
        result,
      } = context.oidc
      if (params.prompt !== 'none' && !result?.consent) return undefined
      const grant = new provider.Grant({ accountId: practiceAccount.subject, clientId: asking.clientId })
      grant.addOIDCScope([...requestParamScopes].join(' '))
      grant.addOIDCClaims([...requestParamClaims])
      for (const resource of Object.keys(resourceServers))
        grant.addResourceScope(resource, [...requestParamScopes].join(' '))
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
