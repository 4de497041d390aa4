import type { RawResponse } from './raw-response.ts'

/** What a protected resource says about a token it does not take (RFC 6750, section 3; RFC 9449, section 7.1). */
export interface Challenge {
  /** As sent: `Bearer`, `DPoP`. */
  readonly scheme: string
  readonly error: string | null
  readonly description: string | null
  /** The scope that would be needed (`insufficient_scope`). */
  readonly scope: string | null
}

/** A parameter of a challenge: a token, or a quoted text with its escapes (RFC 9110, section 11.2). */
function readParameter(text: string, name: string): string | null {
  const match = new RegExp(`[\\s,]${name}\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s,"]+))`, 'i').exec(` ${text}`)
  if (match === null) return null
  return match[1]?.replace(/\\(.)/g, '$1') ?? match[2] ?? null
}

/** The challenge that names an error, of all that came, else the first one; `null` where the answer has none. */
export function readChallenge(raw: RawResponse): Challenge | null {
  const values = raw.headers.filter(([name]) => name.toLowerCase() === 'www-authenticate').map(([, value]) => value)
  const read = values
    // Several challenges may stand in one header; each starts with its scheme.
    .flatMap((value) => value.split(/,\s*(?=(?:Bearer|DPoP|Basic)(?:\s|$))/i))
    .map((value): Challenge => {
      const [scheme = ''] = value.trim().split(/\s/, 1)
      const rest = value.trim().slice(scheme.length)
      const at = (name: string): string | null => readParameter(rest, name)
      return { scheme, error: at('error'), description: at('error_description'), scope: at('scope') }
    })
  return read.find((one) => one.error !== null) ?? read[0] ?? null
}
