import {
  type AuthorizationRequest,
  buildAuthorizationRequest,
  maskAuthorizationRequest,
} from '../../shared/flow/authorization-request.ts'
import {
  type CapturedRedirect,
  maskCapturedRedirect,
  readAnsweredRedirect,
} from '../../shared/flow/captured-redirect.ts'
import { readGrant } from '../../shared/flow/grant.ts'
import { buildLoopbackUri, type Profile } from '../../shared/flow/profile.ts'
import { buildIssuer } from '../../shared/flow/profile-address.ts'
import { readResponseFindings } from '../../shared/flow/raw-response-findings.ts'
import { readBodyText } from '../../shared/flow/raw-response-text.ts'
import { fail, type Outcome, ok } from '../../shared/lib/outcome.ts'
import { problem } from '../../shared/lib/problem.ts'
import { type EpochMs, epochMs } from '../../shared/lib/units.ts'
import { catchLoopback, type LoopbackCatcher } from './catch-loopback.ts'
import { createPkce, createRandomText } from './pkce.ts'
import { readPastedAnswer } from './read-pasted-answer.ts'
import type { Asked, ObtainedGrant, RunOrder } from './run-order.ts'
import { readTransport } from './transport.ts'
import { waitForRedirect } from './wait-for-redirect.ts'

/** Opens what will catch the redirect, so that the real redirect URI is known before the request is built. */
async function openCatcher(
  order: RunOrder,
): Promise<Outcome<{ redirectUri: string; loopback: LoopbackCatcher | null }>> {
  const { redirect, dialect } = order.profile
  if (redirect.kind !== 'loopback') {
    if (redirect.kind === 'window' && order.ports.catchInWindow === null)
      return fail(problem('captured-redirect', 'capture_unsupported', { capture: 'window', door: order.ports.door }))
    return ok({ redirectUri: redirect.uri, loopback: null })
  }
  if (dialect.request.authorize.answer === 'json')
    return ok({ redirectUri: buildLoopbackUri(redirect, redirect.port === 0 ? null : redirect.port), loopback: null })
  const caught = await catchLoopback(redirect, order.ports.now)
  return caught.ok ? ok({ redirectUri: caught.value.redirectUri, loopback: caught.value }) : caught
}

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

/** Shows a page outside; false when that failed in whatever way. A browser that never answers does not hold a cancel up. */
async function openPage(
  openOutside: (url: string) => Promise<Outcome<true>>,
  url: string,
  signal: AbortSignal,
): Promise<boolean> {
  if (signal.aborted) return false
  const cancelled = new Promise<false>((resolve) =>
    signal.addEventListener('abort', () => resolve(false), { once: true }),
  )
  const opened = openOutside(url).then(
    (outcome) => outcome.ok,
    () => false,
  )
  return Promise.race([opened, cancelled])
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

async function capture(
  order: RunOrder,
  request: AuthorizationRequest,
  loopback: LoopbackCatcher | null,
): Promise<Outcome<CapturedRedirect>> {
  if (request.answer === 'json') return askDirectly(order, request)
  const { codeParameter } = order.profile.dialect.request.authorize
  loopback?.expect({ state: request.state, codeParameter, origin: new URL(request.url).origin })
  const { catchInWindow, now } = order.ports
  const milliseconds = order.profile.waitSeconds * 1000
  const until = epochMs(now() + milliseconds)
  const window =
    order.profile.redirect.kind === 'window' && catchInWindow !== null
      ? (signal: AbortSignal) => catchInWindow({ url: request.url, redirectUri: request.redirectUri, signal })
      : null
  // Waits before it says so: who hears of the step may answer at once.
  const captured = waitForRedirect({
    url: request.url,
    milliseconds,
    signal: order.signal,
    loopback,
    window,
    readPasted: (text) => readPastedAnswer(text, request, codeParameter, now()),
    announce: order.waiting,
  })
  await openSignIn(order, request, until)
  order.recorder.store()
  return captured
}

/** What the answer must show again. */
function readAsked({ authorization }: Profile, request: AuthorizationRequest): Asked {
  const sent = (name: string): string | null => request.parts.find((part) => part.name === name)?.value ?? null
  return {
    nonce: request.nonce,
    state: request.state,
    responseType: sent('response_type'),
    maxAge: authorization.maxAge,
    acrValues: sent('acr_values'),
  }
}

/** Walks from the profile to an accepted code: request, redirect, checks. Each is recorded when it happened. */
export async function obtainCode(order: RunOrder): Promise<Outcome<ObtainedGrant>> {
  const { profile, recorder } = order
  const catcher = await openCatcher(order)
  if (!catcher.ok) return catcher
  const { redirectUri, loopback } = catcher.value
  try {
    const request = buildAuthorizationRequest(profile, {
      redirectUri,
      state: createRandomText(),
      nonce: createRandomText(),
      pkce: createPkce(profile.dialect.request.pkce),
      variables: order.variables,
      parameters: order.parameters,
      secrets: order.secrets,
    })
    if (!request.ok) return request
    recorder.keepSecrets('authorization-request', request.value.parts)
    const captured = await capture(order, request.value, loopback)
    if (!captured.ok) return captured
    // The code is a secret under whatever name this provider sends it.
    const { codeParameter } = profile.dialect.request.authorize
    recorder.know(captured.value.parameters.flatMap(([name, value]) => (name === codeParameter ? [value] : [])))
    recorder.append({ kind: 'captured-redirect', redirect: maskCapturedRedirect(captured.value), findings: [] })
    const read = readGrant(request.value, captured.value, profile, buildIssuer(profile, order.variables))
    recorder.append({ kind: 'grant', checks: read.checks, findings: read.findings })
    if (!read.grant.ok) return read.grant
    if (read.grant.value.kind === 'authorization_code' && !order.takeCode(read.grant.value.code))
      return fail(problem('grant', 'code_used'))
    return ok({ grant: read.grant.value, asked: readAsked(profile, request.value), captured: captured.value })
  } finally {
    loopback?.close()
  }
}
