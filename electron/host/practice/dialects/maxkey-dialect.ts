import { randomUUID } from 'node:crypto'
import { seconds } from '../../../../shared/lib/units.ts'
import { practiceAccount } from '../practice-accounts.ts'
import type { IssuedAccess, PracticeDesk, PracticeDialect } from '../practice-dialect.ts'
import { buildJsonAnswer, type PracticeAnswer, type PracticeRequest } from '../practice-exchange.ts'
import {
  buildDocumentedBody,
  buildDocumentedError,
  buildIdToken,
  buildRealBody,
  maxkeyIssuer,
  maxkeyLifetime,
} from './maxkey-token-body.ts'
import { describeRefusal } from './rfc-refusals.ts'

const refreshLifetime = 30 * 86_400

const grants = {
  authorization_code: 'authorization_code',
  refresh_token: 'refresh_token',
  password: 'password',
  client_credentials: 'client_credentials',
} as const

/** MaxKey: GET or POST, a Java bean in the document, and errors with HTTP 200. */
export const maxkeyDialect: PracticeDialect = {
  routes: [
    { methods: ['GET', 'POST'], path: /^\/sign\/authz\/oauth\/v20\/authorize$/, answer: 'authorize' },
    { methods: ['GET', 'POST'], path: /^\/sign\/authz\/oauth\/v20\/token$/, answer: 'token' },
    { methods: ['GET', 'POST'], path: /^\/sign\/authz\/oauth\/v20\/introspect$/, answer: answerIntrospection },
    {
      methods: ['GET'],
      path: /^\/sign\/authz\/oauth\/v20\/jwks$/,
      answer: (_request, desk) => buildJsonAnswer(200, desk.keys.publicJwks),
    },
    {
      methods: ['GET'],
      path: /^\/sign\/authz\/oauth\/v20\/\.well-known\/openid-configuration$/,
      answer: answerDiscovery,
    },
    { methods: ['GET', 'POST'], path: /^\/sign\/api\/(?:oauth\/v20\/me|connect\/v10\/userinfo)$/, answer: answerMe },
  ],
  parameters: 'query_or_form',
  clientProof: 'parameters_or_basic',
  grants: { real: grants, documented: grants },
  codeForm: 'uuid',
  codeLifetime: seconds(600),
  redirectUriRepeated: true,
  scope: 'openid',
  refreshLifetime: seconds(refreshLifetime),
  // The token services it is built on reuse the refresh token.
  refreshToken: 'repeated',
  buildTokenAnswer: answerTokens,
  buildRefusal: (refusal, request) => {
    const { error, description } = describeRefusal(refusal)
    const body =
      request.shape === 'documented'
        ? buildDocumentedError(error, description)
        : { error, error_description: description }
    return buildJsonAnswer(200, body)
  },
}

function answerTokens(access: IssuedAccess, request: PracticeRequest, desk: PracticeDesk): PracticeAnswer {
  const value = randomUUID()
  const { subject, scope, clientId, issuedAt } = access
  desk.ledger.remember(`access:${value}`, JSON.stringify({ subject, scope, clientId, issuedAt }))
  const withIdToken = scope.includes('openid') && access.grant !== 'client_credentials'
  const token = {
    value,
    access,
    refreshUntil: issuedAt + refreshLifetime * 1000,
    additionalInformation: withIdToken ? { id_token: buildIdToken(access, request, desk) } : {},
  }
  return buildJsonAnswer(200, request.shape === 'documented' ? buildDocumentedBody(token) : buildRealBody(token))
}

interface HeldToken {
  readonly subject: string
  readonly scope: readonly string[]
  readonly clientId: string
  readonly issuedAt: number
}

function findAccessToken(token: string, desk: PracticeDesk): HeldToken | undefined {
  const text = desk.ledger.recall(`access:${token}`)
  if (text === undefined || token === '') return undefined
  const held: HeldToken = JSON.parse(text)
  return held.issuedAt + maxkeyLifetime * 1000 > desk.now() ? held : undefined
}

/** Introspection in the form of RFC 7662. Access tokens are forgotten with the process, which reads as inactive. */
function answerIntrospection(request: PracticeRequest, desk: PracticeDesk): PracticeAnswer {
  const held = findAccessToken(request.form.get('token') ?? request.query.get('token') ?? '', desk)
  if (held === undefined) return buildJsonAnswer(200, { active: false })
  const issued = Math.floor(held.issuedAt / 1000)
  const claims = { sub: held.subject, client_id: held.clientId, scope: held.scope.join(' '), token_type: 'bearer' }
  return buildJsonAnswer(200, { active: true, ...claims, iat: issued, exp: issued + maxkeyLifetime })
}

function answerMe(request: PracticeRequest, desk: PracticeDesk): PracticeAnswer {
  const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1]
  const named = request.query.get('access_token') ?? request.form.get('access_token')
  const held = findAccessToken(bearer ?? named ?? '', desk)
  if (held === undefined) return buildJsonAnswer(401, { error: 'invalid_token', error_description: 'Invalid token' })
  const { name, email, username } = practiceAccount
  return buildJsonAnswer(200, { sub: held.subject, userId: held.subject, username, name, email })
}

function answerDiscovery(request: PracticeRequest): PracticeAnswer {
  if (request.query.get('client_id') !== practiceAccount.clientId)
    return buildJsonAnswer(200, { error: 'invalid_client', error_description: 'client_id is required' })
  const issuer = maxkeyIssuer(request)
  return buildJsonAnswer(200, {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    introspection_endpoint: `${issuer}/introspect`,
    userinfo_endpoint: `${request.base}/sign/api/connect/v10/userinfo`,
    jwks_uri: `${issuer}/jwks?client_id=${practiceAccount.clientId}`,
    response_types_supported: ['code'],
    grant_types_supported: Object.keys(grants),
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    code_challenge_methods_supported: ['plain', 'S256'],
    token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
  })
}
