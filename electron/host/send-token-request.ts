import { keepRefreshToken } from '../../shared/flow/expiry-refresh.ts'
import type { Grant } from '../../shared/flow/grant.ts'
import type { RawResponse } from '../../shared/flow/raw-response.ts'
import { readResponseFindings } from '../../shared/flow/raw-response-findings.ts'
import {
  buildTokenAddress,
  buildTokenRequest,
  maskTokenRequest,
  type TokenRequest,
} from '../../shared/flow/token-request.ts'
import { isBasicAmbiguous } from '../../shared/flow/token-request-authentication.ts'
import type { TokenReading } from '../../shared/flow/token-set.ts'
import { readTokenResponse } from '../../shared/flow/token-set-reading.ts'
import { type Finding, finding } from '../../shared/lib/finding.ts'
import { type Outcome, ok } from '../../shared/lib/outcome.ts'
import type { EpochMs } from '../../shared/lib/units.ts'
import type { RunOrder } from './run-order.ts'
import { type Proven, sendProven } from './send-proven.ts'

/** A code that waited longer than the provider lets it live is probably why it will be refused. */
function readCodeAge(order: RunOrder, grant: Grant, now: EpochMs): readonly Finding[] {
  const { codeLifetime } = order.profile.dialect.request
  if (grant.kind !== 'authorization_code' || codeLifetime === 0) return []
  const age = Math.round((now - grant.capturedAt) / 1000)
  return age > codeLifetime
    ? [finding('token-request', 'code_slow', { age: `${age} s`, limit: `${codeLifetime} s` })]
    : []
}

/** A refused client whose credentials the two Basic encodings write differently: the other one may be wanted. */
export function readBasicHint(order: RunOrder, reading: TokenReading): readonly Finding[] {
  const { clientAuthentication: way } = order.profile.dialect.request
  if (reading.kind !== 'refused' || reading.refusal.code !== 'invalid_client') return []
  if (way !== 'basic' && way !== 'basic_raw') return []
  if (!isBasicAmbiguous(order.profile.clientId, order.secrets.client_secret ?? '')) return []
  const other = way === 'basic' ? 'basic_raw' : 'basic'
  const place = '/dialect/request/clientAuthentication'
  return [finding('token-set', 'basic_encoding_differs', { other }, { place, value: other })]
}

function readReading(order: RunOrder, reading: TokenReading): TokenReading {
  if (order.earlier === null) return reading
  return keepRefreshToken(reading, order.earlier.tokenSet, order.earlier.expiries)
}

/** Records the request whose answer counts. */
export function recordRequest(order: RunOrder, grant: Grant, request: TokenRequest): void {
  order.recorder.keepSecrets('token-request', request.parts)
  const findings = [...request.findings, ...readCodeAge(order, grant, order.ports.now())]
  order.recorder.append({ kind: 'token-request', request: maskTokenRequest(request), findings })
}

/** Reads the answer to a token request as the dialect says; nothing is recorded. */
export function readAnswer(order: RunOrder, raw: RawResponse): TokenReading {
  const requested = order.grantName === 'refresh_token' ? [] : order.profile.scopes
  return readReading(order, readTokenResponse(raw, order.profile.dialect, requested))
}

/** Records the raw answer, or as much of it as came, before anything reads it. */
export function recordAnswer(order: RunOrder, { request, sent }: Proven): Outcome<TokenReading> {
  const came = sent.ok ? sent.value : sent.partial
  if (came !== null) {
    // The sender knows secrets by their usual names alone; the request knows its own.
    const response = { ...came, url: maskTokenRequest(request).url }
    order.recorder.append({ kind: 'raw-response', response, findings: readResponseFindings(response) })
  }
  return sent.ok ? ok(readAnswer(order, sent.value)) : sent
}

/** Grants that follow an authorization request of whatever kind: the parameters of this run were for that one. */
const preceded: readonly Grant['kind'][] = ['authorization_code', 'device_code', 'ciba']

/** Builds the token request with its proofs and sends it; `leaves` is told as `sendProven` says. */
export async function sendGrant(
  order: RunOrder,
  grant: Grant,
  leaves: (request: TokenRequest) => void = () => {},
): Promise<Outcome<Proven>> {
  const { profile, variables, secrets } = order
  const address = buildTokenAddress(profile, grant, variables)
  if (!address.ok) return address
  const parameters = preceded.includes(grant.kind) ? {} : order.parameters
  return sendProven(order, {
    ...{ address: address.value, method: profile.dialect.request.token.method },
    ...{ at: 'authorization_server', accessToken: null },
    build: (proofs) => buildTokenRequest(profile, grant, { variables, secrets, parameters, proofs }),
    leaves,
  })
}

/** Builds and sends the token request and records it and the raw answer, before anything reads it. */
export async function sendTokenRequest(order: RunOrder, grant: Grant): Promise<Outcome<TokenReading>> {
  const proven = await sendGrant(order, grant, (request) => recordRequest(order, grant, request))
  return proven.ok ? recordAnswer(order, proven.value) : proven
}
