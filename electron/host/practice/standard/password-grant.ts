import type { ProviderContext } from 'oidc-provider/lib/provider.js'
import { isSameText } from '../authorization-code.ts'
import { practiceAccount } from '../practice-accounts.ts'
import type { OidcProviderPackage } from './load-oidc-provider.ts'

/** The parameters of RFC 6749, section 4.3.2. */
export const passwordParameters = ['username', 'password', 'scope'] as const

/** Creates the password grant, which oidc-provider leaves to those who still need it; tools meet it in the wild. */
export function createPasswordGrant(oidc: OidcProviderPackage, refreshes: boolean) {
  return async (context: ProviderContext): Promise<void> => {
    const { client, params, provider } = context.oidc
    const shown = `${params.username}\n${params.password}`
    if (!isSameText(shown, `${practiceAccount.username}\n${practiceAccount.password}`))
      throw new oidc.errors.InvalidGrant('wrong username or password')
    const scope = params.scope ?? 'openid'
    const accountId = practiceAccount.subject
    const grant = new provider.Grant({ accountId, clientId: client.clientId })
    grant.addOIDCScope(scope)
    const grantId = await grant.save()
    const facts = { accountId, client, grantId, gty: 'password', scope }
    const accessToken = new provider.AccessToken(facts)
    context.oidc.entity('AccessToken', accessToken)
    const value = await accessToken.save()
    context.body = {
      access_token: value,
      expires_in: accessToken.expiration,
      ...(scope.split(' ').includes('openid') ? { id_token: await issueIdToken(context, accountId, scope) } : {}),
      ...(refreshes ? { refresh_token: await new provider.RefreshToken(facts).save() } : {}),
      scope,
      token_type: accessToken.tokenType,
    }
  }
}

async function issueIdToken(context: ProviderContext, accountId: string, scope: string): Promise<string> {
  const { name, email, username } = practiceAccount
  const claims = { sub: accountId, name, email, email_verified: true, preferred_username: username }
  const token = new context.oidc.provider.IdToken(claims, { ctx: context })
  token.scope = scope
  return token.issue({ use: 'idtoken' })
}
