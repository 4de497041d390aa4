import { type DeviceAnswer, readDeviceAnswer } from '../../shared/flow/raw-response-pending.ts'
import { buildDeviceParameters } from '../../shared/flow/token-request-pending.ts'
import { type Finding, finding } from '../../shared/lib/finding.ts'
import { maskUrl } from '../../shared/lib/mask.ts'
import { fail, type Outcome, ok } from '../../shared/lib/outcome.ts'
import { problem } from '../../shared/lib/problem.ts'
import { askEndpoint, readAsked } from './ask-endpoint.ts'
import { openPage } from './open-page.ts'
import { isOpenable } from './openable-url.ts'
import { readPollPlan } from './poll-plan.ts'
import { nothingAsked, type ObtainedGrant, type RunOrder } from './run-order.ts'

/** The addresses as far as they may be shown and opened. */
interface Verification {
  readonly shown: string
  readonly complete: string | null
  /** What a browser may be given; `null` when the person has to type it. */
  readonly opened: string | null
  readonly findings: readonly Finding[]
}

/**
 * Judges the addresses that the provider sent: nothing but what may be given to other programs is opened. http: to another machine
 * is shown where the profile allows it; everything else that cannot be opened is no address to send a person to.
 */
function readVerification(order: RunOrder, answer: DeviceAnswer): Outcome<Verification> {
  const { verificationUri: shown, verificationUriComplete: given } = answer
  const evidence = { received: maskUrl(shown).slice(0, 200) }
  const complete = isOpenable(given) ? given : null
  const findings = given === complete ? [] : [refuse(given ?? '')]
  if (isOpenable(shown)) return ok({ shown, complete, opened: complete ?? shown, findings })
  const isInsecure = isOpenable(answer.verificationUri.replace(/^http:/i, 'https:'))
  if (!isInsecure || !order.profile.insecureAllowed)
    return fail(problem('raw-response', 'pending_answer_invalid', { member: 'verification_uri', ...evidence }))
  return ok({ shown, complete, opened: complete, findings: [...findings, refuse(shown)] })
}

const refuse = (address: string): Finding =>
  finding('grant', 'address_not_opened', { received: maskUrl(address).slice(0, 200) })

/** Makes the page reachable for opening it again, and opens it now where that is wanted. */
function offerPage(order: RunOrder, address: string | null): void {
  if (address === null) return
  const { openOutside } = order.ports
  order.waiting({
    url: address,
    openableUntil: null,
    paste: async () => fail(problem('exchange', 'exchange_not_waiting', { id: order.recorder.exchange().id })),
  })
  // Not waited for: whoever confirms on another device needs no browser here.
  if (order.openBrowser && openOutside !== null) void openPage(openOutside, address, order.signal)
}

/**
 * Walks from the profile to a device code (RFC 8628, sections 3.1 and 3.2): asks for it, and says what the person has to do. The
 * code is worth nothing before they have done it, so that the token request is a poll.
 */
export async function obtainDeviceCode(order: RunOrder): Promise<Outcome<ObtainedGrant>> {
  const { profile, recorder } = order
  const asked = await askEndpoint(order, 'device_authorization', 'deviceAuthorization', buildDeviceParameters(profile))
  if (!asked.ok) return asked
  const answer = readAsked(order, asked.value, readDeviceAnswer)
  if (!answer.ok) return answer
  recorder.know([answer.value.handle])
  const verification = readVerification(order, answer.value)
  if (!verification.ok) return verification
  const { shown, complete, opened, findings } = verification.value
  const { plan, findings: noticed } = readPollPlan(answer.value, asked.value.receivedAt)
  offerPage(order, opened)
  recorder.append({
    kind: 'user-action',
    userCode: answer.value.userCode,
    verificationUri: shown,
    verificationUriComplete: complete,
    bindingMessage: null,
    ...plan,
    findings: [...findings, ...noticed],
  })
  recorder.store()
  const grant = { kind: 'device_code', deviceCode: answer.value.handle } as const
  return ok({ grant, asked: nothingAsked, captured: null, poll: plan })
}
