import type { Provider } from 'oidc-provider/lib/provider.js'
import {
  decideBackchannel,
  decideDevice,
  normalizeUserCode,
  type PersonDecision,
} from '../../electron/host/practice/standard/decide-pending.ts'
import type { OidcProviderPackage } from '../../electron/host/practice/standard/load-oidc-provider.ts'
import { fullPerson } from './full-provider-clients.ts'

/** Answers a device's user code, or a CIBA request by its auth_req_id, for the only person. */
export async function decidePending(
  oidc: OidcProviderPackage,
  provider: Provider,
  code: string,
  decision: PersonDecision,
): Promise<void> {
  const request = await provider.BackchannelAuthenticationRequest.find(code)
  if (request !== undefined) return decideBackchannel(oidc, provider, request, fullPerson.subject, decision)
  const device = await provider.DeviceCode.findByUserCode(normalizeUserCode(code))
  if (device === undefined) throw new Error(`nobody waits with ${code}`)
  return decideDevice(provider, device, fullPerson.subject, decision, Date.now())
}
