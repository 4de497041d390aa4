import { setImmediate } from 'node:timers/promises'
import { readFormFindings, readNonceFindings } from '../../shared/flow/decoded-token-nonce.ts'
import { type Expiries, readExpiries } from '../../shared/flow/expiry.ts'
import { keepRefreshToken } from '../../shared/flow/expiry-refresh.ts'
import { buildDirectGrant, buildRefreshGrant, type Grant } from '../../shared/flow/grant.ts'
import type { GrantName } from '../../shared/flow/profile.ts'
import { readResponseFindings } from '../../shared/flow/raw-response-findings.ts'
import { buildTokenRequest, maskTokenRequest, type TokenRequest } from '../../shared/flow/token-request.ts'
import { isBasicAmbiguous } from '../../shared/flow/token-request-authentication.ts'
import { readToken, type TokenReading, type TokenSet } from '../../shared/flow/token-set.ts'
import { readTokenResponse } from '../../shared/flow/token-set-reading.ts'
import { type Finding, finding } from '../../shared/lib/finding.ts'
import { fail, type Outcome, ok } from '../../shared/lib/outcome.ts'
import type { EpochMs } from '../../shared/lib/units.ts'
import { type CodeOrder, type ObtainedCode, obtainCode } from './obtain-code.ts'

/** The token set that a refresh starts from. */
export interface EarlierSet {
  readonly id: string
  readonly tokenSet: TokenSet
  readonly expiries: Expiries
}

/** One run: the grant to walk with, and for a refresh what it starts from. */
export interface RunOrder extends CodeOrder {
  readonly grantName: GrantName | 'refresh_token'
  readonly earlier: EarlierSet | null
  /** Stores a token set before anybody sees it; gives its id, or the finding that says why it is not stored. */
  saveTokens(
    tokenSet: TokenSet,
    expiries: Expiries,
    findings: readonly Finding[],
  ): { readonly id: string | null; readonly findings: readonly Finding[] }
  /** The provider refused the refresh token: the set is marked and kept. */
  markDead(tokenSetId: string): void
}

/** The first half of the street: to the grant. */
async function obtainGrant(order: RunOrder): Promise<Outcome<ObtainedCode>> {
  if (order.grantName === 'authorization_code') return obtainCode(order)
  const grant =
    order.grantName === 'refresh_token'
      ? buildRefreshGrant(
          order.earlier === null ? null : (readToken(order.earlier.tokenSet, 'refresh_token')?.value ?? null),
        )
      : buildDirectGrant(order.grantName, order.profile, order.secrets)
  return grant.ok ? ok({ grant: grant.value, nonce: null }) : grant
}

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
function readBasicHint(order: RunOrder, reading: TokenReading): readonly Finding[] {
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

/** Sends the token request and records it and the raw answer, before anything reads it. */
async function sendTokenRequest(
  order: RunOrder,
  request: TokenRequest,
  findings: readonly Finding[],
): Promise<Outcome<TokenReading>> {
  const { recorder } = order
  recorder.keepSecrets('token-request', request.parts)
  // On its way first: the step is masked and published while the provider works.
  const sending = order.sender.send(request, order.signal)
  const shown = maskTokenRequest(request)
  recorder.append({ kind: 'token-request', request: shown, findings: [...request.findings, ...findings] })
  const sent = await sending
  const came = sent.ok ? sent.value : sent.partial
  if (came !== null) {
    // The sender knows secrets by their usual names alone; the request knows its own.
    const response = { ...came, url: shown.url }
    recorder.append({ kind: 'raw-response', response, findings: readResponseFindings(response) })
  }
  if (!sent.ok) return sent
  const requested = order.grantName === 'refresh_token' ? [] : order.profile.scopes
  return ok(readReading(order, readTokenResponse(sent.value, order.profile.dialect, requested)))
}

/** The end of the street: the reading, the store, the expiry. */
function finish(order: RunOrder, reading: TokenReading, nonce: string | null): Outcome<true> {
  const { recorder } = order
  if (reading.kind !== 'tokens') {
    recorder.append({ kind: 'token-set', reading, tokenSetId: null, findings: readBasicHint(order, reading) })
    // Some write the code in capitals.
    const isDead = reading.kind === 'refused' && reading.refusal.code.toLowerCase() === 'invalid_grant'
    if (isDead && order.earlier !== null) order.markDead(order.earlier.id)
    return fail(reading.problem)
  }
  const { tokenSet } = reading
  recorder.know(tokenSet.tokens.map((token) => token.value))
  const expiries = readExpiries(tokenSet)
  const noticed = [...readFormFindings(tokenSet), ...readNonceFindings(tokenSet, nonce)]
  // Durable first, shown second: a rotated refresh token must not be lost between the two (RFC 9700, section 4.14).
  const saved = order.saveTokens(tokenSet, expiries, [...reading.findings, ...noticed, ...expiries.findings])
  recorder.append({ kind: 'token-set', reading, tokenSetId: saved.id, findings: [...noticed, ...saved.findings] })
  recorder.append({ kind: 'expiry', ...expiries })
  return ok(true)
}

async function walk(order: RunOrder): Promise<Outcome<true>> {
  const obtained = await obtainGrant(order)
  if (!obtained.ok) return obtained
  const { grant, nonce } = obtained.value
  const parameters = order.grantName === 'authorization_code' ? {} : order.parameters
  const request = buildTokenRequest(order.profile, grant, {
    variables: order.variables,
    secrets: order.secrets,
    parameters,
  })
  if (!request.ok) return request
  const reading = await sendTokenRequest(order, request.value, readCodeAge(order, grant, order.ports.now()))
  return reading.ok ? finish(order, reading.value, nonce) : reading
}

/** Walks one exchange from left to right. Whatever stops it is the last step of its trail; nothing is thrown away. */
export async function runExchange(order: RunOrder): Promise<void> {
  const walked = await walk(order)
  if (!walked.ok) order.recorder.stop(walked.problem, order.recorder.store())
  // The last step is published; whoever waits for it goes first, then the trail is written.
  await setImmediate()
  order.recorder.store()
}
