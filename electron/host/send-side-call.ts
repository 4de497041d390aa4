import type { SideCallName } from '../../shared/flow/exchange.ts'
import type { RawResponse } from '../../shared/flow/raw-response.ts'
import { readResponseFindings } from '../../shared/flow/raw-response-findings.ts'
import { maskTokenRequest } from '../../shared/flow/token-request.ts'
import { type Outcome, ok } from '../../shared/lib/outcome.ts'
import type { StepOrder } from './run-order.ts'
import { type ProvenPlan, sendProven } from './send-proven.ts'

/** RFC 6749, section 5.1 asks for Cache-Control at the token endpoint alone. */
const tokenEndpointOnly = 'not_no_store'

/**
 * Sends a request around the tokens with its proofs, and writes both sides into the trail before anything reads the answer; of
 * a broken one as much as came.
 */
export async function sendSideCall(
  order: StepOrder,
  name: SideCallName,
  plan: ProvenPlan,
): Promise<Outcome<RawResponse>> {
  const proven = await sendProven(order, plan)
  if (!proven.ok) return proven
  const { request, sent } = proven.value
  const shown = maskTokenRequest(request)
  const came = sent.ok ? sent.value : sent.partial
  // The sender knows secrets by their usual names alone; the request knows its own.
  const response = came === null ? null : { ...came, url: shown.url }
  const noticed = response === null ? [] : readResponseFindings(response)
  const findings = [...request.findings, ...noticed.filter((one) => one.code !== tokenEndpointOnly)]
  order.recorder.append({ kind: 'side-call', name, request: shown, response, findings })
  return sent.ok ? ok({ ...sent.value, url: shown.url }) : sent
}
