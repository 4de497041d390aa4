import type { PendingModel, Provider } from 'oidc-provider/lib/provider.js'
import type { OidcProviderPackage } from '../../electron/host/practice/standard/load-oidc-provider.ts'
import { fullPerson } from './full-provider-clients.ts'

/** What the person does about a request that waits for them. */
export type PersonDecision = 'allow' | 'deny'

/** The package writes user codes in capitals and without their dash. */
const normalize = (code: string): string => code.toUpperCase().replace(/\W/g, '')

async function createGrant(provider: Provider, pending: PendingModel): Promise<string> {
  const grant = new provider.Grant({ accountId: fullPerson.subject, clientId: pending.clientId })
  const scope = pending.scope ?? pending.params.scope ?? 'openid'
  grant.addOIDCScope(scope)
  const { resource } = pending.params
  for (const one of resource === undefined ? [] : [resource].flat()) grant.addResourceScope(one, scope)
  return grant.save()
}

/** Answers a device's user code, or a CIBA request by its auth_req_id. */
export async function decidePending(
  oidc: OidcProviderPackage,
  provider: Provider,
  code: string,
  decision: PersonDecision,
): Promise<void> {
  const request = await provider.BackchannelAuthenticationRequest.find(code)
  if (request !== undefined) {
    const result = decision === 'allow' ? await createGrant(provider, request) : new oidc.errors.AccessDenied()
    return provider.backchannelResult(request, result)
  }
  const device = await provider.DeviceCode.findByUserCode(normalize(code))
  if (device === undefined) throw new Error(`nobody waits with ${code}`)
  if (decision === 'deny') Object.assign(device, { error: 'access_denied', errorDescription: 'The person denied it' })
  else
    Object.assign(device, {
      accountId: fullPerson.subject,
      grantId: await createGrant(provider, device),
      scope: device.params.scope ?? 'openid',
      authTime: Math.floor(Date.now() / 1000),
      ...(device.params.resource === undefined ? {} : { resource: device.params.resource }),
    })
  await device.save()
}
