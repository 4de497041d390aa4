import { z } from 'zod'
import { type Finding, finding } from '../lib/finding.ts'
import { maskText } from '../lib/mask.ts'
import { fail, type Outcome, ok } from '../lib/outcome.ts'
import { problem } from '../lib/problem.ts'
import type { EpochMs } from '../lib/units.ts'
import type { AuthorizationRequest } from './authorization-request.ts'
import type { CapturedRedirect } from './captured-redirect.ts'
import type { Profile, Secrets } from './profile.ts'

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

/** One comparison that was made, or why it was not. */
export const checkSchema = z.strictObject({
  name: z.enum(['state', 'iss', 'redirect_uri', 'nonce']),
  verdict: z.enum(['pass', 'fail', 'not_checked']),
  because: z.string(),
})
export type Check = Readonly<z.output<typeof checkSchema>>

/** What was found out about a redirect; the grant only when nothing failed. */
export interface ReadGrant {
  readonly checks: readonly Check[]
  readonly findings: readonly Finding[]
  readonly grant: Outcome<Grant>
}

const once = ['code', 'state', 'error', 'iss'] as const

function readState(sent: string | null, came: string | undefined, maker: CapturedRedirect['maker']): Check {
  const check = (verdict: Check['verdict'], because: string): Check => ({ name: 'state', verdict, because })
  if (maker === 'pasted_code') return check('not_checked', 'a bare code was pasted')
  if (maker === 'json_answer') return check('not_checked', 'the endpoint answered this request itself')
  if (sent === null) return check('not_checked', 'no state was sent')
  if (came === undefined) return check('fail', 'no state came back')
  return came === sent ? check('pass', 'the same state came back') : check('fail', 'another state came back')
}

function readIssuer(issuer: string, came: string | undefined): Check {
  const check = (verdict: Check['verdict'], because: string): Check => ({ name: 'iss', verdict, because })
  if (came === undefined) return check('not_checked', 'the redirect carries no iss')
  if (issuer === '') return check('not_checked', 'the profile names no issuer')
  return came === issuer ? check('pass', 'iss is the issuer of the profile') : check('fail', 'iss is another issuer')
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
  const checks = [readState(request.state, values('state')[0], captured.maker), readIssuer(issuer, values('iss')[0])]
  const findings =
    captured.ignored > 0 ? [finding('captured-redirect', 'redirect_ignored', { count: String(captured.ignored) })] : []
  const answer = (grant: Outcome<Grant>): ReadGrant => ({ checks, findings, grant })

  const repeated = [...once, codeParameter].find((name) => values(name).length > 1)
  if (repeated !== undefined) return answer(fail(problem('grant', 'parameter_repeated', { parameter: repeated })))
  if (checks[0]?.verdict === 'fail')
    return answer(fail(problem('grant', values('state').length === 0 ? 'state_missing' : 'state_mismatch')))
  if (checks[1]?.verdict === 'fail')
    return answer(fail(problem('grant', 'issuer_mismatch', { expected: issuer, received: values('iss')[0] ?? '' })))
  const code = values(codeParameter)[0] ?? ''
  if (values('error').length > 0) return answer(fail(readRefusal(values, code)))
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

/** The grants that need no redirect, made from the profile and its secrets. */
export function buildDirectGrant(
  kind: 'password' | 'client_credentials',
  profile: Profile,
  secrets: Secrets,
): Outcome<Grant> {
  if (kind === 'client_credentials') return ok({ kind })
  if (profile.username === '')
    return fail(problem('grant', 'secret_missing', { secret: 'username' }, 'The profile has no user name.'))
  const { password } = secrets
  if (password === undefined)
    return fail(problem('grant', 'secret_missing', { secret: 'password' }, 'The profile has no password.'))
  return ok({ kind, username: profile.username, password })
}

/** The grant of a refresh (RFC 6749, section 6): it re-enters the street here. */
export function buildRefreshGrant(refreshToken: string | null): Outcome<Grant> {
  if (refreshToken === null || refreshToken === '') return fail(problem('grant', 'refresh_token_missing'))
  return ok({ kind: 'refresh_token', refreshToken })
}
