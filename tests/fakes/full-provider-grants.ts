import { createLocalJWKSet, decodeJwt, type JSONWebKeySet, jwtVerify } from 'jose'
import type { Provider, ProviderContext } from 'oidc-provider/lib/provider.js'
import type { OidcProviderPackage } from '../../electron/host/practice/standard/load-oidc-provider.ts'
import { fullPerson, grantTypeNames } from './full-provider-clients.ts'

/** What a grant of our own found out: whom the token is for, and what the answer says besides. */
interface Granted {
  readonly accountId: string
  readonly besides?: Readonly<Record<string, unknown>>
}

type Judge = (context: ProviderContext) => Promise<Granted>

/** Issues an access token, bound to a proof or a certificate where the client has one, with ID and refresh token. */
async function issueTokens(oidc: OidcProviderPackage, context: ProviderContext, granted: Granted): Promise<void> {
  const { client, params, provider } = context.oidc
  const proof = await oidc.grants.validateDpop(provider, context)
  const servers = await oidc.grants.resolveRequestedResources(provider, context)
  const certificate = oidc.grants.checkMtlsCert(provider, context)
  const scope = params.scope ?? 'openid'
  const { accountId, besides } = granted
  const grant = new provider.Grant({ accountId, clientId: client.clientId })
  grant.addOIDCScope(scope)
  const facts = { accountId, client, grantId: await grant.save(), gty: 'own', scope }
  const token = new provider.AccessToken(facts)
  if (servers[0] !== undefined) token.resourceServer = servers[0]
  if (certificate !== undefined) token.setThumbprint('x5t', certificate)
  if (proof !== undefined) {
    await oidc.grants.checkDpopReplay(provider, context, proof, client.clientId)
    token.setThumbprint('jkt', proof.thumbprint)
  }
  context.oidc.entity('AccessToken', token)
  const access = await token.save()
  const idToken = new provider.IdToken({ sub: accountId }, { ctx: context })
  idToken.scope = scope
  context.body = {
    access_token: access,
    expires_in: token.expiration,
    id_token: scope.split(' ').includes('openid') ? await idToken.issue({ use: 'idtoken' }) : undefined,
    refresh_token: scope.split(' ').includes('offline_access')
      ? await new provider.RefreshToken(facts).save()
      : undefined,
    scope,
    token_type: token.tokenType,
    ...besides,
  }
}

/** RFC 7523, section 3: signature where the client has keys, audience, subject, end. */
async function judgeJwt(oidc: OidcProviderPackage, context: ProviderContext): Promise<Granted> {
  const { client, params, issuer } = context.oidc
  const assertion = params.assertion ?? ''
  const audience = [issuer, context.oidc.urlFor('token')]
  try {
    const { sub } =
      client.jwks === undefined
        ? decodeJwt(assertion)
        : (await jwtVerify(assertion, createLocalJWKSet(client.jwks as JSONWebKeySet), { audience })).payload
    if (sub === undefined) throw new Error('no sub')
    return { accountId: fullPerson.subject }
  } catch (error) {
    throw new oidc.errors.InvalidGrant(`assertion: ${error instanceof Error ? error.message : ''}`)
  }
}

function createJudges(oidc: OidcProviderPackage): Readonly<Record<string, readonly [Judge, readonly string[]]>> {
  const refuse = (why: string): never => {
    throw new oidc.errors.InvalidGrant(why)
  }
  const exchange: Judge = async ({ oidc: { params } }) => {
    if (!params.subject_token || !params.subject_token_type)
      throw new oidc.errors.InvalidRequest('subject_token and subject_token_type are required')
    if (!params.actor_token !== !params.actor_token_type)
      throw new oidc.errors.InvalidRequest('actor_token and actor_token_type come together')
    const issued = params.requested_token_type ?? 'urn:ietf:params:oauth:token-type:access_token'
    return { accountId: fullPerson.subject, besides: { issued_token_type: issued } }
  }
  const saml: Judge = async ({ oidc: { params } }) => {
    const text = Buffer.from(params.assertion ?? '', 'base64url').toString('utf8')
    return /<(\w+:)?Assertion[\s>]/.test(text) ? { accountId: fullPerson.subject } : refuse('no SAML assertion')
  }
  const password: Judge = async ({ oidc: { params } }) =>
    params.username === fullPerson.username && params.password === fullPerson.password
      ? { accountId: fullPerson.subject }
      : refuse('wrong username or password')
  return {
    password: [password, ['username', 'password']],
    [grantTypeNames.exchange]: [
      exchange,
      [
        ...['subject_token', 'subject_token_type', 'actor_token', 'actor_token_type', 'requested_token_type'],
        'audience',
      ],
    ],
    [grantTypeNames.jwt]: [(context) => judgeJwt(oidc, context), ['assertion']],
    [grantTypeNames.saml]: [saml, ['assertion']],
    [grantTypeNames.custom]: [
      async ({ oidc: { params } }) => ({ accountId: fullPerson.subject, besides: { noted: params.note } }),
      ['note'],
    ],
  }
}

/** Registers the grants that the package leaves to others: password, RFC 7522, 7523, 8693 and one of its own kind. */
export function registerFullGrants(oidc: OidcProviderPackage, provider: Provider): void {
  for (const [name, [judge, parameters]] of Object.entries(createJudges(oidc)))
    provider.registerGrantType(
      name,
      async (context) => issueTokens(oidc, context, await judge(context)),
      [...parameters, 'scope', 'resource'],
      ['resource', 'audience'],
    )
}
