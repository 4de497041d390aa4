import { type AuthorizationRequest, maskAuthorizationRequest } from '../../shared/flow/authorization-request.ts'
import { type CapturedRedirect, readAnsweredRedirect } from '../../shared/flow/captured-redirect.ts'
import { readResponseFindings } from '../../shared/flow/raw-response-findings.ts'
import { readBodyText } from '../../shared/flow/raw-response-text.ts'
import { fail, type Outcome } from '../../shared/lib/outcome.ts'
import { type EpochMs, epochMs } from '../../shared/lib/units.ts'
import type { LoopbackCatcher } from './catch-loopback.ts'
import { openPage } from './open-page.ts'
import { readPastedAnswer } from './read-pasted-answer.ts'
import { readResponseState } from './read-response-state.ts'
import type { ReadyRequest } from './ready-request.ts'
import type { RunOrder } from './run-order.ts'
import { readTransport } from './transport.ts'
import { waitForRedirect } from './wait-for-redirect.ts'

/** Asks an authorization endpoint that answers itself (tKeel); no person and no redirect are involved. */
async function askDirectly(order: RunOrder, request: AuthorizationRequest): Promise<Outcome<CapturedRedirect>> {
  const { codeParameter } = order.profile.dialect.request.authorize
  const shown = maskAuthorizationRequest(request)
  order.recorder.append({
    kind: 'authorization-request',
    request: shown,
    redirectUri: request.redirectUri,
    opened: 'self',
    until: null,
    findings: request.findings,
  })
  const { url, headers } = request
  const sent = await order.sender.send({ method: 'GET', url, headers, body: null }, order.signal, readTransport(order))
  const came = sent.ok ? sent.value : sent.partial
  const read: Outcome<CapturedRedirect> = sent.ok
    ? readAnsweredRedirect(readBodyText(sent.value).text, order.profile, request.redirectUri, sent.value.receivedAt)
    : fail({ ...sent.problem, step: 'captured-redirect' })
  const hasCode = read.ok && read.value.parameters.some(([name]) => name === codeParameter)
  // An answer that leads nowhere is the last of this run, so it is kept as the evidence.
  if (!hasCode && came !== null) {
    const response = { ...came, url: shown.url }
    order.recorder.append({ kind: 'raw-response', response, findings: readResponseFindings(response) })
  }
  return read
}

/** Opens the sign-in page in the way the profile and the door allow, and records how. */
async function openSignIn(order: RunOrder, request: AuthorizationRequest, until: EpochMs): Promise<void> {
  const { profile, ports } = order
  const inWindow = profile.redirect.kind === 'window'
  const opened =
    inWindow || !order.openBrowser || ports.openOutside === null
      ? false
      : await openPage(ports.openOutside, request.url, order.signal)
  order.recorder.append({
    kind: 'authorization-request',
    request: maskAuthorizationRequest(request),
    redirectUri: request.redirectUri,
    opened: inWindow ? 'window' : opened ? 'system_browser' : 'address_shown',
    until,
    findings: request.findings,
  })
}

/** Asks for the authorization and waits for the answer: the redirect, however it comes back. */
export async function askAuthorization(
  order: RunOrder,
  { request, openableUntil }: ReadyRequest,
  loopback: LoopbackCatcher | null,
): Promise<Outcome<CapturedRedirect>> {
  if (request.answer === 'json') return askDirectly(order, request)
  const { codeParameter } = order.profile.dialect.request.authorize
  loopback?.expect({
    ...{ state: request.state, codeParameter, origin: new URL(request.url).origin },
    inFragment: request.mode.kind === 'fragment',
    readResponseState: (response) => readResponseState(order, response),
  })
  const { catchInWindow, now } = order.ports
  const milliseconds = order.profile.waitSeconds * 1000
  const until = epochMs(now() + milliseconds)
  const window =
    order.profile.redirect.kind === 'window' && catchInWindow !== null
      ? (signal: AbortSignal) => catchInWindow({ url: request.url, redirectUri: request.redirectUri, signal })
      : null
  // Waits before it says so: who hears of the step may answer at once.
  const captured = waitForRedirect({
    ...{ url: request.url, openableUntil, milliseconds, signal: order.signal, loopback, window },
    readPasted: (text) => readPastedAnswer(order, text, request, codeParameter),
    announce: order.waiting,
  })
  await openSignIn(order, request, until)
  order.recorder.store()
  return captured
}
