import { seconds } from '../../../../shared/lib/units.ts'
import type { IssuedAccess, PracticeDesk, PracticeDialect } from '../practice-dialect.ts'
import {
  buildJsonAnswer,
  buildRedirectAnswer,
  type PracticeAnswer,
  type PracticeRequest,
} from '../practice-exchange.ts'
import { buildTkeelRefusal } from './tkeel-refusals.ts'

const lifetime = 86_400
const messagePackage = 'io.tkeel.security.api.oauth.v1'

const grants = {
  authorization_code: 'authorization_code',
  password: 'password',
  refresh_token: 'refresh_token',
} as const
/** The document's word for the code grant, which the real server does not know. */
const printedGrants = { ...grants, authorize_code: 'authorization_code' } as const

/** tKeel: no client at all, a tenant in the path, codes in a JSON body, and an envelope that the document leaves out. */
export const tkeelDialect: PracticeDialect = {
  // The second half of each pattern is the path behind the platform's gateway.
  routes: [
    { methods: ['GET'], path: /^(?:\/apis\/security\/v1)?\/oauth\/(?<tenant>[^/]+)\/authorize$/, answer: 'authorize' },
    { methods: ['GET'], path: /^(?:\/apis\/security\/v1)?\/oauth\/(?<tenant>[^/]+)\/token$/, answer: 'token' },
  ],
  parameters: 'query',
  clientProof: 'none',
  grants: { real: grants, documented: printedGrants },
  codeForm: 'sealed',
  codeLifetime: seconds(600),
  redirectUriRepeated: true,
  scope: '',
  refreshLifetime: seconds(7 * 86_400),
  refreshToken: 'rotated',
  buildTokenAnswer,
  buildRefusal: (refusal, request) => buildTkeelRefusal(refusal, request.shape),
  buildCodeAnswer: (code, request) => buildMessage('AuthorizeResponse', { code }, request),
}

/** Writes a message as the document prints it, or in the envelope that the real server puts around every message. */
function buildMessage(type: string, fields: object, request: PracticeRequest): PracticeAnswer {
  if (request.shape === 'documented') return buildJsonAnswer(200, fields)
  const data = { '@type': `type.googleapis.com/${messagePackage}.${type}`, ...fields }
  return buildJsonAnswer(200, { code: 'io.tkeel.SUCCESS', msg: '', data })
}

function buildTokenAnswer(access: IssuedAccess, request: PracticeRequest, desk: PracticeDesk): PracticeAnswer {
  if (request.fault === 'external_idp') return buildMessage('TokenResponse', elsewhere, request)
  const fields = buildTokenFields(access, desk)
  if (request.fault === 'location_tokens') {
    const { access_token, refresh_token = '', token_type, expires_in } = fields
    const tokens = new URLSearchParams({ token_type, access_token, refresh_token, expires_in })
    return buildRedirectAnswer(301, new URL(`/auth/redirect?${tokens}`, request.base).href)
  }
  return buildMessage('TokenResponse', request.shape === 'real' ? { ...fields, redirect_url: '' } : fields, request)
}

/** The answer while the person must first sign in at the tenant's own identity provider. */
const elsewhere = {
  access_token: '',
  expires_in: '0',
  refresh_token: '',
  token_type: '',
  redirect_url: 'https://login.practice.invalid/authorize?client_id=tkeel&response_type=code',
}

function buildTokenFields(access: IssuedAccess, desk: PracticeDesk) {
  const expiry = Math.floor(access.issuedAt / 1000) + lifetime
  return {
    access_token: desk.keys.signSymmetricJwt({ aud: 'tkeel', exp: expiry, sub: access.subject }),
    // A string: protobuf's JSON mapping writes 64-bit integers so.
    expires_in: String(lifetime),
    refresh_token: access.refreshToken,
    token_type: 'Bearer',
  }
}
