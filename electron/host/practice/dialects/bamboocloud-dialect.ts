import { randomBytes } from 'node:crypto'
import type { PracticeShape } from '../../../../shared/dialects/practice-choices.ts'
import { seconds } from '../../../../shared/lib/units.ts'
import { practiceAccount } from '../practice-accounts.ts'
import type { IssuedAccess, PracticeDesk, PracticeDialect, Refusal, RefusalReason } from '../practice-dialect.ts'
import { buildJsonAnswer, type PracticeRequest } from '../practice-exchange.ts'
import { describeRefusal } from './rfc-refusals.ts'

const lifetime = 7199

const grants = { authorization_code: 'authorization_code', refresh_token: 'refresh_token' } as const

/** As it is printed, with its middle left out: decoding it must fail and say why. */
const elidedIdToken = 'eyJraWQVlMiIsImFsZOiJodHRwczovL21o...8oEoRsydhg'

/** BambooCloud Castle IDaaS: close to RFC 6749, with plain base64 in Basic and a code that lives five minutes. */
export const bamboocloudDialect: PracticeDialect = {
  routes: [
    { methods: ['GET', 'POST'], path: /^\/api\/v1\/oauth2\/authorize$/, answer: 'authorize' },
    { methods: ['POST'], path: /^\/api\/v1\/oauth2\/token$/, answer: 'token' },
    {
      methods: ['GET'],
      path: /^\/api\/v1\/oauth2\/jwks$/,
      answer: (_request, desk) => buildJsonAnswer(200, desk.keys.publicJwks),
    },
  ],
  parameters: 'form',
  clientProof: 'basic',
  grants: { real: grants, documented: grants },
  codeForm: 'sealed',
  codeLifetime: seconds(300),
  redirectUriRepeated: false,
  scope: 'openid',
  refreshLifetime: seconds(30 * 86_400),
  refreshToken: 'rotated',
  buildTokenAnswer: (access, request, desk) =>
    buildJsonAnswer(
      200,
      {
        access_token: randomBytes(35).toString('base64url'),
        token_type: 'Bearer',
        refresh_token: access.refreshToken,
        expires_in: lifetime,
        scope: access.scope.join(' '),
        id_token: request.shape === 'documented' ? elidedIdToken : buildIdToken(access, request, desk),
      },
      4,
    ),
  buildRefusal: (refusal, request) => {
    const { status, error, description } = describeInItsWords(refusal, request.shape)
    return buildJsonAnswer(status, { error, error_description: description }, 4)
  },
}

function buildIdToken(access: IssuedAccess, request: PracticeRequest, desk: PracticeDesk): string {
  const issued = Math.floor(access.issuedAt / 1000)
  const claims = {
    iss: `${request.base}/api/v1/oauth2`,
    sub: access.subject,
    aud: access.clientId,
    exp: issued + lifetime,
    iat: issued,
    nonce: access.nonce,
    name: practiceAccount.name,
    email: practiceAccount.email,
  }
  return desk.keys.signJwt(claims, { kid: desk.keys.kid })
}

const codeRefusals: readonly RefusalReason[] = ['code_malformed', 'code_unknown', 'code_expired', 'code_used']

/** The three printed errors keep their words and, in the documented shape, their placeholders too. */
function describeInItsWords(refusal: Refusal, shape: PracticeShape) {
  const { reason, detail } = refusal
  const printed = shape === 'documented'
  if (reason === 'redirect_mismatch') {
    const what = printed ? '[xxx] (xx)' : `[${detail}] (${practiceAccount.clientId})`
    const description = `Invalid redirect: ${what} does not match one of the registered values.`
    return { status: 400, error: 'invalid_grant', description }
  }
  if (codeRefusals.includes(reason)) {
    const description = `Invalid authorization code: ${printed ? 'a2W0B8Q' : detail}`
    return { status: 400, error: 'invalid_grant', description }
  }
  const { error, description } = describeRefusal(refusal)
  if (error !== 'invalid_client') return { status: 400, error, description }
  return { status: 401, error, description: 'Bad client credentials' }
}
