import {
  buildLogoutRequest,
  type LogoutRequest,
  maskLogoutRequest,
} from '../../../shared/flow/authorization-request-logout.ts'
import {
  type CapturedRedirect,
  maskCapturedRedirect,
  readPastedRedirect,
} from '../../../shared/flow/captured-redirect.ts'
import { readLogoutChecks } from '../../../shared/flow/captured-redirect-logout.ts'
import { readFailedFindings } from '../../../shared/flow/decoded-token-failed.ts'
import type { LoopbackRedirect } from '../../../shared/flow/profile.ts'
import { readToken } from '../../../shared/flow/token-set.ts'
import { type Outcome, ok } from '../../../shared/lib/outcome.ts'
import { type EpochMs, epochMs } from '../../../shared/lib/units.ts'
import { readUrl } from '../../../shared/lib/url.ts'
import { catchLoopback, type LoopbackCatcher } from '../catch-loopback.ts'
import { openPage } from '../open-page.ts'
import { createRandomText } from '../pkce.ts'
import { waitForRedirect } from '../wait-for-redirect.ts'
import type { LifecycleEnd, LifecycleOrder } from './lifecycle-order.ts'

/** The way back as a listener can catch it; `null` where it leads to no port of this machine. */
function readLoopback(address: string): LoopbackRedirect | null {
  const url = readUrl(address)
  const host = (['127.0.0.1', '[::1]', 'localhost'] as const).find((one) => one === url?.hostname)
  if (url === null || url.protocol !== 'http:' || host === undefined) return null
  // `:0` stays in the text of an address and means any free port.
  return { kind: 'loopback', host, port: url.port === '' ? 80 : Number(url.port), path: url.pathname }
}

/** Opens the logout page where the door can and the caller wants it, and records how. */
async function openLogout(order: LifecycleOrder, request: LogoutRequest, until: EpochMs | null): Promise<boolean> {
  const { ports, signal, recorder } = order
  recorder.know(request.parts.flatMap((part) => (part.secret ? [part.value] : [])))
  recorder.keepSecrets('authorization-request', request.parts)
  const isOpened =
    !order.openBrowser || ports.openOutside === null ? false : await openPage(ports.openOutside, request.url, signal)
  recorder.append({
    kind: 'authorization-request',
    request: maskLogoutRequest(request),
    redirectUri: request.redirectUri,
    opened: isOpened ? 'system_browser' : 'address_shown',
    until,
    findings: request.findings,
  })
  return isOpened
}

/** Waits for the person to come back; a pasted address does as well. */
function waitForReturn(
  order: LifecycleOrder,
  request: LogoutRequest,
  loopback: LoopbackCatcher,
): Promise<Outcome<CapturedRedirect>> {
  return waitForRedirect({
    url: request.url,
    openableUntil: null,
    milliseconds: order.profile.waitSeconds * 1000,
    signal: order.signal,
    loopback,
    window: null,
    readPasted: async (text) => readPastedRedirect(text, request.redirectUri, order.ports.now()),
    announce: order.waiting,
  })
}

async function walkBack(
  order: LifecycleOrder,
  request: LogoutRequest,
  loopback: LoopbackCatcher,
): Promise<Outcome<LifecycleEnd>> {
  const { recorder, ports, profile } = order
  loopback.expect({ state: null, codeParameter: 'state', origin: new URL(request.url).origin, anything: true })
  // Waits before it says so: who hears of the step may answer at once.
  const captured = waitForReturn(order, request, loopback)
  await openLogout(order, request, epochMs(ports.now() + profile.waitSeconds * 1000))
  recorder.store()
  const back = await captured
  if (!back.ok) return back
  recorder.append({ kind: 'captured-redirect', redirect: maskCapturedRedirect(back.value), findings: [] })
  const checks = readLogoutChecks(back.value, request.state ?? '')
  const findings = order.saveAfterlife({ loggedOutAt: back.value.capturedAt })
  return ok({ checks, findings: [...readFailedFindings(checks), ...findings] })
}

/**
 * Signs the person out at the provider (OpenID Connect RP-Initiated Logout, section 2). With a way back to this machine it waits for
 * the return and judges its state; otherwise nothing tells how it went, and it is over once the page is shown.
 */
export async function runLogout(order: LifecycleOrder): Promise<Outcome<LifecycleEnd>> {
  const { profile, variables, opened, ports } = order
  const wanted = profile.lifecycle.postLogoutRedirectUri
  const way = readLoopback(wanted)
  const build = (redirectUri: string): Outcome<LogoutRequest> => {
    const idToken = opened === null ? null : (readToken(opened.tokenSet, 'id_token')?.value ?? null)
    return buildLogoutRequest(profile, { idToken, state: createRandomText(), redirectUri, variables })
  }
  // A profile that cannot sign out opens no listener.
  const request = build(wanted)
  if (!request.ok) return request
  if (way === null) {
    await openLogout(order, request.value, null)
    return ok({ checks: [], findings: order.saveAfterlife({ loggedOutAt: ports.now() }) })
  }
  const caught = await catchLoopback(way, ports.now)
  if (!caught.ok) return caught
  try {
    const real = build(way.port === 0 ? caught.value.redirectUri : wanted)
    return real.ok ? await walkBack(order, real.value, caught.value) : real
  } finally {
    caught.value.close()
  }
}
