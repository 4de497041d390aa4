import type { EndpointName } from '../dialects/dialect.ts'
import { finding } from '../lib/finding.ts'
import { encodeForm } from '../lib/form-text.ts'
import { buildHeaderParts, findBadHeader } from '../lib/header-parts.ts'
import { fail, type Outcome, ok } from '../lib/outcome.ts'
import { createPartList } from '../lib/part-list.ts'
import { problem } from '../lib/problem.ts'
import type { RequestPart } from '../lib/request-part.ts'
import { buildUrl } from './authorization-request.ts'
import type { Profile } from './profile.ts'
import { buildAddress, isInsecureAddress } from './profile-address.ts'
import { buildDpopPart, type TokenRequest, type TokenRun } from './token-request.ts'
import { buildAuthenticationParts } from './token-request-authentication.ts'
import type { Parameter } from './token-request-parameters.ts'

/** The endpoints of an authorization server that know the client by the same proof as the token endpoint. */
export type ClientEndpoint = Extract<
  EndpointName,
  'deviceAuthorization' | 'backchannelAuthentication' | 'pushedAuthorization' | 'introspection' | 'revocation'
>

/** The address of an endpoint, filled and checked; `endpoint_missing` where the profile names none. */
export function buildEndpointAddress(
  profile: Profile,
  name: EndpointName,
  variables: TokenRun['variables'],
): Outcome<string> {
  const template = profile.dialect.endpoints[name]
  if (template === '') return fail(problem('token-request', 'endpoint_missing', { endpoint: name }))
  return buildAddress(profile, template, variables, 'token-request')
}

/**
 * Builds a POST of a form to one of the other endpoints, with the client proved as at the token endpoint: pushed and device
 * authorization (RFC 9126, section 2.1; RFC 8628, section 3.1), CIBA, introspection (RFC 7662), revocation (RFC 7009). Secrets
 * never go into its address: only Basic, the body, or an assertion.
 */
export function buildEndpointRequest(
  profile: Profile,
  endpoint: ClientEndpoint,
  parameters: readonly Parameter[],
  run: TokenRun,
): Outcome<TokenRequest> {
  const address = buildEndpointAddress(profile, endpoint, run.variables)
  if (!address.ok) return address
  const authentication = buildAuthenticationParts(profile, run.secrets, run.proofs)
  if (!authentication.ok) return authentication
  const { add, put, parts } = createPartList('form')
  for (const [name, value, origin] of parameters) add(name, value, origin)
  for (const part of authentication.value)
    if (part.in === 'header' && part.origin === 'client_authentication') put(part)
    else put({ ...part, in: 'form' })
  for (const [name, value] of Object.entries(run.parameters)) add(name, value, 'run')
  const headers: readonly RequestPart[] = [
    ...buildHeaderParts(profile.dialect.request.token.headers, 'application/x-www-form-urlencoded'),
    ...(run.proofs.dpop === null ? [] : [buildDpopPart(run.proofs.dpop)]),
  ]
  const all = [...headers, ...parts()]
  const bad = findBadHeader(all)
  if (bad !== undefined) return fail(problem('token-request', 'header_invalid', { header: JSON.stringify(bad.name) }))
  const form = all.filter((part) => part.in === 'form')
  return ok({
    method: 'POST',
    url: buildUrl(address.value, []),
    headers: all.filter((part) => part.in === 'header').map((part) => [part.name, part.value]),
    body: encodeForm(form.map((part) => [part.name, part.value])),
    parts: all,
    findings: isInsecureAddress(address.value) ? [finding('token-request', 'insecure_transport')] : [],
  })
}
