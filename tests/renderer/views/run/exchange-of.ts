import { readPreset } from '../../../../shared/dialects/presets.ts'
import { appendStep, createExchange, type Exchange, type TrailStep } from '../../../../shared/flow/exchange.ts'
import { readExpiries } from '../../../../shared/flow/expiry.ts'
import type { RawResponse } from '../../../../shared/flow/raw-response.ts'
import { readTokenResponse } from '../../../../shared/flow/token-set-reading.ts'
import { encodeBase64, encodeUtf8 } from '../../../../shared/lib/bytes-text.ts'
import { check } from '../../../../shared/lib/check.ts'
import { type Problem, problem } from '../../../../shared/lib/problem.ts'
import type { ShownRequest } from '../../../../shared/lib/request-part.ts'
import { epochMs } from '../../../../shared/lib/units.ts'

/** The moment at which every run of these tests starts. */
export const start = Date.UTC(2026, 10, 20, 2, 24, 0)

/** An answer with that body, 200 ms after the request was sent. */
export function responseOf(body: string, more: Partial<RawResponse> = {}): RawResponse {
  return {
    url: 'http://127.0.0.1:47110/token',
    status: 200,
    statusText: 'OK',
    headers: [['content-type', 'application/json']],
    body: encodeBase64(body),
    size: encodeUtf8(body).length,
    receivedAt: epochMs(start + 8_200),
    timings: { connect: null, firstByte: 200, total: 200 },
    ...more,
  }
}

/** A run with nothing in its trail. */
export function startedExchange(kind: Exchange['kind'] = 'authorization_code'): Exchange {
  return createExchange({ id: 'run-1', profileId: 'p', profileName: 'Practice', run: 1, kind }, epochMs(start))
}

const request: ShownRequest = {
  method: 'POST',
  url: 'http://127.0.0.1:47110/token',
  parts: [
    { in: 'header', name: 'Authorization', value: 'Basic ••••••••', secret: true, origin: 'client_authentication' },
    { in: 'form', name: 'grant_type', value: 'authorization_code', secret: false, origin: 'grant_type' },
    { in: 'form', name: 'redirect_uri', value: 'http://127.0.0.1:1/callback', secret: false, origin: 'redirect_uri' },
  ],
  body: 'grant_type=authorization_code&redirect_uri=http%3A%2F%2F127.0.0.1%3A1%2Fcallback',
}

/** The steps of a run by their names, at the times that a run on this machine has them. */
export const steps = {
  authorize: {
    kind: 'authorization-request',
    at: epochMs(start + 6),
    request: { method: 'GET', url: 'http://127.0.0.1:47110/authorize', parts: [], body: null },
    redirectUri: 'http://127.0.0.1:1/callback',
    opened: 'system_browser',
    until: epochMs(start + 300_000),
    findings: [],
  },
  redirect: {
    kind: 'captured-redirect',
    at: epochMs(start + 7_996),
    redirect: {
      maker: 'loopback',
      url: 'http://127.0.0.1:1/callback?code=••••••••',
      parameters: [['code', '••••••••']],
      capturedAt: epochMs(start + 7_996),
      ignored: 0,
    },
    findings: [],
  },
  grant: {
    kind: 'grant',
    at: epochMs(start + 7_997),
    checks: [check('authorization_response', 'state', 'pass', 'state_same')],
    findings: [],
  },
  request: { kind: 'token-request', at: epochMs(start + 8_000), request, findings: [] },
} as const satisfies Record<string, TrailStep>

/** A run whose trail has these steps. */
export function exchangeOf(kind: Exchange['kind'], trail: readonly TrailStep[]): Exchange {
  return trail.reduce(appendStep, startedExchange(kind))
}

const streets: Readonly<Partial<Record<Exchange['kind'], readonly TrailStep[]>>> = {
  authorization_code: [steps.authorize, steps.redirect, steps.grant, steps.request],
  refresh_token: [steps.request],
  password: [steps.request],
  client_credentials: [steps.request],
}

/** A run that stopped after these steps. */
export function stoppedOf(
  trail: readonly TrailStep[],
  stopped: Problem,
  kind: Exchange['kind'] = 'authorization_code',
): Exchange {
  const at = epochMs((trail.at(-1)?.at ?? start) + 4)
  return exchangeOf(kind, [...trail, { kind: 'problem', at, problem: stopped, findings: [] }])
}

/** A whole run in which this answer came, read by that preset as the host reads it. */
export function answeredOf(
  preset: string,
  body: string,
  more: Partial<RawResponse> = {},
  kind: Exchange['kind'] = 'authorization_code',
): Exchange {
  const dialect = readPreset(preset)
  if (dialect === undefined) throw new Error(`no preset ${preset}`)
  const response = responseOf(body, more)
  const reading = readTokenResponse(response, dialect)
  const at = epochMs(start + 8_203)
  const trail: TrailStep[] = [
    ...(streets[kind] ?? []),
    { kind: 'raw-response', at: response.receivedAt, response, findings: [] },
    { kind: 'token-set', at, reading, tokenSetId: reading.kind === 'tokens' ? 'set-1' : null, findings: [] },
  ]
  if (reading.kind !== 'tokens') return stoppedOf(trail, reading.problem, kind)
  return exchangeOf(kind, [...trail, { kind: 'expiry', at, ...readExpiries(reading.tokenSet) }])
}

/** The problem of a run that a person ended. */
export const cancelled = problem('captured-redirect', 'cancelled')
