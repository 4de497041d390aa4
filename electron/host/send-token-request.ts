import { keepRefreshToken } from '../../shared/flow/expiry-refresh.ts'
import type { Grant } from '../../shared/flow/grant.ts'
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
import { sendProven } from './send-proven.ts'

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

/** The request as it is recorded when it leaves. */
function recordRequest(order: RunOrder, grant: Grant, request: TokenRequest): void {
  order.recorder.keepSecrets('token-request', request.parts)
  const findings = [...request.findings, ...readCodeAge(order, grant, order.ports.now())]
  order.recorder.append({ kind: 'token-request', request: maskTokenRequest(request), findings })
}

/** Builds and sends the token request and records it and the raw answer, before anything reads it. */
export async function sendTokenRequest(order: RunOrder, grant: Grant): Promise<Outcome<TokenReading>> {
  const { recorder, profile, variables, secrets } = order
  const address = buildTokenAddress(profile, grant, variables)
  if (!address.ok) return address
  // Parameters of a sign-in were for the authorization request.
  const parameters = grant.kind === 'authorization_code' ? {} : order.parameters
  const proven = await sendProven(order, {
    ...{ address: address.value, method: profile.dialect.request.token.method },
    ...{ at: 'authorization_server', accessToken: null },
    build: (proofs) => buildTokenRequest(profile, grant, { variables, secrets, parameters, proofs }),
    leaves: (request) => recordRequest(order, grant, request),
  })
  if (!proven.ok) return proven
  const { request, sent } = proven.value
  const came = sent.ok ? sent.value : sent.partial
  if (came !== null) {
    // The sender knows secrets by their usual names alone; the request knows its own.
    const response = { ...came, url: maskTokenRequest(request).url }
    recorder.append({ kind: 'raw-response', response, findings: readResponseFindings(response) })
  }
  if (!sent.ok) return sent
  const requested = order.grantName === 'refresh_token' ? [] : profile.scopes
  return ok(readReading(order, readTokenResponse(sent.value, profile.dialect, requested)))
}
