import { type AuthorizationRequest, readPart } from '../../shared/flow/authorization-request.ts'
import { readFrontTokens } from '../../shared/flow/authorization-request-answer.ts'
import type { RedirectGrantName } from '../../shared/flow/authorization-request-run.ts'
import { type CapturedRedirect, maskCapturedRedirect } from '../../shared/flow/captured-redirect.ts'
import { readGrant } from '../../shared/flow/grant.ts'
import { buildLoopbackUri, type Profile } from '../../shared/flow/profile.ts'
import { buildIssuer } from '../../shared/flow/profile-address.ts'
import { buildRedirectResponse, buildRedirectRules } from '../../shared/flow/raw-response-redirect.ts'
import type { TokenReading } from '../../shared/flow/token-set.ts'
import { readIssuedTokens } from '../../shared/flow/token-set-reading.ts'
import { fail, type Outcome, ok } from '../../shared/lib/outcome.ts'
import { problem } from '../../shared/lib/problem.ts'
import { askAuthorization } from './ask-authorization.ts'
import { catchLoopback, type LoopbackCatcher } from './catch-loopback.ts'
import { type OpenedResponse, openResponse } from './open-response.ts'
import { readyRequest } from './ready-request.ts'
import type { Asked, ObtainedGrant, RunOrder } from './run-order.ts'

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

/** What the answer must show again. */
function readAsked(profile: Profile, request: AuthorizationRequest): Asked {
  const sent = (name: string): string | null => readPart(profile, request.parts, name)?.value ?? null
  const maxAge = sent('max_age')
  return {
    nonce: request.nonce,
    state: request.state,
    responseType: request.responseType,
    maxAge: maxAge !== null && /^\d{1,15}$/.test(maxAge) ? Number(maxAge) : null,
    acrValues: sent('acr_values'),
  }
}

/** The tokens that stand in the redirect itself, read as every token response is; absent where none were asked for. */
function readFront(
  { profile, recorder }: RunOrder,
  request: AuthorizationRequest,
  came: CapturedRedirect,
  { claims }: OpenedResponse,
): { readonly front?: TokenReading } {
  const kinds = readFrontTokens(request.responseType)
  if (kinds.length === 0) return {}
  const response = buildRedirectResponse(came, claims)
  recorder.append({ kind: 'raw-response', response, findings: [] })
  return { front: readIssuedTokens(response, buildRedirectRules(claims), { kinds, scopes: profile.scopes }) }
}

/** Parameters that are secrets, under whatever name this provider sends the code. */
function listSecrets(profile: Profile, { parameters }: CapturedRedirect): readonly string[] {
  const names = [profile.dialect.request.authorize.codeParameter, 'code', 'access_token', 'id_token', 'response']
  return parameters.flatMap(([name, value]) => (names.includes(name) ? [value] : []))
}

/** What a caught redirect is worth: its signature where it has one, its checks, the code and the tokens in it. */
async function judgeRedirect(
  order: RunOrder,
  request: AuthorizationRequest,
  came: CapturedRedirect,
): Promise<Outcome<ObtainedGrant>> {
  const { profile, recorder } = order
  const opened = await openResponse(order, request, came)
  if (opened.problem !== null) {
    recorder.append({ kind: 'grant', checks: opened.checks, findings: [] })
    return fail(opened.problem)
  }
  recorder.know(listSecrets(profile, opened.captured))
  const read = readGrant(request, opened.captured, profile, buildIssuer(profile, order.variables))
  // One issuer, one verdict: that of the answer, wherever it stood.
  const ofSigned = opened.checks.filter((one) => one.name !== 'iss')
  recorder.append({ kind: 'grant', checks: [...ofSigned, ...read.checks], findings: read.findings })
  if (!read.grant.ok) return read.grant
  if (read.grant.value?.kind === 'authorization_code' && !order.takeCode(read.grant.value.code))
    return fail(problem('grant', 'code_used'))
  const front = readFront(order, request, came, opened)
  return ok({ grant: read.grant.value, asked: readAsked(profile, request), captured: opened.captured, ...front })
}

/** Walks from the profile to what the redirect brings: request, redirect, checks. Each is recorded when it happened. */
export async function obtainCode(order: RunOrder, grant: RedirectGrantName): Promise<Outcome<ObtainedGrant>> {
  const { profile, recorder } = order
  const catcher = await openCatcher(order)
  if (!catcher.ok) return catcher
  const { redirectUri, loopback } = catcher.value
  try {
    const ready = await readyRequest(order, grant, redirectUri)
    if (!ready.ok) return ready
    const { request } = ready.value
    recorder.keepSecrets('authorization-request', request.parts)
    const captured = await askAuthorization(order, ready.value, loopback)
    if (!captured.ok) return captured
    recorder.know(listSecrets(profile, captured.value))
    recorder.append({ kind: 'captured-redirect', redirect: maskCapturedRedirect(captured.value), findings: [] })
    return await judgeRedirect(order, request, captured.value)
  } finally {
    loopback?.close()
  }
}
