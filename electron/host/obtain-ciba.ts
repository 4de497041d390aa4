import { readCibaAnswer } from '../../shared/flow/raw-response-pending.ts'
import { buildCibaParameters } from '../../shared/flow/token-request-pending.ts'
import { type Outcome, ok } from '../../shared/lib/outcome.ts'
import { askEndpoint, readAsked } from './ask-endpoint.ts'
import { readPollPlan } from './poll-plan.ts'
import { nothingAsked, type ObtainedGrant, type RunOrder } from './run-order.ts'

/**
 * Walks from the profile to a request on the person's other device (OpenID Connect CIBA Core, sections 7.1 and 7.3; poll mode).
 * There is nothing to open here: the provider asks the person by itself.
 */
export async function obtainCiba(order: RunOrder): Promise<Outcome<ObtainedGrant>> {
  const { profile, recorder } = order
  const parameters = buildCibaParameters(profile)
  if (!parameters.ok) return parameters
  const endpoint = 'backchannelAuthentication'
  const asked = await askEndpoint(order, 'backchannel_authentication', endpoint, parameters.value)
  if (!asked.ok) return asked
  const answer = readAsked(order, asked.value, readCibaAnswer)
  if (!answer.ok) return answer
  const { handle } = answer.value
  recorder.know([handle])
  const { plan, findings } = readPollPlan(answer.value, asked.value.receivedAt)
  const { bindingMessage } = profile.ciba
  recorder.append({
    kind: 'user-action',
    userCode: null,
    verificationUri: null,
    verificationUriComplete: null,
    bindingMessage: bindingMessage === '' ? null : bindingMessage,
    ...plan,
    findings,
  })
  recorder.store()
  return ok({ grant: { kind: 'ciba', authReqId: handle }, asked: nothingAsked, captured: null, poll: plan })
}
