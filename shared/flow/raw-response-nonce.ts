import { type RawResponse, readHeader } from './raw-response.ts'
import { readBodyText } from './raw-response-text.ts'

function readErrorCode(raw: RawResponse): unknown {
  try {
    const body = JSON.parse(readBodyText(raw).text) as { readonly error?: unknown } | null
    return body?.error
  } catch {
    // Whatever else the body is, it asks for no nonce.
    return null
  }
}

/**
 * Tells whether a server wants the same request again with the nonce that it sends along: 400 `use_dpop_nonce` of an authorization
 * server (RFC 9449, section 8), 401 with the challenge of a resource server (section 9). Without a nonce there is nothing to repeat.
 */
export function isNonceDemanded(raw: RawResponse): boolean {
  if (raw.status !== 400 && raw.status !== 401) return false
  if ((readHeader(raw, 'dpop-nonce') ?? '') === '') return false
  const challenges = raw.headers.filter(([name]) => name.toLowerCase() === 'www-authenticate')
  return (
    challenges.some(([, value]) => /\berror\s*=\s*"?use_dpop_nonce\b/i.test(value)) ||
    readErrorCode(raw) === 'use_dpop_nonce'
  )
}
