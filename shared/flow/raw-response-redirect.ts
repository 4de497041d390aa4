import { type ResponseRules, responseRulesSchema } from '../dialects/response-rules.ts'
import { encodeBytesAsBase64, encodeUtf8 } from '../lib/bytes-text.ts'
import { type CapturedRedirect, maskCapturedRedirect, readRedirectText } from './captured-redirect.ts'
import type { RawResponse } from './raw-response.ts'

/** What stands in an authorization response besides tokens (RFC 6749, section 4.1.2; RFC 9207; OpenID Connect Session; JARM). */
const besides = ['code', 'state', 'iss', 'session_state', 'aud', 'exp', 'iat', 'nbf']

/**
 * The tokens of a redirect in the form of a token response (RFC 6749, section 4.2.2), so that one street reads them: the parameters
 * byte for byte as a form, or the claims of a verified JARM response as the JSON they are.
 */
export function buildRedirectResponse(captured: CapturedRedirect, claims: string | null): RawResponse {
  const type = claims === null ? 'application/x-www-form-urlencoded' : 'application/json'
  const bytes = encodeUtf8(claims ?? readRedirectText(captured))
  return {
    url: maskCapturedRedirect(captured).url,
    status: 200,
    statusText: '',
    headers: [['content-type', type]],
    body: encodeBytesAsBase64(bytes),
    size: bytes.length,
    receivedAt: captured.capturedAt,
    timings: { connect: null, firstByte: null, total: 0 },
  }
}

/** How such a response is read: by the standard alone. A dialect's places are those of its token endpoint. */
export function buildRedirectRules(claims: string | null): ResponseRules {
  return responseRulesSchema.parse({ syntaxes: [claims === null ? 'form' : 'json'], knownFields: besides })
}
