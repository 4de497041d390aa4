import type { DialectDocument } from '../dialect.ts'

/** RFC 6749 and OpenID Connect Core 1.0 themselves: nothing departs, so nothing is said. */
export const rfc6749: DialectDocument = {
  id: 'rfc6749',
  name: 'OAuth 2.0 / OpenID Connect',
  source: 'RFC 6749, OpenID Connect Core 1.0',
}
