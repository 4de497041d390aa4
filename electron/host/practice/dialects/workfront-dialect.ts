import { randomBytes } from 'node:crypto'
import { seconds } from '../../../../shared/lib/units.ts'
import type { IssuedAccess, PracticeDesk, PracticeDialect } from '../practice-dialect.ts'
import { buildJsonAnswer, buildTextAnswer, type PracticeRequest } from '../practice-exchange.ts'
import { describeRefusal } from './rfc-refusals.ts'

const lifetime = 3600

const grants = { authorization_code: 'authorization_code', refresh_token: 'refresh_token' } as const
/** The translated table spells both without the underscore; the example below it does not. */
const printedGrants = { ...grants, authorizationcode: 'authorization_code', refreshtoken: 'refresh_token' } as const

/** A token endpoint as an integrator builds it for Adobe Workfront's document webhooks. */
export const workfrontDialect: PracticeDialect = {
  routes: [
    { methods: ['GET', 'POST'], path: /^\/authorize$/, answer: 'authorize' },
    { methods: ['POST'], path: /^\/(?:any\/url|oauth2\/token)$/, answer: 'token' },
  ],
  parameters: 'form',
  clientProof: 'parameters',
  grants: { real: grants, documented: printedGrants },
  codeForm: 'sealed',
  // "expires ... in 10 minutes or less"
  codeLifetime: seconds(600),
  redirectUriRepeated: false,
  scope: '',
  refreshLifetime: seconds(180 * 86_400),
  refreshToken: 'omitted',
  buildTokenAnswer: (access, request, desk) =>
    request.shape === 'documented' ? answerAsDocumented(access) : answerAsReal(access, request, desk),
  buildRefusal: (refusal) => {
    const { error, description } = describeRefusal(refusal)
    return buildJsonAnswer(error === 'invalid_client' ? 401 : 400, { error, error_description: description })
  },
}

function answerAsReal(access: IssuedAccess, request: PracticeRequest, desk: PracticeDesk) {
  const issued = Math.floor(access.issuedAt / 1000)
  const claims = { iss: request.base, sub: access.subject, aud: access.clientId, iat: issued, exp: issued + lifetime }
  const accessToken = desk.keys.signJwt(claims, { typ: 'JWT', kid: desk.keys.kid })
  return buildJsonAnswer(200, { access_token: accessToken, refresh_token: access.refreshToken, expires_in: lifetime })
}

/** The printed example: bare keys, and `expires_id` where its own table says `expires_in`. */
function answerAsDocumented(access: IssuedAccess) {
  const lines = [
    `access_token:"${randomBytes(8).toString('hex').slice(1)}"`,
    ...(access.refreshToken === undefined ? [] : [`refresh_token:"${access.refreshToken}"`]),
    `expires_id:${lifetime}`,
  ]
  return buildTextAnswer(200, 'application/json', `{\n${lines.join(',\n')}\n}`)
}
