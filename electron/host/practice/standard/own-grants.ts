import type { JSONWebKeySet } from 'jose'
import type { Provider, ProviderContext } from 'oidc-provider/lib/provider.js'
import { grantTypesSchema } from '../../../../shared/dialects/grant-names.ts'
import { isSameText } from '../authorization-code.ts'
import type { OidcProviderPackage } from './load-oidc-provider.ts'

/** Who the tokens of these grants are for, and when a refresh token comes with them. */
export interface OwnGrantsOrder {
  readonly subject: string
  readonly username: string
  readonly password: string
  /** What an ID token says about the person. */
  readonly claims: Readonly<Record<string, unknown>>
  refreshes(grantType: string, scope: string): boolean
}

/** Finds a request in order and gives what the answer says besides, or throws the package's error. */
type Judge = (context: ProviderContext) => Promise<Readonly<Record<string, unknown>>>

/** Any grant type of a provider's own; it takes the parameter `note` and gives it back. */
export const customGrantType = 'urn:example:grant-type:custom'

/** The `grant_type` values of the specifications, for the grants that the package plays itself and those here. */
export const grantTypeNames = grantTypesSchema.parse({})

/** Issues an access token, bound to a proof or a certificate where the client has one, with ID and refresh token. */
async function issueTokens(oidc: OidcProviderPackage, context: ProviderContext, order: OwnGrantsOrder) {
  const { client, params, provider } = context.oidc
  const proof = await oidc.grants.validateDpop(provider, context)
  const [server] = await oidc.grants.resolveRequestedResources(provider, context)
  const certificate = oidc.grants.checkMtlsCert(provider, context)
  const scope = params.scope ?? 'openid'
  const accountId = order.subject
  const grant = new provider.Grant({ accountId, clientId: client.clientId })
  grant.addOIDCScope(scope)
  const facts = { accountId, client, grantId: await grant.save(), gty: 'own', scope }
  const token = new provider.AccessToken(facts)
  if (server !== undefined) token.resourceServer = server
  if (certificate !== undefined) token.setThumbprint('x5t', certificate)
  if (proof !== undefined) {
    await oidc.grants.checkDpopReplay(provider, context, proof, client.clientId)
    token.setThumbprint('jkt', proof.thumbprint)
  }
  context.oidc.entity('AccessToken', token)
  const value = await token.save()
  const idToken = new provider.IdToken({ sub: accountId, ...order.claims }, { ctx: context })
  idToken.scope = scope
  const refreshes = order.refreshes(params.grant_type ?? '', scope)
  return {
    access_token: value,
    expires_in: token.expiration,
    ...(scope.split(' ').includes('openid') ? { id_token: await idToken.issue({ use: 'idtoken' }) } : {}),
    ...(refreshes ? { refresh_token: await new provider.RefreshToken(facts).save() } : {}),
    scope,
    token_type: token.tokenType,
  }
}

/** RFC 7523, section 3. The signature is checked where the client has registered keys; without any, the form alone. */
async function judgeJwt(oidc: OidcProviderPackage, { oidc: asked }: ProviderContext) {
  const { client, params, issuer } = asked
  const assertion = params.assertion ?? ''
  const audience = [issuer, asked.urlFor('token')]
  // Loaded when the first assertion comes, so that nobody else waits for it.
  const { createLocalJWKSet, decodeJwt, jwtVerify } = await import('jose')
  try {
    const { sub } =
      client.jwks === undefined
        ? decodeJwt(assertion)
        : (await jwtVerify(assertion, createLocalJWKSet(client.jwks as JSONWebKeySet), { audience })).payload
    if (sub === undefined) throw new Error('sub is missing')
    return {}
  } catch (error) {
    throw new oidc.errors.InvalidGrant(`assertion: ${error instanceof Error ? error.message : 'no JWT'}`)
  }
}

/** RFC 8693, section 2.1: a token with its type, and an actor only with its type. */
async function judgeExchange(oidc: OidcProviderPackage, { oidc: { params } }: ProviderContext) {
  if (!params.subject_token || !params.subject_token_type)
    throw new oidc.errors.InvalidRequest('subject_token and subject_token_type are required')
  if (!params.actor_token !== !params.actor_token_type)
    throw new oidc.errors.InvalidRequest('actor_token and actor_token_type come together')
  return { issued_token_type: params.requested_token_type ?? 'urn:ietf:params:oauth:token-type:access_token' }
}

function createJudges(oidc: OidcProviderPackage, order: OwnGrantsOrder) {
  const judgePassword: Judge = async ({ oidc: { params } }) => {
    if (isSameText(`${params.username}\n${params.password}`, `${order.username}\n${order.password}`)) return {}
    throw new oidc.errors.InvalidGrant('wrong username or password')
  }
  const judgeSaml: Judge = async ({ oidc: { params } }) => {
    const text = Buffer.from(params.assertion ?? '', 'base64url').toString('utf8')
    if (/<(\w+:)?Assertion[\s>/]/.test(text)) return {}
    throw new oidc.errors.InvalidGrant('assertion: no SAML assertion in base64url')
  }
  const judges: Readonly<Record<string, readonly [Judge, readonly string[]]>> = {
    [grantTypeNames.password]: [judgePassword, ['username', 'password']],
    [grantTypeNames.token_exchange]: [
      (context) => judgeExchange(oidc, context),
      ['subject_token', 'subject_token_type', 'actor_token', 'actor_token_type', 'requested_token_type', 'audience'],
    ],
    [grantTypeNames.jwt_bearer]: [(context) => judgeJwt(oidc, context), ['assertion']],
    [grantTypeNames.saml2_bearer]: [judgeSaml, ['assertion']],
    [customGrantType]: [async ({ oidc: { params } }) => (params.note ? { noted: params.note } : {}), ['note']],
  }
  return judges
}

/**
 * Registers the grants that oidc-provider leaves to others, as tools meet them in the wild: password (RFC 6749, section 4.3),
 * JWT and SAML bearer (RFC 7523 and 7522), token exchange (RFC 8693), and one of nobody's.
 */
export function registerOwnGrants(oidc: OidcProviderPackage, provider: Provider, order: OwnGrantsOrder): void {
  for (const [name, [judge, parameters]] of Object.entries(createJudges(oidc, order)))
    provider.registerGrantType(
      name,
      async (context) => {
        const besides = await judge(context)
        context.body = { ...(await issueTokens(oidc, context, order)), ...besides }
      },
      [...parameters, 'scope', 'resource'],
      ['resource', 'audience'],
    )
}
