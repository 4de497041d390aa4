import type { PendingModel, Provider } from 'oidc-provider/lib/provider.js'
import type { OidcProviderPackage } from './load-oidc-provider.ts'

/** What a person decides about a request that waits for them. */
export type PersonDecision = 'allow' | 'deny'

/** The package keeps user codes in capitals and without their dash. */
export function normalizeUserCode(code: string): string {
  return code.toUpperCase().replace(/\W/g, '')
}

/** Tells whether nobody has decided about it yet, and it has not run out. */
export function isPending(model: PendingModel | undefined): model is PendingModel {
  return model !== undefined && !model.isExpired && model.grantId === undefined && model.error === undefined
}

async function createGrant(provider: Provider, pending: PendingModel, accountId: string): Promise<string> {
  const grant = new provider.Grant({ accountId, clientId: pending.clientId })
  const scope = pending.scope ?? pending.params.scope ?? 'openid'
  grant.addOIDCScope(scope)
  const { resource } = pending.params
  for (const one of resource === undefined ? [] : [resource].flat()) grant.addResourceScope(one, scope)
  return grant.save()
}

/** Answers a device code for the person (RFC 8628, section 3.3). */
export async function decideDevice(
  provider: Provider,
  device: PendingModel,
  subject: string,
  decision: PersonDecision,
  now: number,
): Promise<void> {
  const { scope = 'openid', resource } = device.params
  if (decision === 'deny') Object.assign(device, { error: 'access_denied', errorDescription: 'The person denied it' })
  else
    Object.assign(device, {
      accountId: subject,
      grantId: await createGrant(provider, device, subject),
      scope,
      authTime: Math.floor(now / 1000),
      ...(resource === undefined ? {} : { resource }),
    })
  await device.save()
}

/** Answers a CIBA request for the person (OpenID Connect CIBA Core, section 8). */
export async function decideBackchannel(
  oidc: OidcProviderPackage,
  provider: Provider,
  request: PendingModel,
  subject: string,
  decision: PersonDecision,
): Promise<void> {
  const result =
    decision === 'allow'
      ? await createGrant(provider, request, subject)
      : new oidc.errors.AccessDenied('The person denied it')
  return provider.backchannelResult(request, result)
}
