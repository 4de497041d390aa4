import { between, epochMs } from '../../../shared/lib/units.ts'
import { isSameText, isVerifierRight, openCode } from './authorization-code.ts'
import { practiceAccount } from './practice-accounts.ts'
import type { GrantedAccess, PracticeDesk, PracticeDialect, Refusal, RefusalReason } from './practice-dialect.ts'
import type { PracticeAnswer, PracticeRequest } from './practice-exchange.ts'
import { issueRefreshToken, redeemRefreshToken } from './refresh-token.ts'

type Verdict = { readonly kind: 'granted'; readonly access: GrantedAccess } | ({ readonly kind: 'refused' } & Refusal)

const oneDayMs = 86_400_000
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Answers a token request: the same checks for every dialect, in the dialect's own words. */
export function answerToken(request: PracticeRequest, dialect: PracticeDialect, desk: PracticeDesk): PracticeAnswer {
  const parameters = readParameters(request, dialect)
  const verdict = checkClient(parameters, request, dialect) ?? judge(parameters, request, dialect, desk)
  if (verdict.kind === 'refused') return dialect.buildRefusal(verdict, request)
  const refreshToken = issueRefreshToken(verdict.access, parameters.get('refresh_token'), request, dialect, desk)
  const issued = refreshToken === undefined ? verdict.access : { ...verdict.access, refreshToken }
  return dialect.buildTokenAnswer(issued, request, desk)
}

function readParameters(request: PracticeRequest, dialect: PracticeDialect): URLSearchParams {
  if (dialect.parameters === 'query') return request.query
  if (dialect.parameters === 'form') return request.form
  return new URLSearchParams([...request.form, ...request.query])
}

function refuse(reason: RefusalReason, detail: string): Verdict {
  return { kind: 'refused', reason, detail }
}

function checkClient(parameters: URLSearchParams, request: PracticeRequest, dialect: PracticeDialect) {
  if (dialect.clientProof === 'none') return undefined
  const shown = readClient(parameters, request, dialect)
  if (shown.id === null) return refuse('parameter_missing', 'client_id')
  if (shown.id !== practiceAccount.clientId) return refuse('client_unknown', shown.id)
  return isSameText(shown.secret ?? '', practiceAccount.clientSecret) ? undefined : refuse('secret_wrong', shown.id)
}

function readClient(parameters: URLSearchParams, request: PracticeRequest, dialect: PracticeDialect) {
  const named = { id: parameters.get('client_id'), secret: parameters.get('client_secret') }
  const [scheme, credentials = ''] = (request.headers.authorization ?? '').split(' ')
  if (dialect.clientProof === 'parameters' || scheme?.toLowerCase() !== 'basic') return named
  // MaxKey looks at the header only where the parameters name no client.
  if (dialect.clientProof === 'parameters_or_basic' && named.id !== null) return named
  // Plain base64, as BambooCloud's document asks; RFC 6749, section 2.3.1 would form-decode both halves here.
  const text = Buffer.from(credentials, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  return colon < 0 ? { id: text, secret: null } : { id: text.slice(0, colon), secret: text.slice(colon + 1) }
}

function judge(parameters: URLSearchParams, request: PracticeRequest, dialect: PracticeDialect, desk: PracticeDesk) {
  const name = parameters.get('grant_type')
  if (name === null) return refuse('parameter_missing', 'grant_type')
  // Whoever shows a password must show the right one, whichever the grant.
  if (isPasswordWrong(parameters)) return refuse('user_wrong', parameters.get('username') ?? '')
  const grants = dialect.grants[request.shape]
  const grant = Object.hasOwn(grants, name) ? grants[name] : undefined
  switch (grant) {
    case undefined:
      return refuse('grant_unsupported', name)
    case 'authorization_code':
      return judgeCode(parameters, request, dialect, desk)
    case 'refresh_token':
      return judgeRefreshToken(parameters, request, dialect, desk)
    case 'password':
      return judgePassword(parameters, dialect, desk)
    case 'client_credentials':
      return grantTo(practiceAccount.clientId, 'client_credentials', parameters.get('scope') ?? dialect.scope, desk)
  }
}

function judgeCode(
  parameters: URLSearchParams,
  request: PracticeRequest,
  dialect: PracticeDialect,
  desk: PracticeDesk,
): Verdict {
  const code = parameters.get('code')
  if (code === null) return refuse('parameter_missing', 'code')
  if (dialect.codeForm === 'uuid' && !uuid.test(code)) return refuse('code_malformed', code)
  const facts = openCode(code, request.provider, desk)
  if (facts === undefined) return refuse('code_unknown', code)
  const delay = request.fault === 'expired_code' ? oneDayMs : 0
  if (between(epochMs(facts.issuedAt), epochMs(desk.now() + delay)) > dialect.codeLifetime)
    return refuse('code_expired', code)
  if (desk.ledger.recall(`used:${facts.id}`) !== undefined) return refuse('code_used', code)
  const redirectUri = parameters.get('redirect_uri')
  if (redirectUri === null && dialect.redirectUriRepeated) return refuse('parameter_missing', 'redirect_uri')
  if (redirectUri !== null && redirectUri !== facts.redirectUri) return refuse('redirect_mismatch', redirectUri)
  if (!isVerifierRight(facts, parameters.get('code_verifier'))) return refuse('verifier_wrong', '')
  desk.ledger.remember(`used:${facts.id}`)
  return grantTo(practiceAccount.subject, 'authorization_code', facts.scope, desk, facts.nonce)
}

function judgeRefreshToken(
  parameters: URLSearchParams,
  request: PracticeRequest,
  dialect: PracticeDialect,
  desk: PracticeDesk,
): Verdict {
  const token = parameters.get('refresh_token')
  if (token === null) return refuse('parameter_missing', 'refresh_token')
  const held = redeemRefreshToken(token, request, dialect, desk)
  if (held === undefined) return refuse('refresh_token_wrong', token)
  // A refresh may ask for less than was granted, never for more (RFC 6749, section 6).
  const asked = parameters.get('scope')?.split(' ') ?? held.scope
  const scope = asked.filter((name) => held.scope.includes(name)).join(' ')
  return grantTo(held.subject, 'refresh_token', scope, desk)
}

function judgePassword(parameters: URLSearchParams, dialect: PracticeDialect, desk: PracticeDesk): Verdict {
  for (const name of ['username', 'password']) if (!parameters.has(name)) return refuse('parameter_missing', name)
  return grantTo(practiceAccount.subject, 'password', parameters.get('scope') ?? dialect.scope, desk)
}

function isPasswordWrong(parameters: URLSearchParams): boolean {
  const [username, password] = [parameters.get('username'), parameters.get('password')]
  if (username === null && password === null) return false
  return !isSameText(`${username}\n${password}`, `${practiceAccount.username}\n${practiceAccount.password}`)
}

function grantTo(
  subject: string,
  grant: GrantedAccess['grant'],
  scope: string,
  desk: PracticeDesk,
  nonce: string | null = null,
): Verdict {
  const access: GrantedAccess = {
    grant,
    clientId: practiceAccount.clientId,
    subject,
    scope: scope.split(' ').filter((name) => name !== ''),
    issuedAt: desk.now(),
    ...(nonce === null ? {} : { nonce }),
  }
  return { kind: 'granted', access }
}
