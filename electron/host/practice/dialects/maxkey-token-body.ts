import { practiceAccount } from '../practice-accounts.ts'
import type { IssuedAccess, PracticeDesk } from '../practice-dialect.ts'
import type { PracticeRequest } from '../practice-exchange.ts'

/** Twelve hours, the server's own default. */
export const maxkeyLifetime = 43_200

/** A token with what belongs to it, before either shape is written. */
export interface MaxkeyToken {
  readonly value: string
  readonly access: IssuedAccess
  /** The refresh token's end, in milliseconds. */
  readonly refreshUntil: number
  readonly additionalInformation: Readonly<Record<string, string>>
}

/** What the server's serializer writes: standard names, the additional information beside them. */
export function buildRealBody({ value, access, additionalInformation }: MaxkeyToken): object {
  return {
    access_token: value,
    token_type: 'bearer',
    refresh_token: access.refreshToken,
    expires_in: maxkeyLifetime,
    scope: access.scope.join(' '),
    ...additionalInformation,
  }
}

/** What the document shows: the bean itself, members in its order. */
export function buildDocumentedBody(token: MaxkeyToken): object {
  const { access } = token
  return {
    additionalInformation: token.additionalInformation,
    expiration: printMoment(access.issuedAt + maxkeyLifetime * 1000),
    expired: false,
    expiresIn: maxkeyLifetime,
    oauth2Exception: null,
    refreshToken:
      access.refreshToken === undefined
        ? null
        : { expiration: printMoment(token.refreshUntil), value: access.refreshToken },
    scope: access.scope,
    tokenType: 'bearer',
    value: token.value,
  }
}

/** The same bean for an error: no value, and an exception with everything Java puts into one. */
export function buildDocumentedError(error: string, description: string): object {
  const oauth2Exception = {
    additionalInformation: null,
    cause: null,
    httpErrorCode: error === 'invalid_client' ? 401 : 400,
    localizedMessage: description,
    message: description,
    oauth2ErrorCode: error,
    stackTrace: [
      {
        className: 'org.dromara.maxkey.authz.oauth2.provider.endpoint.TokenEndpoint',
        fileName: 'TokenEndpoint.java',
        lineNumber: 143,
        methodName: 'postAccessToken',
        nativeMethod: false,
      },
    ],
    summary: `error="${error}", error_description="${description}"`,
    suppressed: [],
  }
  return {
    additionalInformation: {},
    expiration: null,
    expired: false,
    expiresIn: 0,
    oauth2Exception,
    refreshToken: null,
    scope: [],
    tokenType: null,
    value: null,
  }
}

/** The ID token that the server adds when `openid` was asked for. */
export function buildIdToken(access: IssuedAccess, request: PracticeRequest, desk: PracticeDesk): string {
  const issued = Math.floor(access.issuedAt / 1000)
  const claims = {
    iss: maxkeyIssuer(request),
    sub: access.subject,
    aud: access.clientId,
    exp: issued + maxkeyLifetime,
    iat: issued,
    nonce: access.nonce,
    name: practiceAccount.name,
    email: practiceAccount.email,
  }
  return desk.keys.signJwt(claims, { kid: desk.keys.kid })
}

/** The issuer: the address that discovery hangs below. */
export function maxkeyIssuer(request: PracticeRequest): string {
  return `${request.base}/sign/authz/oauth/v20`
}

/** A date-time as Java's JSON writers spell it. */
function printMoment(moment: number): string {
  return new Date(moment).toISOString().replace('Z', '+00:00')
}
