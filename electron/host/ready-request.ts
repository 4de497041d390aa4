import { randomUUID } from 'node:crypto'
import { type AuthorizationRequest, buildAuthorizationRequest } from '../../shared/flow/authorization-request.ts'
import { buildRequestObjectClaims, buildSignedRequest } from '../../shared/flow/authorization-request-object.ts'
import { buildPushedRequest, readPushedParts } from '../../shared/flow/authorization-request-pushed.ts'
import type { RedirectGrantName } from '../../shared/flow/authorization-request-run.ts'
import { buildIssuer } from '../../shared/flow/profile-address.ts'
import { readResponseFindings } from '../../shared/flow/raw-response-findings.ts'
import { type PushedAnswer, readPushedAnswer } from '../../shared/flow/raw-response-pushed.ts'
import { maskTokenRequest } from '../../shared/flow/token-request.ts'
import { buildEndpointAddress, buildEndpointRequest } from '../../shared/flow/token-request-endpoint.ts'
import { fail, type Outcome, ok } from '../../shared/lib/outcome.ts'
import { after, type EpochMs, epochMs, seconds } from '../../shared/lib/units.ts'
import { readAsked } from './ask-endpoint.ts'
import { createPkce, createRandomText } from './pkce.ts'
import type { RunOrder } from './run-order.ts'
import { sendProven } from './send-proven.ts'
import { signWithProfileKey } from './sign-with-profile.ts'

/** A request that is ready to be asked. */
export interface ReadyRequest {
  readonly request: AuthorizationRequest
  /** Until when its page can be opened; `null` when nothing ends it. */
  readonly openableUntil: EpochMs | null
}

/** Puts the parameters into a JWT signed with the profile's key (RFC 9101), good for as long as everything the profile signs. */
async function signRequest(order: RunOrder, request: AuthorizationRequest): Promise<Outcome<ReadyRequest>> {
  const { profile, variables, ports } = order
  const issuedAt = Math.floor(ports.now() / 1000)
  const { lifetime } = profile.signing
  const frame = { issuer: buildIssuer(profile, variables), issuedAt, lifetime, id: randomUUID() }
  const claims = buildRequestObjectClaims(profile, request, frame)
  const signed = await signWithProfileKey(order, { typ: 'oauth-authz-req+jwt' }, claims)
  if (!signed.ok) return fail({ ...signed.problem, step: 'authorization-request' })
  const openableUntil = epochMs((issuedAt + lifetime) * 1000)
  return ok({ request: buildSignedRequest(profile, request, signed.value), openableUntil })
}

/** Sends what is handed in, with the client proved as at the token endpoint; it is a side call of the trail, whatever came. */
async function sendPushed(
  order: RunOrder,
  request: AuthorizationRequest,
): Promise<Outcome<PushedAnswer & { readonly receivedAt: EpochMs }>> {
  const { profile, variables, secrets, recorder } = order
  const address = buildEndpointAddress(profile, 'pushedAuthorization', variables)
  if (!address.ok) return address
  const parameters = readPushedParts(profile, request).map(({ name, value, origin }) => [name, value, origin] as const)
  const proven = await sendProven(order, {
    ...{ address: address.value, method: 'POST', at: 'authorization_server', accessToken: null },
    build: (proofs) =>
      buildEndpointRequest(profile, 'pushedAuthorization', parameters, { variables, secrets, parameters: {}, proofs }),
  })
  if (!proven.ok) return proven
  const { sent } = proven.value
  const shown = maskTokenRequest(proven.value.request)
  const came = sent.ok ? sent.value : sent.partial
  const response = came === null ? null : { ...came, url: shown.url }
  const findings = [...proven.value.request.findings, ...(response === null ? [] : readResponseFindings(response))]
  recorder.append({ kind: 'side-call', name: 'pushed_authorization', request: shown, response, findings })
  if (!sent.ok) return sent
  const answer = readAsked(order, sent.value, readPushedAnswer)
  return answer.ok ? ok({ ...answer.value, receivedAt: sent.value.receivedAt }) : answer
}

/** Hands the parameters in first (RFC 9126); the page is then opened by the name that came back, for as long as that lives. */
async function pushRequest(order: RunOrder, request: AuthorizationRequest): Promise<Outcome<ReadyRequest>> {
  const pushed = await sendPushed(order, request)
  if (!pushed.ok) return fail({ ...pushed.problem, step: 'authorization-request' })
  const { requestUri, expiresIn, receivedAt } = pushed.value
  const openableUntil = expiresIn === null ? null : after(receivedAt, seconds(expiresIn))
  return ok({ request: buildPushedRequest(order.profile, request, requestUri), openableUntil })
}

/** The request of this run, whole: built, then signed and handed in where the profile wants that. */
export async function readyRequest(
  order: RunOrder,
  grant: RedirectGrantName,
  redirectUri: string,
): Promise<Outcome<ReadyRequest>> {
  const { profile, variables, parameters, secrets } = order
  const built = buildAuthorizationRequest(profile, {
    ...{ grant, redirectUri, variables, parameters, secrets },
    state: createRandomText(),
    nonce: createRandomText(),
    pkce: createPkce(profile.dialect.request.pkce),
  })
  if (!built.ok) return built
  const { requestObject, pushed } = profile.authorization
  const signed =
    requestObject === 'signed'
      ? await signRequest(order, built.value)
      : ok({ request: built.value, openableUntil: null })
  return signed.ok && pushed ? pushRequest(order, signed.value.request) : signed
}
