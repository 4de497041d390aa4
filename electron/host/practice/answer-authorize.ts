import { issueCode } from './authorization-code.ts'
import { buildConsentPage, buildRefusalPage } from './consent-page.ts'
import { practiceAccount, practiceRedirectUri } from './practice-accounts.ts'
import type { PracticeDesk, PracticeDialect } from './practice-dialect.ts'
import { buildRedirectAnswer, type PracticeAnswer, type PracticeRequest } from './practice-exchange.ts'

/**
 * Answers an authorization request: a page that asks, the redirect after the person's decision, or at once with
 * `prompt=none`, which means approval here so that a program can sign in without a person.
 */
export function answerAuthorize(
  request: PracticeRequest,
  dialect: PracticeDialect,
  desk: PracticeDesk,
): PracticeAnswer {
  const { query } = request
  if (dialect.buildCodeAnswer !== undefined) return answerWithBody(request, dialect, desk)
  const clientId = query.get('client_id')
  // Workfront appends nothing but the state to the address it was given, so an absent client is its usual one.
  if (clientId === null ? request.provider !== 'workfront' : clientId !== practiceAccount.clientId)
    return buildRefusalPage(request, 'client')
  const redirectUri = query.get('redirect_uri') ?? practiceRedirectUri
  if (!isRedirectAllowed(redirectUri)) return buildRefusalPage(request, 'redirect')
  const error = findRequestError(query)
  if (error !== undefined) return buildReturn(redirectUri, query, { error })
  if (request.form.get('decision') === 'deny') return buildReturn(redirectUri, query, { error: 'access_denied' })
  if (request.form.get('decision') !== 'allow' && query.get('prompt') !== 'none')
    return buildConsentPage(request, redirectUri)
  return buildReturn(redirectUri, query, { code: issueCodeFor(request, redirectUri, dialect, desk) })
}

/** Loopback on any port and path (RFC 8252, section 7.3), or the place that exists nowhere: never anybody else's. */
export function isRedirectAllowed(redirectUri: string): boolean {
  if (!URL.canParse(redirectUri)) return false
  const url = new URL(redirectUri)
  if (url.username !== '' || url.password !== '' || url.hash !== '') return false
  if (url.protocol === 'http:') return ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)
  return url.origin === new URL(practiceRedirectUri).origin
}

/** tKeel signs the person in by parameters and puts the code into the body. */
function answerWithBody(request: PracticeRequest, dialect: PracticeDialect, desk: PracticeDesk): PracticeAnswer {
  const { query } = request
  const redirectUri = query.get('redirect_uri') ?? ''
  if (query.get('response_type') !== 'code')
    return dialect.buildRefusal({ reason: 'parameter_missing', detail: 'response_type' }, request)
  const known = query.get('username') === practiceAccount.username && query.get('password') === practiceAccount.password
  const denied = request.form.get('decision') === 'deny'
  if (denied || (!known && query.get('prompt') !== 'none'))
    return dialect.buildRefusal({ reason: 'user_wrong', detail: query.get('username') ?? '' }, request)
  const code = issueCodeFor(request, redirectUri, dialect, desk)
  return dialect.buildCodeAnswer?.(code, request) ?? buildRefusalPage(request, 'client')
}

function findRequestError(query: URLSearchParams): string | undefined {
  const type = query.get('response_type')
  // Absent at Workfront, for the reason given above.
  if (type !== null && type !== 'code') return 'unsupported_response_type'
  const method = query.get('code_challenge_method') ?? 'plain'
  return method === 'S256' || method === 'plain' ? undefined : 'invalid_request'
}

function issueCodeFor(
  request: PracticeRequest,
  redirectUri: string,
  dialect: PracticeDialect,
  desk: PracticeDesk,
): string {
  const { query } = request
  const facts = {
    provider: request.provider,
    clientId: practiceAccount.clientId,
    redirectUri,
    scope: query.get('scope') ?? dialect.scope,
    nonce: query.get('nonce'),
    challenge: query.get('code_challenge'),
    challengeMethod: query.get('code_challenge_method') ?? 'plain',
    issuedAt: desk.now(),
  }
  return issueCode(facts, dialect, desk)
}

function buildReturn(redirectUri: string, query: URLSearchParams, result: Readonly<Record<string, string>>) {
  const url = new URL(redirectUri)
  for (const [name, value] of Object.entries(result)) url.searchParams.append(name, value)
  const state = query.get('state')
  if (state !== null) url.searchParams.append('state', state)
  return buildRedirectAnswer(303, url.href)
}
