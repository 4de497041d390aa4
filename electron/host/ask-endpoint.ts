import type { SideCallName } from '../../shared/flow/exchange.ts'
import type { RawResponse } from '../../shared/flow/raw-response.ts'
import { readResponseFindings } from '../../shared/flow/raw-response-findings.ts'
import { maskTokenRequest } from '../../shared/flow/token-request.ts'
import {
  buildEndpointAddress,
  buildEndpointRequest,
  type ClientEndpoint,
} from '../../shared/flow/token-request-endpoint.ts'
import type { Parameter } from '../../shared/flow/token-request-parameters.ts'
import { readTokenResponse } from '../../shared/flow/token-set-reading.ts'
import { fail, type Outcome, ok } from '../../shared/lib/outcome.ts'
import type { RunOrder } from './run-order.ts'
import { sendProven } from './send-proven.ts'

/**
 * Asks an endpoint that stands where an authorization request stands otherwise, with the client proved as at the token endpoint
 * and the parameters of this run; request and answer are a side call of the trail, whatever came.
 */
export async function askEndpoint(
  order: RunOrder,
  name: SideCallName,
  endpoint: ClientEndpoint,
  parameters: readonly Parameter[],
): Promise<Outcome<RawResponse>> {
  const { profile, variables, secrets, recorder } = order
  const address = buildEndpointAddress(profile, endpoint, variables)
  if (!address.ok) return address
  const run = { variables, secrets, parameters: order.parameters }
  const proven = await sendProven(order, {
    ...{ address: address.value, method: 'POST', at: 'client_only', accessToken: null },
    build: (proofs) => buildEndpointRequest(profile, endpoint, parameters, { ...run, proofs }),
  })
  if (!proven.ok) return proven
  const { request: sentRequest, sent } = proven.value
  const request = maskTokenRequest(sentRequest)
  const came = sent.ok ? sent.value : sent.partial
  const response = came === null ? null : { ...came, url: request.url }
  const findings = [...sentRequest.findings, ...(response === null ? [] : readResponseFindings(response))]
  recorder.append({ kind: 'side-call', name, request, response, findings })
  return sent.ok ? ok(sent.value) : sent
}

/** The value of an answer; where it has none, what the provider says about it comes first. */
export function readAsked<T>(order: RunOrder, raw: RawResponse, read: (raw: RawResponse) => Outcome<T>): Outcome<T> {
  const value = read(raw)
  if (value.ok) return value
  const reading = readTokenResponse(raw, order.profile.dialect, [])
  if (reading.kind !== 'refused') return value
  const { description } = reading.refusal
  const { evidence } = reading.problem
  const said = description === null ? {} : { error_description: description }
  return fail({ ...reading.problem, evidence: { ...evidence, ...said } })
}
