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

/**
 * A parameter, its value a token or a quoted text with its escapes, or a word alone, which is a scheme (RFC 9110, section 11.2).
 * Read from left to right, so that nothing inside a quoted text is taken for more than that.
 */
const item = /([\w!#$%&'*+.^`|~-]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+)))?/g

/** The challenges of one header, in their order; a later parameter of the same name does not count. */
function readChallenges(value: string): readonly Challenge[] {
  const found: { readonly scheme: string; readonly parameters: Map<string, string> }[] = []
  for (const [, name = '', quoted, plain] of value.matchAll(item)) {
    const given = quoted?.replace(/\\(.)/g, '$1') ?? plain
    const key = name.toLowerCase()
    if (given === undefined) found.push({ scheme: name, parameters: new Map() })
    else if (found.at(-1)?.parameters.has(key) === false) found.at(-1)?.parameters.set(key, given)
  }
  return found.map(({ scheme, parameters }) => ({
    scheme,
    error: parameters.get('error') ?? null,
    description: parameters.get('error_description') ?? null,
    scope: parameters.get('scope') ?? null,
  }))
}

/** The challenge that names an error, of all that came, else the first one; `null` where the answer has none. */
export function readChallenge(raw: RawResponse): Challenge | null {
  const values = raw.headers.filter(([name]) => name.toLowerCase() === 'www-authenticate').map(([, value]) => value)
  const read = values.flatMap(readChallenges)
  return read.find((one) => one.error !== null) ?? read[0] ?? null
}
