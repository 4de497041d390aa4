import { type Check, check } from '../lib/check.ts'
import { type Finding, finding } from '../lib/finding.ts'
import { maskText } from '../lib/mask.ts'
import { fail, type Outcome, ok } from '../lib/outcome.ts'
import { problem } from '../lib/problem.ts'
import type { EpochMs } from '../lib/units.ts'
import type { AuthorizationRequest } from './authorization-request.ts'
import { asksForCode, readFrontTokens } from './authorization-request-answer.ts'
import type { CapturedRedirect } from './captured-redirect.ts'
import type { Profile } from './profile.ts'

/** A code that `readGrant` has accepted. There is no other way to make one. */
export type AuthorizationCode = string & { readonly __checked: 'AuthorizationCode' }

/** What the client hands in for a token (RFC 6749, section 1.3). Unmasked. */
export type Grant =
  | {
      readonly kind: 'authorization_code'
      readonly code: AuthorizationCode
      readonly redirectUri: string
      readonly codeVerifier: string | null
      readonly capturedAt: EpochMs
    }
  | { readonly kind: 'refresh_token'; readonly refreshToken: string }
  | { readonly kind: 'password'; readonly username: string; readonly password: string }
  | { readonly kind: 'client_credentials' }
  /** RFC 8628, section 3.4. */
  | { readonly kind: 'device_code'; readonly deviceCode: string }
  /** OpenID Connect CIBA Core, section 10.1. */
  | { readonly kind: 'ciba'; readonly authReqId: string }
  /** RFC 8693, section 2.1. */
  | { readonly kind: 'token_exchange'; readonly subjectToken: string; readonly actorToken: string | null }
  /** RFC 7523 and 7522, section 2.1. */
  | { readonly kind: 'jwt_bearer' | 'saml2_bearer'; readonly assertion: string }
  | { readonly kind: 'custom'; readonly grantType: string }

/** What was found out about a redirect; the grant only when nothing failed, and `null` where no code was asked for. */
export interface ReadGrant {
  readonly checks: readonly Check[]
  readonly findings: readonly Finding[]
  readonly grant: Outcome<Grant | null>
}

/** RFC 6749, section 3.1: what may occur once. */
const once = [
  'code',
  'state',
  'error',
  'error_description',
  'iss',
  'response',
  'access_token',
  'token_type',
  'expires_in',
  'id_token',
  'scope',
] as const

const judge = (
  name: 'state' | 'iss',
  verdict: Check['verdict'],
  reason: Check['reason'],
  evidence: Readonly<Record<string, string>> = {},
): Check => check('authorization_response', name, verdict, reason, evidence)

function readState(sent: string | null, came: string | undefined, maker: CapturedRedirect['maker']): Check {
  if (maker === 'pasted_code') return judge('state', 'not_checked', 'code_pasted')
  if (maker === 'json_answer') return judge('state', 'not_checked', 'answered_itself')
  if (sent === null) return judge('state', 'not_checked', 'state_not_sent')
  if (came === undefined) return judge('state', 'fail', 'state_absent')
  return came === sent ? judge('state', 'pass', 'state_same') : judge('state', 'fail', 'state_other')
}

/**
 * RFC 9207, section 2.4. An ID token in the same answer names the issuer too and is judged on its own; providers leave the
 * parameter out beside it.
 */
function readIssuer(profile: Profile, issuer: string, came: string | undefined, hasIdToken: boolean): Check {
  if (came === undefined)
    return profile.checks.issuerRequired && !hasIdToken
      ? judge('iss', 'fail', 'iss_required')
      : judge('iss', 'not_checked', 'iss_absent')
  if (issuer === '') return judge('iss', 'not_checked', 'issuer_unnamed')
  return came === issuer
    ? judge('iss', 'pass', 'iss_same')
    : judge('iss', 'fail', 'iss_other', { received: came, expected: issuer })
}

/**
 * Judges a captured redirect (RFC 6749, sections 4.1.2 and 10.12; RFC 9207): repeated parameters, the state, the
 * issuer, an error of the provider, the code. All checks are made and reported; the first failure decides.
 */
export function readGrant(
  request: AuthorizationRequest,
  captured: CapturedRedirect,
  profile: Profile,
  issuer: string,
): ReadGrant {
  const values = (name: string): readonly string[] =>
    captured.parameters.filter(([key]) => key === name).map(([, value]) => value)
  const { codeParameter } = profile.dialect.request.authorize
  const checks = [
    readState(request.state, values('state')[0], captured.maker),
    readIssuer(profile, issuer, values('iss')[0], values('id_token').length > 0),
  ]
  const findings =
    captured.ignored > 0 ? [finding('captured-redirect', 'redirect_ignored', { count: String(captured.ignored) })] : []
  const answer = (grant: Outcome<Grant | null>): ReadGrant => ({ checks, findings, grant })

  const repeated = [...once, codeParameter].find((name) => values(name).length > 1)
  if (repeated !== undefined) return answer(fail(problem('grant', 'parameter_repeated', { parameter: repeated })))
  if (checks[0]?.verdict === 'fail')
    return answer(fail(problem('grant', values('state').length === 0 ? 'state_missing' : 'state_mismatch')))
  if (checks[1]?.verdict === 'fail')
    return answer(fail(problem('grant', 'issuer_mismatch', { expected: issuer, received: values('iss')[0] ?? '' })))
  const code = values(codeParameter)[0] ?? ''
  if (values('error').length > 0) return answer(fail(readRefusal(values, code)))
  if (!asksForCode(request.responseType)) {
    const hasTokens = readFrontTokens(request.responseType).length > 0
    return answer(
      hasTokens ? ok(null) : fail(problem('grant', 'grant_unsupported', { response_type: request.responseType })),
    )
  }
  if (code === '') return answer(fail(problem('grant', 'code_missing', { parameter: codeParameter })))
  return answer(
    ok({
      kind: 'authorization_code',
      code: code as AuthorizationCode,
      redirectUri: request.redirectUri,
      codeVerifier: request.pkce?.verifier ?? null,
      capturedAt: captured.capturedAt,
    }),
  )
}

/** The provider's error redirect (RFC 6749, section 4.1.2.1). A description may echo the code: it is masked. */
function readRefusal(values: (name: string) => readonly string[], code: string): ReturnType<typeof problem> {
  const evidence: Record<string, string> = {}
  for (const name of ['error', 'error_description', 'error_uri']) {
    const value = values(name)[0]
    if (value !== undefined) evidence[name] = maskText(value, code === '' ? [] : [code])
  }
  return problem('grant', 'authorization_refused', evidence)
}

/** The grant of a refresh (RFC 6749, section 6): it re-enters the street here. */
export function buildRefreshGrant(refreshToken: string | null): Outcome<Grant> {
  if (refreshToken === null || refreshToken === '') return fail(problem('grant', 'refresh_token_missing'))
  return ok({ kind: 'refresh_token', refreshToken })
}
