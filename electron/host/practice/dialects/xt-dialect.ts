import { seconds } from '../../../../shared/lib/units.ts'
import { practiceAccount } from '../practice-accounts.ts'
import type { GrantedAccess, IssuedAccess, PracticeDesk, PracticeDialect, RefusalReason } from '../practice-dialect.ts'
import { buildJsonAnswer, buildTextAnswer } from '../practice-exchange.ts'
import { describeRefusal } from './rfc-refusals.ts'

/** The sample's numbers. Its text calls them milliseconds; the `exp` of its two tokens prove seconds. */
const accessLifetime = 15_551_999
const refreshLifetime = 18_143_999

const grants = { authorization_code: 'authorization_code', refresh_token: 'refresh_token' } as const

/** XT.COM: everything in the URL, an envelope, and tokens that are JWTs without `iat`. */
export const xtDialect: PracticeDialect = {
  routes: [
    // The document describes the token endpoint only; this address is ours.
    { methods: ['GET', 'POST'], path: /^\/public\/uaa\/oauth2\/authorize$/, answer: 'authorize' },
    { methods: ['GET'], path: /^\/public\/uaa\/oauth2\/token$/, answer: 'token' },
  ],
  parameters: 'query',
  clientProof: 'parameters',
  grants: { real: grants, documented: grants },
  codeForm: 'sealed',
  codeLifetime: seconds(300),
  redirectUriRepeated: false,
  scope: 'userinfo',
  refreshLifetime: seconds(refreshLifetime),
  refreshToken: 'renewed',
  ownRefreshToken: {
    build: (access, desk) => buildToken(access, refreshLifetime, desk),
    read: readRefreshToken,
  },
  buildTokenAnswer: (access, request, desk) => {
    const result = buildResult(access, desk)
    return request.shape === 'documented'
      ? buildTextAnswer(200, 'application/json;charset=UTF-8', printAsDocumented(result))
      : buildJsonAnswer(200, { rc: 0, mc: 'SUCCESS', ma: [], result })
  },
  buildRefusal: (refusal) => {
    const { error, description } = describeRefusal(refusal)
    const mc = refusalCodes[refusal.reason] ?? error.toUpperCase()
    return buildJsonAnswer(200, { rc: 1, mc, ma: [description], result: null })
  },
}

/** The document names no error codes; these follow RFC 6749 in the spelling of its "SUCCESS". */
const refusalCodes: Partial<Record<RefusalReason, string>> = { code_expired: 'CODE_EXPIRED' }

function buildResult(access: IssuedAccess, desk: PracticeDesk) {
  const accessToken = buildToken(access, accessLifetime, desk)
  // Nothing in an access token tells it from a refresh token, so it is noted down as one that does not refresh.
  desk.ledger.remember(`access:${accessToken}`)
  return {
    user_id: access.subject,
    access_token: accessToken,
    refresh_token: access.refreshToken,
    expires_in: accessLifetime,
    refresh_expires_in: refreshLifetime,
    client_id: access.clientId,
    scope: access.scope.join(' '),
  }
}

/** The claims of the sample in its order; the moment of issue is not among them. */
function buildToken(access: GrantedAccess, lifetime: number, desk: PracticeDesk): string {
  return desk.keys.signJwt({
    sub: access.subject,
    'user-id': Number(access.subject),
    scope: access.scope.join(' '),
    iss: 'xt.com',
    exp: Math.floor(access.issuedAt / 1000) + lifetime,
    client_id: access.clientId,
  })
}

function readRefreshToken(token: string, desk: PracticeDesk) {
  if (desk.ledger.recall(`access:${token}`) !== undefined) return undefined
  const claims = desk.keys.readJwt(token)
  if (claims?.iss !== 'xt.com' || claims.client_id !== practiceAccount.clientId) return undefined
  if (Number(claims.exp) * 1000 <= desk.now()) return undefined
  return { clientId: practiceAccount.clientId, subject: String(claims.sub), scope: String(claims.scope).split(' ') }
}

/** The printed example, comments included: it is not JSON, and that is what it is served for. */
function printAsDocumented(result: ReturnType<typeof buildResult>): string {
  const value = (name: keyof typeof result) => JSON.stringify(result[name] ?? null)
  return `{
    "rc": 0,
    "mc": "SUCCESS",
    "ma": [],
    "result": {
        "user_id":${value('user_id')},
        "access_token": ${value('access_token')},//用于访问授权接口的token，默认有效期1天
        "refresh_token": ${value('refresh_token')},//用于刷新access token的token，默认有效期180天
        "expires_in": ${value('expires_in')},//access_token距离过期的毫秒数
        "refresh_expires_in": ${value('refresh_expires_in')},//refresh_token距离过期的毫秒数
        "client_id": ${value('client_id')},//机构标识
        "scope": ${value('scope')}//授权的scope
    }
}`
}
