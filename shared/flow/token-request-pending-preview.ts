import type { Finding } from '../lib/finding.ts'
import { type Outcome, ok } from '../lib/outcome.ts'
import type { ShownRequest } from '../lib/request-part.ts'
import type { Profile } from './profile.ts'
import { maskTokenRequest, type TokenRun } from './token-request.ts'
import { buildEndpointRequest, type ClientEndpoint } from './token-request-endpoint.ts'
import { buildCibaParameters, buildDeviceParameters } from './token-request-pending.ts'

/** Which endpoint is asked in place of an authorization endpoint; `null` for every grant but a device code's and CIBA's. */
export function readPendingEndpoint({ grant }: Pick<Profile, 'grant'>): ClientEndpoint | null {
  if (grant === 'device_code') return 'deviceAuthorization'
  return grant === 'ciba' ? 'backchannelAuthentication' : null
}

/** The request that stands where an authorization request stands otherwise, as it may be shown before there is a run. */
export function buildPendingPreview(
  profile: Profile,
  endpoint: ClientEndpoint,
  run: TokenRun,
): Outcome<{ readonly request: ShownRequest; readonly findings: readonly Finding[] }> {
  const parameters =
    endpoint === 'backchannelAuthentication' ? buildCibaParameters(profile) : ok(buildDeviceParameters(profile))
  if (!parameters.ok) return parameters
  const built = buildEndpointRequest(profile, endpoint, parameters.value, run)
  return built.ok ? ok({ request: maskTokenRequest(built.value), findings: built.value.findings }) : built
}
